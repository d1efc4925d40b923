/** Vertices in the order of first use; those of no triangle are left out. */
export function usedOnly(
  vertices: Float64Array,
  triangles: Uint32Array,
): { vertices: Float64Array; triangles: Uint32Array } {
  const place = new Int32Array(vertices.length / 3).fill(-1)
  const used = new Float64Array(vertices.length)
  let total = 0
  const renumbered = triangles.map((v) => {
    if (place[v] === -1) {
      used.set(vertices.subarray(3 * v, 3 * v + 3), 3 * total)
      place[v] = total++
    }
    return place[v] as number
  })
  return { vertices: used.slice(0, 3 * total), triangles: renumbered }
}

import type { Shape } from './spheres.ts'

/** Outward box of `size` metres whose faces are divided into `counts` squares of two triangles along x, y, z. */
export function box(
  size: readonly [number, number, number],
  counts: readonly [number, number, number],
): Shape {
  const indices = new Map<string, number>()
  const vertices: number[] = []
  const triangles: number[] = []
  const vertex = (step: readonly number[]): number => {
    const known = indices.get(step.join())
    if (known !== undefined) return known
    for (let axis = 0; axis < 3; axis++)
      vertices.push(((step[axis] ?? 0) / (counts[axis] ?? 1)) * (size[axis] ?? 1))
    indices.set(step.join(), indices.size)
    return indices.size - 1
  }
  for (const axis of [0, 1, 2])
    for (const isFar of [false, true])
      for (const square of squares(axis, isFar, counts)) {
        const [a = 0, b = 0, c = 0, d = 0] = square.map(vertex)
        triangles.push(...(isFar ? [a, b, c, a, c, d] : [a, c, b, a, d, c]))
      }
  return { vertices: Float64Array.from(vertices), triangles: Uint32Array.from(triangles) }
}

/** Corners of the squares of one face, counter-clockwise as seen from the positive end of the axis. */
function squares(axis: number, isFar: boolean, counts: readonly number[]): number[][][] {
  const [u, v] = [(axis + 1) % 3, (axis + 2) % 3]
  const corner = (i: number, j: number): number[] => {
    const step = [0, 0, 0]
    step[axis] = isFar ? (counts[axis] ?? 1) : 0
    step[u] = i
    step[v] = j
    return step
  }
  const faces: number[][][] = []
  for (let i = 0; i < (counts[u] ?? 1); i++)
    for (let j = 0; j < (counts[v] ?? 1); j++)
      faces.push([corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)])
  return faces
}

/** Tags: 2 on the triangles of the face z = `z` whose centroid satisfies `isInside`, 1 elsewhere. */
export function faceTags(shape: Shape, z: number, isInside: (x: number, y: number) => boolean): Uint32Array {
  return Uint32Array.from({ length: shape.triangles.length / 3 }, (_, t) => {
    const corners = [...shape.triangles.subarray(3 * t, 3 * t + 3)]
    const mean = (axis: number): number =>
      corners.reduce((sum, v) => sum + (shape.vertices[3 * v + axis] ?? 0), 0) / 3
    const isOnFace = corners.every((v) => shape.vertices[3 * v + 2] === z)
    return isOnFace && isInside(mean(0), mean(1)) ? 2 : 1
  })
}

import type { Mesh } from '../../src/model/mesh.ts'

/** Total area of the triangles with each tag, m². */
export function areaByTag({ vertices, triangles, tags }: Mesh): Map<number, number> {
  const areas = new Map<number, number>()
  for (const [t, tag] of tags.entries()) {
    const [a = [], b = [], c = []] = [...triangles.subarray(3 * t, 3 * t + 3)].map((v) => [
      ...vertices.subarray(3 * v, 3 * v + 3),
    ])
    const side = (to: readonly number[]): number[] => to.map((value, axis) => value - (a[axis] ?? 0))
    const [ux = 0, uy = 0, uz = 0] = side(b)
    const [vx = 0, vy = 0, vz = 0] = side(c)
    const area = Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / 2
    areas.set(tag, (areas.get(tag) ?? 0) + area)
  }
  return areas
}

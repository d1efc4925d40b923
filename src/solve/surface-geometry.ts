import type { Mesh } from '../model/mesh.ts'

/** Per-triangle geometry of a mesh. */
export interface SurfaceGeometry {
  /** T, m². */
  readonly areas: Float64Array
  /** 3·T, unit, into the air. */
  readonly normals: Float64Array
  /** 3·T, m. */
  readonly centroids: Float64Array
}

/** Areas, normals and centroids of every triangle. */
export function surfaceGeometry({
  vertices,
  triangles,
}: Pick<Mesh, 'vertices' | 'triangles'>): SurfaceGeometry {
  const count = triangles.length / 3
  const areas = new Float64Array(count)
  const normals = new Float64Array(3 * count)
  const centroids = new Float64Array(3 * count)
  const corner = (triangle: number, index: number): [number, number, number] => {
    const start = 3 * (triangles[3 * triangle + index] ?? 0)
    return [vertices[start] ?? 0, vertices[start + 1] ?? 0, vertices[start + 2] ?? 0]
  }
  for (let triangle = 0; triangle < count; triangle++) {
    const [a, b, c] = [corner(triangle, 0), corner(triangle, 1), corner(triangle, 2)]
    const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]]
    const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]]
    const normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx] as const
    const length = Math.hypot(...normal)
    areas[triangle] = length / 2
    for (const axis of [0, 1, 2] as const) {
      normals[3 * triangle + axis] = normal[axis] / length
      centroids[3 * triangle + axis] = (a[axis] + b[axis] + c[axis]) / 3
    }
  }
  return { areas, normals, centroids }
}

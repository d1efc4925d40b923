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
  const areas = new Float64Array(triangles.length / 3)
  const normals = new Float64Array(triangles.length)
  const centroids = new Float64Array(triangles.length)
  // Corner `index` of the triangle that starts at `start`, along `axis`.
  const at = (start: number, index: number, axis: number): number =>
    vertices[3 * (triangles[start + index] ?? 0) + axis] ?? 0
  // Component of (corner 1 − corner 0) × (corner 2 − corner 0), twice the area long.
  const cross = (start: number, u: number, v: number): number =>
    (at(start, 1, u) - at(start, 0, u)) * (at(start, 2, v) - at(start, 0, v)) -
    (at(start, 1, v) - at(start, 0, v)) * (at(start, 2, u) - at(start, 0, u))
  for (let start = 0; start < triangles.length; start += 3) {
    const x = cross(start, 1, 2)
    const y = cross(start, 2, 0)
    const z = cross(start, 0, 1)
    const length = Math.sqrt(x * x + y * y + z * z)
    areas[start / 3] = length / 2
    normals[start] = x / length
    normals[start + 1] = y / length
    normals[start + 2] = z / length
    for (let axis = 0; axis < 3; axis++)
      centroids[start + axis] = (at(start, 0, axis) + at(start, 1, axis) + at(start, 2, axis)) / 3
  }
  return { areas, normals, centroids }
}

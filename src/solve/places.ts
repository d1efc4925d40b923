import { metres } from '../core/units.ts'
import { mouthPlaneMm } from '../geometry/horn-meridian.ts'
import type { Mesh } from '../model/mesh.ts'
import type { SurfaceGeometry } from './surface-geometry.ts'

export type Point = readonly [number, number, number]

/** The two named places that distances are measured from. */
export interface Places {
  readonly mouth: Point
  readonly throat: Point
}

/**
 * Mouth and throat centre of a mesh.
 *
 * With a design: the throat is the origin of its frame, shifted by its vertical offset, the mouth the axis point of its front-most plane (a wall that
 * rolls back ends behind it). Without one: the throat is the area centroid of the source triangles, the mouth the
 * centre of the bounding box moved along z to its front face.
 */
export function placesOf(mesh: Mesh, geometry: SurfaceGeometry): Places {
  if (mesh.design) {
    const y = metres(mesh.design.verticalOffset ?? 0)
    return { mouth: [0, y, metres(mouthPlaneMm(mesh.design))], throat: [0, y, 0] }
  }
  const [x, y, z] = boundingBox(mesh.vertices)
  return {
    mouth: [(x.min + x.max) / 2, (y.min + y.max) / 2, z.max],
    throat: sourceCentroid(mesh, geometry),
  }
}

export interface Extent {
  readonly min: number
  readonly max: number
}

/** Extent along x, y, z, m. */
export function boundingBox(vertices: Float64Array): [Extent, Extent, Extent] {
  const extent = (axis: number): Extent => {
    let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let i = axis; i < vertices.length; i += 3) {
      min = Math.min(min, vertices[i] ?? Number.NaN)
      max = Math.max(max, vertices[i] ?? Number.NaN)
    }
    return { min, max }
  }
  return [extent(0), extent(1), extent(2)]
}

function sourceCentroid({ tags, groups }: Mesh, { areas, centroids }: SurfaceGeometry): Point {
  const sourceTags = new Set(groups.filter(({ role }) => role === 'source').map(({ tag }) => tag))
  let [x, y, z, total] = [0, 0, 0, 0]
  tags.forEach((tag, triangle) => {
    if (!sourceTags.has(tag)) return
    const area = areas[triangle] ?? 0
    total += area
    x += area * (centroids[3 * triangle] ?? 0)
    y += area * (centroids[3 * triangle + 1] ?? 0)
    z += area * (centroids[3 * triangle + 2] ?? 0)
  })
  return [x / total, y / total, z / total]
}

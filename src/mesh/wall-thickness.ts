import type { Sliced } from '../core/sliced.ts'
import type { MeshGroup } from '../model/mesh.ts'
import { real, whole } from './arrays.ts'
import { type BoxTree, forTouching } from './box-tree.ts'
import type { Facets } from './facets.ts'
import type { Tagged } from './mirror.ts'

/** The thinnest place of a wall compared with what its facets take away. */
export interface WallThickness {
  /** What the facets of both sides take from the wall, over what they leave; above 1 more than half is gone. */
  readonly lossOverRest: number
  /** m, at that place. */
  readonly rest: number
  readonly loss: number
}

const pause = 512

/**
 * Looks through the solid from the centroid of every wall triangle, against its normal, as far as both sides'
 * deviations reach together.
 *
 * @param inward - T: how far each triangle may reach into the solid, m.
 * @param tree - Of the same surface.
 * @param part - The first so many triangles are looked from; the others are their mirror images.
 */
export function* wallThickness(
  surface: Tagged,
  groups: readonly MeshGroup[],
  facets: Facets,
  inward: Float64Array,
  tree: BoxTree,
  part: number,
): Sliced<WallThickness> {
  const walls = new Set(groups.filter(({ role }) => role === 'wall').map(({ tag }) => tag))
  const worstInward = inward.reduce((most, value) => Math.max(most, value), 0)
  const ray = newRay()
  let worst: WallThickness = { lossOverRest: 0, rest: Number.POSITIVE_INFINITY, loss: 0 }
  for (let t = 0; t < part; t++) {
    if (t % pause === 0) yield
    if (!walls.has(whole(surface.tags, t))) continue
    aim(ray, surface, facets, t, real(inward, t) + worstInward)
    cast(ray, surface, tree)
    if (ray.hit < 0) continue
    const loss = real(inward, t) + real(inward, ray.hit)
    const lossOverRest = loss / ray.reach
    if (lossOverRest > worst.lossOverRest) worst = { lossOverRest, rest: ray.reach, loss }
  }
  return worst
}

/** A ray from a triangle's centroid into the solid; `reach` shrinks to the nearest hit. */
interface Ray {
  readonly origin: Float64Array
  readonly direction: Float64Array
  reach: number
  triangle: number
  hit: number
  /** Around it: least x, y, z, most x, y, z. */
  readonly box: Float64Array
}

function newRay(): Ray {
  return {
    origin: new Float64Array(3),
    direction: new Float64Array(3),
    reach: 0,
    triangle: 0,
    hit: -1,
    box: new Float64Array(6),
  }
}

function aim(ray: Ray, { vertices, triangles }: Tagged, { normals }: Facets, t: number, reach: number): void {
  for (let axis = 0; axis < 3; axis++) {
    let total = 0
    for (let c = 0; c < 3; c++) total += real(vertices, 3 * whole(triangles, 3 * t + c) + axis)
    ray.origin[axis] = total / 3
    ray.direction[axis] = -real(normals, 3 * t + axis)
  }
  ray.reach = reach
  ray.triangle = t
  ray.hit = -1
}

function cast(ray: Ray, surface: Tagged, tree: BoxTree): void {
  for (let axis = 0; axis < 3; axis++) {
    const from = real(ray.origin, axis)
    const to = from + ray.reach * real(ray.direction, axis)
    ray.box[axis] = Math.min(from, to)
    ray.box[3 + axis] = Math.max(from, to)
  }
  forTouching(tree, ray.box, 0, (u) => {
    if (touches(surface.triangles, ray.triangle, u)) return
    const distance = hitDistance(ray, surface, u)
    if (distance >= ray.reach) return
    ray.reach = distance
    ray.hit = u
  })
}

function touches(triangles: Uint32Array, t: number, u: number): boolean {
  for (let i = 3 * t; i < 3 * t + 3; i++)
    for (let j = 3 * u; j < 3 * u + 3; j++) if (whole(triangles, i) === whole(triangles, j)) return true
  return false
}

/** Distance along the ray to triangle `u`, Infinity beside it. Möller and Trumbore, 1997. */
function hitDistance({ origin, direction }: Ray, { vertices, triangles }: Tagged, u: number): number {
  const a = 3 * whole(triangles, 3 * u)
  const b = 3 * whole(triangles, 3 * u + 1)
  const c = 3 * whole(triangles, 3 * u + 2)
  const ax = real(vertices, a)
  const ay = real(vertices, a + 1)
  const az = real(vertices, a + 2)
  const ux = real(vertices, b) - ax
  const uy = real(vertices, b + 1) - ay
  const uz = real(vertices, b + 2) - az
  const vx = real(vertices, c) - ax
  const vy = real(vertices, c + 1) - ay
  const vz = real(vertices, c + 2) - az
  const dx = real(direction, 0)
  const dy = real(direction, 1)
  const dz = real(direction, 2)
  const px = dy * vz - dz * vy
  const py = dz * vx - dx * vz
  const pz = dx * vy - dy * vx
  const determinant = ux * px + uy * py + uz * pz
  if (determinant === 0) return Number.POSITIVE_INFINITY
  const sx = real(origin, 0) - ax
  const sy = real(origin, 1) - ay
  const sz = real(origin, 2) - az
  const alpha = (sx * px + sy * py + sz * pz) / determinant
  const qx = sy * uz - sz * uy
  const qy = sz * ux - sx * uz
  const qz = sx * uy - sy * ux
  const beta = (dx * qx + dy * qy + dz * qz) / determinant
  if (alpha < 0 || beta < 0 || alpha + beta > 1) return Number.POSITIVE_INFINITY
  const distance = (vx * qx + vy * qy + vz * qz) / determinant
  return distance > 0 ? distance : Number.POSITIVE_INFINITY
}

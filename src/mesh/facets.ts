import type { Sliced } from '../core/sliced.ts'
import { degrees } from '../core/units.ts'
import type { GroupRole, MeshGroup } from '../model/mesh.ts'
import { real, whole } from './arrays.ts'
import type { Tagged } from './mirror.ts'

/** Sizes and shapes of all triangles; lengths in m. */
export interface Facets {
  /** 3·T unit normals. */
  readonly normals: Float64Array
  /** T, m². */
  readonly areas: Float64Array
  readonly minAngleDeg: number
  /** Triangles with an angle below {@link poorAngleDeg}. */
  readonly poor: readonly number[]
  /** Triangles with an angle below 1° or an aspect ratio above 100. */
  readonly slivers: readonly number[]
  /** Longest edge over the height on it, worst triangle. */
  readonly aspect: number
  readonly minEdge: number
  readonly maxEdge: number
  readonly longestByRole: ReadonlyMap<GroupRole, number>
}

/** Below this accuracy suffers. */
export const poorAngleDeg = 10
const leastAngleDeg = 1
const mostAspect = 100
const pause = 8192

export function* measureFacets(
  { vertices, triangles, tags }: Tagged,
  groups: readonly MeshGroup[],
): Sliced<Facets> {
  const roleOf = new Map(groups.map(({ tag, role }) => [tag, role]))
  const count = triangles.length / 3
  const normals = new Float64Array(3 * count)
  const areas = new Float64Array(count)
  const longestByRole = new Map<GroupRole, number>()
  const edges = new Float64Array(3)
  const poor: number[] = []
  const slivers: number[] = []
  let [smallestAngle, aspect] = [180, 0]
  let [minEdge, maxEdge] = [Number.POSITIVE_INFINITY, 0]
  for (let t = 0; t < count; t++) {
    const area = fillNormal(vertices, triangles, t, normals)
    areas[t] = area
    edgeLengths(vertices, triangles, t, edges)
    edges.sort()
    const [shortest, middle, longest] = [real(edges, 0), real(edges, 1), real(edges, 2)]
    minEdge = Math.min(minEdge, shortest)
    maxEdge = Math.max(maxEdge, longest)
    const ownAspect = area > 0 ? longest ** 2 / (2 * area) : Number.POSITIVE_INFINITY
    aspect = Math.max(aspect, ownAspect)
    // The smallest angle lies opposite the shortest edge.
    const angle = degrees(Math.atan2(2 * area, (middle ** 2 + longest ** 2 - shortest ** 2) / 2))
    smallestAngle = Math.min(smallestAngle, angle)
    if (angle < poorAngleDeg) poor.push(t)
    if (angle < leastAngleDeg || ownAspect > mostAspect) slivers.push(t)
    const role = roleOf.get(whole(tags, t)) ?? 'wall'
    longestByRole.set(role, Math.max(longestByRole.get(role) ?? 0, longest))
    if (t % pause === 0) yield
  }
  return {
    normals,
    areas,
    minAngleDeg: smallestAngle,
    poor,
    slivers,
    aspect,
    minEdge,
    maxEdge,
    longestByRole,
  }
}

function edgeLengths(vertices: Float64Array, triangles: Uint32Array, t: number, edges: Float64Array): void {
  for (let c = 0; c < 3; c++) {
    const a = 3 * whole(triangles, 3 * t + c)
    const b = 3 * whole(triangles, 3 * t + ((c + 1) % 3))
    const dx = real(vertices, a) - real(vertices, b)
    const dy = real(vertices, a + 1) - real(vertices, b + 1)
    const dz = real(vertices, a + 2) - real(vertices, b + 2)
    edges[c] = Math.sqrt(dx * dx + dy * dy + dz * dz)
  }
}

/** Writes the unit normal of triangle `t` and returns its area; a degenerate triangle has the normal 0. */
function fillNormal(
  vertices: Float64Array,
  triangles: Uint32Array,
  t: number,
  normals: Float64Array,
): number {
  const a = 3 * whole(triangles, 3 * t)
  const b = 3 * whole(triangles, 3 * t + 1)
  const c = 3 * whole(triangles, 3 * t + 2)
  const ux = real(vertices, b) - real(vertices, a)
  const uy = real(vertices, b + 1) - real(vertices, a + 1)
  const uz = real(vertices, b + 2) - real(vertices, a + 2)
  const vx = real(vertices, c) - real(vertices, a)
  const vy = real(vertices, c + 1) - real(vertices, a + 1)
  const vz = real(vertices, c + 2) - real(vertices, a + 2)
  const nx = uy * vz - uz * vy
  const ny = uz * vx - ux * vz
  const nz = ux * vy - uy * vx
  const length = Math.sqrt(nx * nx + ny * ny + nz * nz)
  const scale = length > 0 ? 1 / length : 0
  normals[3 * t] = nx * scale
  normals[3 * t + 1] = ny * scale
  normals[3 * t + 2] = nz * scale
  return length / 2
}

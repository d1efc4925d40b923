import { WaveguideError } from '../core/errors.ts'
import type { Mesh, MeshPlace } from '../model/mesh.ts'
import { real, signed, whole } from './arrays.ts'
import { placesOf } from './places.ts'

/** What is needed to look at a surface. */
type Surface = Pick<Mesh, 'vertices' | 'triangles' | 'tags'>

/**
 * Refuses data that make no triangle surface: wrong arrays, coordinates that are not finite, indices out of range,
 * triangles without area, the same triangle twice, vertices that no triangle uses.
 *
 * @throws {@link WaveguideError} `MESH_FORMAT` with count and first place.
 */
export function requireStructure(surface: Surface): void {
  requireArrays(surface)
  requireFinite(surface)
  requireIndices(surface)
  requireAreas(surface)
  requireUnique(surface)
  requireUsed(surface)
}

function requireArrays({ vertices, triangles, tags }: Surface): void {
  if (!(vertices instanceof Float64Array) || vertices.length % 3 !== 0)
    throw malformed('vertices must be a Float64Array of 3·V coordinates', 'arrays', 1)
  if (!(triangles instanceof Uint32Array) || triangles.length % 3 !== 0 || triangles.length === 0)
    throw malformed('triangles must be a Uint32Array of 3·T vertex indices, T at least 1', 'arrays', 1)
  if (!(tags instanceof Uint32Array) || tags.length !== triangles.length / 3)
    throw malformed(
      `tags must be a Uint32Array with one tag for each of the ${triangles.length / 3} triangles`,
      'arrays',
      1,
    )
}

function requireFinite({ vertices }: Surface): void {
  const [first, count] = firstOf(vertices.length, (i) => !Number.isFinite(vertices[i]))
  if (count === 0) return
  throw malformed(
    `vertex ${Math.floor(first / 3)} has the coordinate ${vertices[first]}`,
    'not finite',
    count,
  )
}

function requireIndices({ vertices, triangles }: Surface): void {
  const vertexCount = vertices.length / 3
  const [first, count] = firstOf(triangles.length, (i) => whole(triangles, i) >= vertexCount)
  if (count === 0) return
  throw malformed(
    `triangle ${Math.floor(first / 3)} uses vertex ${triangles[first]}; there are ${vertexCount}`,
    'index',
    count,
  )
}

/** The first index for which `isBad`, and how many there are. */
function firstOf(length: number, isBad: (index: number) => boolean): [first: number, count: number] {
  let [first, count] = [-1, 0]
  for (let i = 0; i < length; i++) if (isBad(i) && count++ === 0) first = i
  return [first, count]
}

/** Twice the area over the square of the longest edge: below this a triangle is a line to rounding. */
const leastShape = 1e-10

function requireAreas(surface: Surface): void {
  const flat = [...surface.tags.keys()].filter((t) => shapeOf(surface, t) < leastShape)
  const [first] = flat
  if (first === undefined) return
  throw malformed(
    `triangle ${first} at ${shownPlace(surface, 3 * first)} has no area. Remove it or weld its corners`,
    'no area',
    flat.length,
    placesOf(surface, [], flat),
  )
}

function shapeOf({ vertices, triangles }: Surface, t: number): number {
  const [a, b, c] = [whole(triangles, 3 * t), whole(triangles, 3 * t + 1), whole(triangles, 3 * t + 2)]
  const side = (from: number, to: number, axis: number): number =>
    real(vertices, 3 * to + axis) - real(vertices, 3 * from + axis)
  const [ux, uy, uz] = [side(a, b, 0), side(a, b, 1), side(a, b, 2)]
  const [vx, vy, vz] = [side(a, c, 0), side(a, c, 1), side(a, c, 2)]
  const doubleArea = Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx)
  const longest = Math.max(ux * ux + uy * uy + uz * uz, vx * vx + vy * vy + vz * vz)
  return longest > 0 ? doubleArea / longest : 0
}

function requireUnique(surface: Surface): void {
  const pairs = repeatedTriangles(surface)
  const [first] = pairs
  if (!first) return
  const [u, t] = first
  const isOpposite = pairs.every(([a, b]) => windsAlike(surface.triangles, a, b) === false)
  throw malformed(
    `triangles ${u} and ${t} at ${shownPlace(surface, 3 * t)} have the same corners. ` +
      (isOpposite ? 'A wall needs a thickness: move the two sides apart' : 'Remove one'),
    isOpposite ? 'coincident' : 'duplicate',
    pairs.length,
    placesOf(
      surface,
      [],
      pairs.map(([, b]) => b),
    ),
  )
}

/** Pairs of triangles over the same three vertices. */
function repeatedTriangles({ triangles }: Surface): [number, number][] {
  const next = new Int32Array(triangles.length / 3)
  const head = new Int32Array(2 ** Math.ceil(Math.log2(2 * next.length))).fill(-1)
  const pairs: [number, number][] = []
  for (let t = 0; t < next.length; t++) {
    const [low, middle, high] = sortedCorners(triangles, t)
    const mixed = Math.imul(low, 73856093) ^ Math.imul(middle, 19349663) ^ Math.imul(high, 83492791)
    const bucket = (mixed ^ (mixed >>> 15)) & (head.length - 1)
    for (let u = signed(head, bucket); u >= 0; u = signed(next, u)) {
      const other = sortedCorners(triangles, u)
      if (other[0] !== low || other[1] !== middle || other[2] !== high) continue
      pairs.push([u, t])
      break
    }
    next[t] = signed(head, bucket)
    head[bucket] = t
  }
  return pairs
}

/** For triangles over the same corners: the same way round. */
function windsAlike(triangles: Uint32Array, t: number, u: number): boolean {
  const at = triangles.subarray(3 * u, 3 * u + 3).indexOf(whole(triangles, 3 * t))
  return whole(triangles, 3 * u + ((at + 1) % 3)) === whole(triangles, 3 * t + 1)
}

function sortedCorners(triangles: Uint32Array, t: number): [number, number, number] {
  const [a, b, c] = [whole(triangles, 3 * t), whole(triangles, 3 * t + 1), whole(triangles, 3 * t + 2)]
  const [low, high] = [Math.min(a, b, c), Math.max(a, b, c)]
  return [low, a + b + c - low - high, high]
}

function requireUsed({ vertices, triangles }: Surface): void {
  const used = new Uint8Array(vertices.length / 3)
  for (const vertex of triangles) used[vertex] = 1
  const [first, count] = firstOf(used.length, (v) => used[v] === 0)
  if (count === 0) return
  throw malformed(
    `${count} vertices, first ${first}, belong to no triangle. Remove them`,
    'unreferenced',
    count,
  )
}

/** Position of a half-edge's first vertex, for messages. */
export function shownPlace({ vertices, triangles }: Omit<Surface, 'tags'>, half: number): string {
  const v = 3 * whole(triangles, half)
  const shown = [0, 1, 2].map((axis) => Number(real(vertices, v + axis).toPrecision(4)))
  return `(${shown.join(', ')}) m`
}

function malformed(
  what: string,
  reason: string,
  count: number,
  places: readonly MeshPlace[] = [],
): WaveguideError {
  return new WaveguideError('MESH_FORMAT', `${what}.`, { details: { reason, count, places } })
}

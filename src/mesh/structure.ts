import { WaveguideError } from '../core/errors.ts'
import type { Mesh } from '../model/mesh.ts'
import { real, signed, whole } from './arrays.ts'

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
  requireFinite(surface.vertices)
  requireIndices(surface)
  requireAreas(surface)
  requireUnique(surface)
  requireUsed(surface)
}

function requireArrays({ vertices, triangles, tags }: Surface): void {
  if (!(vertices instanceof Float64Array) || vertices.length % 3 !== 0)
    throw malformed('vertices must be a Float64Array of 3·V coordinates')
  if (!(triangles instanceof Uint32Array) || triangles.length % 3 !== 0 || triangles.length === 0)
    throw malformed('triangles must be a Uint32Array of 3·T vertex indices, T at least 1')
  if (!(tags instanceof Uint32Array) || tags.length !== triangles.length / 3)
    throw malformed(
      `tags must be a Uint32Array with one tag for each of the ${triangles.length / 3} triangles`,
    )
}

function requireFinite(vertices: Float64Array): void {
  const first = vertices.findIndex((value) => !Number.isFinite(value))
  if (first >= 0) throw malformed(`vertex ${Math.floor(first / 3)} has the coordinate ${vertices[first]}`)
}

function requireIndices({ vertices, triangles }: Surface): void {
  const count = vertices.length / 3
  const first = triangles.findIndex((index) => index >= count)
  if (first >= 0)
    throw malformed(`triangle ${Math.floor(first / 3)} uses vertex ${triangles[first]}; there are ${count}`)
}

/** Twice the area over the square of the longest edge: below this a triangle is a line to rounding. */
const leastShape = 1e-10

function requireAreas(surface: Surface): void {
  const first = surface.tags.findIndex((_, t) => shapeOf(surface, t) < leastShape)
  if (first >= 0)
    throw malformed(
      `triangle ${first} at ${shownPlace(surface, 3 * first)} has no area. Remove it or weld its corners`,
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
  const { vertices, triangles } = surface
  const head = new Int32Array(vertices.length / 3).fill(-1)
  const next = new Int32Array(triangles.length / 3)
  for (let t = 0; t < next.length; t++) {
    const [low, middle, high] = sortedCorners(triangles, t)
    for (let u = signed(head, low); u >= 0; u = signed(next, u)) {
      const other = sortedCorners(triangles, u)
      if (other[1] === middle && other[2] === high)
        throw malformed(
          `triangles ${u} and ${t} at ${shownPlace(surface, 3 * t)} have the same corners. Remove one`,
        )
    }
    next[t] = signed(head, low)
    head[low] = t
  }
}

function sortedCorners(triangles: Uint32Array, t: number): [number, number, number] {
  const [a, b, c] = [whole(triangles, 3 * t), whole(triangles, 3 * t + 1), whole(triangles, 3 * t + 2)]
  const [low, high] = [Math.min(a, b, c), Math.max(a, b, c)]
  return [low, a + b + c - low - high, high]
}

function requireUsed({ vertices, triangles }: Surface): void {
  const used = new Uint8Array(vertices.length / 3)
  for (const vertex of triangles) used[vertex] = 1
  const first = used.indexOf(0)
  if (first < 0) return
  const count = used.reduce((sum, value) => sum + 1 - value, 0)
  throw malformed(`${count} vertices, first ${first}, belong to no triangle. Remove them`)
}

/** Position of a half-edge's first vertex, for messages. */
export function shownPlace({ vertices, triangles }: Omit<Surface, 'tags'>, half: number): string {
  const v = 3 * whole(triangles, half)
  const shown = [0, 1, 2].map((axis) => Number(real(vertices, v + axis).toPrecision(4)))
  return `(${shown.join(', ')}) m`
}

function malformed(what: string): WaveguideError {
  return new WaveguideError('MESH_FORMAT', `${what}.`)
}

import { runAtOnce, type Sliced } from '../core/sliced.ts'
import { signed, whole } from './arrays.ts'

/** No partner: the edge is open. */
export const openEdge = -1
/** More than two triangles share the edge. */
export const crowdedEdge = -2

/** The half-edge after `half` in its triangle; half-edge `3·t + c` runs from corner c of triangle t to the next corner. */
export function nextHalf(half: number): number {
  return half % 3 === 2 ? half - 2 : half + 1
}

/**
 * Partner of each half-edge: the other half-edge over the same two vertices, {@link openEdge} or {@link crowdedEdge}.
 *
 * Counting sort by the smaller vertex, then a search among its few edges: linear in the number of triangles.
 *
 * @param triangles - 3·T vertex indices below `vertexCount`.
 * @returns 3·T.
 */
export function edgePartners(triangles: Uint32Array, vertexCount: number): Int32Array {
  return runAtOnce(slicedEdgePartners(triangles, vertexCount))
}

/** Half-edges or vertices looked at between two pauses. */
const pause = 16_384

/** {@link edgePartners} of meshes that may be large. */
export function* slicedEdgePartners(triangles: Uint32Array, vertexCount: number): Sliced<Int32Array> {
  const halfCount = triangles.length
  const partners = new Int32Array(halfCount).fill(openEdge)
  const { first, halves } = yield* bySmallerVertex(triangles, vertexCount)
  const larger = (half: number): number => Math.max(whole(triangles, half), whole(triangles, nextHalf(half)))
  for (let vertex = 0; vertex < vertexCount; vertex++) {
    if (vertex % pause === 0) yield
    const around = halves.subarray(whole(first, vertex), whole(first, vertex + 1))
    if (around.length <= fewHalves) pairFew(partners, around, larger)
    else pairMany(partners, around, larger)
  }
  return partners
}

/** The two vertices of each edge that one triangle alone has. */
export function* openEdges(triangles: Uint32Array, vertexCount: number): Sliced<[number, number][]> {
  const partners = yield* slicedEdgePartners(triangles, vertexCount)
  const open: [number, number][] = []
  for (let half = 0; half < partners.length; half++) {
    if (half % pause === 0) yield
    if (signed(partners, half) === openEdge)
      open.push([whole(triangles, half), whole(triangles, nextHalf(half))])
  }
  return open
}

/** Around one vertex: up to here every pair is looked at, beyond they are sorted. */
const fewHalves = 24

function pairFew(partners: Int32Array, around: Uint32Array, larger: (half: number) => number): void {
  for (let i = 0; i < around.length; i++) {
    const half = whole(around, i)
    const end = larger(half)
    for (let j = i + 1; j < around.length; j++) {
      const other = whole(around, j)
      if (end === larger(other)) pair(partners, half, other)
    }
  }
}

/** The hub of a great fan would cost the square of its spokes. */
function pairMany(partners: Int32Array, around: Uint32Array, larger: (half: number) => number): void {
  around.sort((a, b) => larger(a) - larger(b))
  for (let from = 0, to = 0; from < around.length; from = to) {
    const end = larger(whole(around, from))
    while (to < around.length && larger(whole(around, to)) === end) to++
    if (to - from === 2) pair(partners, whole(around, from), whole(around, from + 1))
    if (to - from > 2) for (let i = from; i < to; i++) partners[whole(around, i)] = crowdedEdge
  }
}

function pair(partners: Int32Array, a: number, b: number): void {
  const isFree = signed(partners, a) === openEdge && signed(partners, b) === openEdge
  partners[a] = isFree ? b : crowdedEdge
  partners[b] = isFree ? a : crowdedEdge
}

function* bySmallerVertex(
  triangles: Uint32Array,
  vertexCount: number,
): Sliced<{ first: Uint32Array; halves: Uint32Array }> {
  const first = new Uint32Array(vertexCount + 1)
  const smaller = (half: number): number => Math.min(whole(triangles, half), whole(triangles, nextHalf(half)))
  for (let half = 0; half < triangles.length; half++) {
    if (half % pause === 0) yield
    first[smaller(half) + 1] = whole(first, smaller(half) + 1) + 1
  }
  for (let vertex = 0; vertex < vertexCount; vertex++)
    first[vertex + 1] = whole(first, vertex + 1) + whole(first, vertex)
  const cursor = first.slice()
  const halves = new Uint32Array(triangles.length)
  for (let half = 0; half < triangles.length; half++) {
    if (half % pause === 0) yield
    const vertex = smaller(half)
    halves[whole(cursor, vertex)] = half
    cursor[vertex] = whole(cursor, vertex) + 1
  }
  return { first, halves }
}

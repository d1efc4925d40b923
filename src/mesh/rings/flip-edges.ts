import type { Sliced } from '../../core/sliced.ts'
import { real, signed, whole } from '../arrays.ts'
import { edgePartners, nextHalf } from '../edge-table.ts'
import type { Sector } from '../equal-area.ts'

/** Sine of an angle below which a triangle is a sliver: 13°, below which a mesh soon gets a warning. */
const sliverSine = 0.22

type Vector = readonly [x: number, y: number, z: number]

/** More change nothing any more. */
const passes = 6

/** Smallest cosine between facets before and after: a flip must not fold a surface or cut a bend short. */
const sameSide = 0.9

/**
 * Exchanges the common edge of two triangles for the other diagonal wherever that makes the smallest of their angles
 * larger. Both must belong to one surface and lie nearly in one plane. In place, in slices; vertices stay.
 */
export function* flipEdges(sector: Sector): Sliced<void> {
  const edges = new EdgeSet(sector)
  for (let pass = 0; pass < passes; pass++) if ((yield* flipOnce(sector, edges)) === 0) return
}

/** Half-edges looked at between two pauses. */
const pause = 2048

/** Each triangle takes part in one flip at most; returns the number of flips. */
function* flipOnce({ vertices, triangles, tags }: Sector, edges: EdgeSet): Sliced<number> {
  const partners = edgePartners(triangles, vertices.length / 3)
  const touched = new Uint8Array(tags.length)
  let count = 0
  for (let half = 0; half < triangles.length; half++) {
    if (half % pause === 0) yield
    const partner = signed(partners, half)
    const [t, u] = [Math.floor(half / 3), Math.floor(partner / 3)]
    if (partner < half || touched[t] || touched[u] || whole(tags, t) !== whole(tags, u)) continue
    const quad = quadOf(triangles, half, partner)
    const [a, b, c, d] = quad
    if (edges.has(c, d) || !isBetter(vertices, quad)) continue
    triangles.set([a, d, c], 3 * t)
    triangles.set([d, b, c], 3 * u)
    edges.exchange(quad)
    touched[t] = touched[u] = 1
    count++
  }
  return count
}

/** The edges there are: a flip may not make one a second time. */
class EdgeSet {
  readonly #keys = new Set<number>()
  readonly #vertexCount: number

  constructor({ vertices, triangles }: Sector) {
    this.#vertexCount = vertices.length / 3
    for (let half = 0; half < triangles.length; half++)
      this.#keys.add(this.#key(whole(triangles, half), whole(triangles, nextHalf(half))))
  }

  has(a: number, b: number): boolean {
    return this.#keys.has(this.#key(a, b))
  }

  exchange([a, b, c, d]: Quad): void {
    this.#keys.delete(this.#key(a, b))
    this.#keys.add(this.#key(c, d))
  }

  #key(a: number, b: number): number {
    return Math.min(a, b) * this.#vertexCount + Math.max(a, b)
  }
}

/** Of triangles (a, b, c) and (b, a, d). */
type Quad = readonly [a: number, b: number, c: number, d: number]

function quadOf(triangles: Uint32Array, half: number, partner: number): Quad {
  return [
    whole(triangles, half),
    whole(triangles, nextHalf(half)),
    whole(triangles, nextHalf(nextHalf(half))),
    whole(triangles, nextHalf(nextHalf(partner))),
  ]
}

function isBetter(vertices: Float64Array, [a, b, c, d]: Quad): boolean {
  const at = (v: number): Vector => [
    real(vertices, 3 * v),
    real(vertices, 3 * v + 1),
    real(vertices, 3 * v + 2),
  ]
  const [pa, pb, pc, pd] = [at(a), at(b), at(c), at(d)]
  const before = [facet(pa, pb, pc), facet(pb, pa, pd)] as const
  const after = [facet(pa, pd, pc), facet(pd, pb, pc)] as const
  if (Math.min(after[0].sine, after[1].sine) <= 1.001 * Math.min(before[0].sine, before[1].sine)) return false
  // Of two slivers' normals nothing is learnt, but a quadrilateral that is not convex turns one triangle over.
  if (dot(after[0].normal, after[1].normal) <= sameSide) return false
  // The normal of a sliver means little.
  const sides = before.filter(({ sine }) => sine > sliverSine)
  return after.every((one) => sides.every((side) => dot(one.normal, side.normal) > sameSide))
}

/** Sine of the smallest angle, and the unit normal. */
function facet(p: Vector, q: Vector, r: Vector): { sine: number; normal: Vector } {
  const [u, v, w] = [minus(q, p), minus(r, p), minus(r, q)]
  const cross: Vector = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]]
  const doubleArea = Math.sqrt(dot(cross, cross))
  const lengths = [dot(u, u), dot(v, v), dot(w, w)].sort((x, y) => x - y)
  const [, middle = 0, longest = 0] = lengths
  return {
    sine: doubleArea / Math.sqrt(middle * longest),
    normal: [cross[0] / doubleArea, cross[1] / doubleArea, cross[2] / doubleArea],
  }
}

function minus(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

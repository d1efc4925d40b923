import type { Sliced } from '../core/sliced.ts'
import { real, whole } from './arrays.ts'
import type { Tagged } from './mirror.ts'

/** Share of the largest coordinate below which a point counts as lying in a plane: the same that corners are joined by. */
const nearness = 1e-6
/** The same where rounding alone decides. */
const rounding = 1e-12
const pause = 8192

/** The plane of each triangle, 4·T: unit normal and distance from the origin; NaN for a triangle without area. */
export function* trianglePlanes({ vertices: x, triangles }: Tagged): Sliced<Float64Array> {
  const planes = new Float64Array((4 * triangles.length) / 3)
  for (let t = 0; t < triangles.length / 3; t++) {
    const a = 3 * whole(triangles, 3 * t)
    const b = 3 * whole(triangles, 3 * t + 1)
    const c = 3 * whole(triangles, 3 * t + 2)
    const ux = real(x, b) - real(x, a)
    const uy = real(x, b + 1) - real(x, a + 1)
    const uz = real(x, b + 2) - real(x, a + 2)
    const vx = real(x, c) - real(x, a)
    const vy = real(x, c + 1) - real(x, a + 1)
    const vz = real(x, c + 2) - real(x, a + 2)
    const nx = uy * vz - uz * vy
    const ny = uz * vx - ux * vz
    const nz = ux * vy - uy * vx
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz)
    planes[4 * t] = nx / length
    planes[4 * t + 1] = ny / length
    planes[4 * t + 2] = nz / length
    planes[4 * t + 3] = (nx * real(x, a) + ny * real(x, a + 1) + nz * real(x, a + 2)) / length
    if (t % pause === 0) yield
  }
  return planes
}

/** What is nearer to a plane than this lies in it, m. */
export function nearOf(vertices: Float64Array): number {
  return nearness * vertices.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}

/** Do two triangles of a surface meet? One without area meets nothing: comparisons with NaN are false. */
export class PairTest {
  readonly #near: number
  readonly #vertices: Float64Array
  readonly #triangles: Uint32Array
  readonly #planes: Float64Array
  readonly #tiny: number

  constructor({ vertices, triangles }: Tagged, planes: Float64Array) {
    this.#vertices = vertices
    this.#triangles = triangles
    this.#planes = planes
    this.#near = nearOf(vertices)
    this.#tiny = (rounding / nearness) * this.#near
  }

  /** For triangles without a common vertex: an edge of one goes through the other, or they lie on each other. */
  anyEdgeMeets(t: number, u: number): boolean {
    if (!this.#reaches(t, u) || !this.#reaches(u, t)) return false
    if (this.#liesInPlane(t, u)) return !this.#separates(t, u) && !this.#separates(u, t)
    for (let corner = 0; corner < 3; corner++)
      if (this.#pierces(t, corner, u) || this.#pierces(u, corner, t)) return true
    return false
  }

  /** For triangles with one common vertex, corner `i` of `t` and `j` of `u`. */
  oppositeEdgeMeets(t: number, i: number, u: number, j: number): boolean {
    return this.#pierces(t, (i + 1) % 3, u) || this.#pierces(u, (j + 1) % 3, t)
  }

  /** Of the corner's place in the vertices. */
  #corner(t: number, corner: number): number {
    return 3 * whole(this.#triangles, 3 * t + corner)
  }

  /** Signed height of a corner of `u` over the plane of `t`. */
  #height(t: number, u: number, corner: number): number {
    const v = this.#corner(u, corner)
    const [p, x] = [this.#planes, this.#vertices]
    return (
      real(p, 4 * t) * real(x, v) +
      real(p, 4 * t + 1) * real(x, v + 1) +
      real(p, 4 * t + 2) * real(x, v + 2) -
      real(p, 4 * t + 3)
    )
  }

  /** Not all of `u` is on one side of the plane of `t`. */
  #reaches(t: number, u: number): boolean {
    const a = this.#height(t, u, 0)
    const b = this.#height(t, u, 1)
    const c = this.#height(t, u, 2)
    return Math.min(a, b, c) <= this.#near && Math.max(a, b, c) >= -this.#near
  }

  #liesInPlane(t: number, u: number): boolean {
    const isNear = (corner: number): boolean => Math.abs(this.#height(t, u, corner)) <= this.#near
    return isNear(0) && isNear(1) && isNear(2)
  }

  /** The edge of `t` that begins at `corner` goes through `u`. Edges in the plane do not count. */
  #pierces(t: number, corner: number, u: number): boolean {
    const next = (corner + 1) % 3
    const from = this.#height(u, t, corner)
    const to = this.#height(u, t, next)
    if (!(from * to <= 0 && Math.max(Math.abs(from), Math.abs(to)) > this.#tiny)) return false
    const share = from / (from - to)
    const [p, q, x] = [this.#corner(t, corner), this.#corner(t, next), this.#vertices]
    const px = real(x, p) + share * (real(x, q) - real(x, p))
    const py = real(x, p + 1) + share * (real(x, q + 1) - real(x, p + 1))
    const pz = real(x, p + 2) + share * (real(x, q + 2) - real(x, p + 2))
    return (
      this.#leftOf(u, 0, px, py, pz) >= 0 &&
      this.#leftOf(u, 1, px, py, pz) >= 0 &&
      this.#leftOf(u, 2, px, py, pz) >= 0
    )
  }

  /** Of triangles in one plane: `u` lies wholly to the right of an edge of `t`. */
  #separates(t: number, u: number): boolean {
    const x = this.#vertices
    const isRight = (edge: number, v: number): boolean =>
      this.#leftOf(t, edge, real(x, v), real(x, v + 1), real(x, v + 2)) <= 0
    const [a, b, c] = [this.#corner(u, 0), this.#corner(u, 1), this.#corner(u, 2)]
    for (let edge = 0; edge < 3; edge++)
      if (isRight(edge, a) && isRight(edge, b) && isRight(edge, c)) return true
    return false
  }

  /** Positive when a point is on the inner side of the edge of `t` that begins at `corner`, seen along the normal. */
  #leftOf(t: number, corner: number, px: number, py: number, pz: number): number {
    const x = this.#vertices
    const a = this.#corner(t, corner)
    const b = this.#corner(t, (corner + 1) % 3)
    const ex = real(x, b) - real(x, a)
    const ey = real(x, b + 1) - real(x, a + 1)
    const ez = real(x, b + 2) - real(x, a + 2)
    const dx = px - real(x, a)
    const dy = py - real(x, a + 1)
    const dz = pz - real(x, a + 2)
    const p = this.#planes
    return (
      real(p, 4 * t) * (ey * dz - ez * dy) +
      real(p, 4 * t + 1) * (ez * dx - ex * dz) +
      real(p, 4 * t + 2) * (ex * dy - ey * dx)
    )
  }
}

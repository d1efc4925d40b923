import type { Sliced } from '../../core/sliced.ts'
import { nextHalf } from '../edge-table.ts'

/** Half-edges looked at between two pauses. */
const pause = 4096

/** Twin of a half-edge on the border. */
const border = -1

/** Doubled signed area of (a, b, c); positive when they run counter-clockwise. */
export function doubleArea(xy: readonly number[], a: number, b: number, c: number): number {
  const [ax, ay] = [xy[2 * a] as number, xy[2 * a + 1] as number]
  return (
    ((xy[2 * b] as number) - ax) * ((xy[2 * c + 1] as number) - ay) -
    ((xy[2 * b + 1] as number) - ay) * ((xy[2 * c] as number) - ax)
  )
}

/** Below this share of the squared longest edge an area counts as none. */
const flat = 1e-9

/** Below this sine of an angle a change of the common edge of two triangles is not worth it. */
const margin = 1e-9

/**
 * Triangles in the plane, counter-clockwise, that points can be put into. Half-edge h runs from corner h to the next of triangle ⌊h/3⌋;
 * those without a twin are the border, which stays as it is.
 */
export class Triangulation {
  /** 2·V. */
  readonly xy: number[]
  /** 3·T. */
  readonly corners: number[]
  readonly #twins: number[]

  /** @param corners - Of triangles that cover a region once. */
  constructor(xy: number[], corners: number[]) {
    this.xy = xy
    this.corners = corners
    this.#twins = twinsOf(corners)
    this.#makeDelaunay(corners.map((_, half) => half))
  }

  get triangleCount(): number {
    return this.corners.length / 3
  }

  isBorder(half: number): boolean {
    return this.#twins[half] === border
  }

  /**
   * Puts a point into the triangle that it lies in, and exchanges edges until all circumcircles are empty again.
   *
   * @param from - Triangle at which the search for it begins.
   * @returns The triangles that changed; `undefined` when the straight way there leaves the region, or it ends on the border.
   */
  insert(x: number, y: number, from: number): readonly number[] | undefined {
    const point = this.xy.length / 2
    this.xy.push(x, y)
    const triangle = this.#find(point, from)
    if (triangle === undefined || this.#isOnBorder(point, triangle)) {
      this.xy.length -= 2
      return undefined
    }
    return this.#makeDelaunay(this.#split(triangle, point))
  }

  /** Exchanges edges until all circumcircles are empty, after points were moved. In slices. */
  *restore(): Sliced<void> {
    for (let end = this.corners.length; end > 0; end -= pause) {
      yield
      const from = Math.max(0, end - pause)
      this.#makeDelaunay(Array.from({ length: end - from }, (_, i) => from + i))
    }
  }

  #find(point: number, from: number): number | undefined {
    let triangle = from
    for (let step = 0; step < this.triangleCount; step++) {
      let out: number | undefined
      for (let half = 3 * triangle; half < 3 * triangle + 3 && out === undefined; half++)
        if (doubleArea(this.xy, this.#at(half), this.#at(nextHalf(half)), point) < 0) out = half
      if (out === undefined) return triangle
      const twin = this.#twins[out] as number
      if (twin === border) return undefined
      triangle = Math.floor(twin / 3)
    }
    return undefined
  }

  #isOnBorder(point: number, triangle: number): boolean {
    for (let half = 3 * triangle; half < 3 * triangle + 3; half++)
      if (this.isBorder(half) && this.#isFlat(this.#at(half), this.#at(nextHalf(half)), point)) return true
    return false
  }

  /** Makes three triangles of one; returns their edges opposite to the point. */
  #split(triangle: number, point: number): number[] {
    const [h0, h1, h2] = [3 * triangle, 3 * triangle + 1, 3 * triangle + 2]
    const [a, b, c] = [this.#at(h0), this.#at(h1), this.#at(h2)]
    const [outer1, outer2] = [this.#twins[h1] as number, this.#twins[h2] as number]
    const second = this.corners.length
    const third = second + 3
    this.corners.push(b, c, point, c, a, point)
    this.#twins.push(border, border, border, border, border, border)
    this.corners[h2] = point
    this.#link(second, outer1)
    this.#link(third, outer2)
    this.#link(h1, second + 2)
    this.#link(second + 1, third + 2)
    this.#link(third + 1, h2)
    return [h0, second, third]
  }

  #makeDelaunay(halves: readonly number[]): number[] {
    const waiting = [...halves]
    const changed = new Set(halves.map((half) => Math.floor(half / 3)))
    for (let half = waiting.pop(); half !== undefined; half = waiting.pop()) {
      const twin = this.#twins[half] as number
      if (twin === border || !this.#isBetterFlipped(half, twin)) continue
      this.#flip(half, twin)
      for (const triangle of [Math.floor(half / 3), Math.floor(twin / 3)]) {
        changed.add(triangle)
        waiting.push(3 * triangle, 3 * triangle + 1, 3 * triangle + 2)
      }
    }
    return [...changed]
  }

  /** Whether the other diagonal of a quadrilateral leaves the circumcircles empty: its angles there are together less than 180°. */
  #isBetterFlipped(half: number, twin: number): boolean {
    const [a, b] = [this.#at(half), this.#at(nextHalf(half))]
    const [c, d] = [this.#at(last(half)), this.#at(last(twin))]
    // The quadrilateral a, d, b, c must be convex.
    if (doubleArea(this.xy, a, d, c) <= 0 || this.#isFlat(a, d, c)) return false
    if (doubleArea(this.xy, d, b, c) <= 0 || this.#isFlat(d, b, c)) return false
    return this.#sineOfOpposite(a, b, c, d) < -margin
  }

  /** Sine of the sum of the angles at c and d over their distances to a and b. */
  #sineOfOpposite(a: number, b: number, c: number, d: number): number {
    const atC = this.#angle(c, a, b)
    const atD = this.#angle(d, b, a)
    return atC.sin * atD.cos + atC.cos * atD.sin
  }

  #angle(corner: number, from: number, to: number): { sin: number; cos: number } {
    const [x, y] = [this.xy[2 * corner] as number, this.xy[2 * corner + 1] as number]
    const [ux, uy] = [(this.xy[2 * from] as number) - x, (this.xy[2 * from + 1] as number) - y]
    const [vx, vy] = [(this.xy[2 * to] as number) - x, (this.xy[2 * to + 1] as number) - y]
    const scale = Math.hypot(ux, uy) * Math.hypot(vx, vy)
    return { sin: (ux * vy - uy * vx) / scale, cos: (ux * vx + uy * vy) / scale }
  }

  /** Triangles (a, b, c) and (b, a, d) become (a, d, c) and (d, b, c). */
  #flip(half: number, twin: number): void {
    const [halfNext, twinNext] = [nextHalf(half), nextHalf(twin)]
    const [c, d] = [this.#at(last(half)), this.#at(last(twin))]
    const [outsideB, outsideA] = [this.#twins[halfNext] as number, this.#twins[twinNext] as number]
    this.corners[halfNext] = d
    this.corners[twinNext] = c
    this.#link(half, outsideA)
    this.#link(twin, outsideB)
    this.#link(halfNext, twinNext)
  }

  #link(half: number, other: number): void {
    this.#twins[half] = other
    if (other !== border) this.#twins[other] = half
  }

  #isFlat(a: number, b: number, c: number): boolean {
    const side = (from: number, to: number): number =>
      ((this.xy[2 * to] as number) - (this.xy[2 * from] as number)) ** 2 +
      ((this.xy[2 * to + 1] as number) - (this.xy[2 * from + 1] as number)) ** 2
    const longest = Math.max(side(a, b), side(b, c), side(c, a))
    return Math.abs(doubleArea(this.xy, a, b, c)) <= flat * longest
  }

  #at(half: number): number {
    return this.corners[half] as number
  }
}

function last(half: number): number {
  return half % 3 === 0 ? half + 2 : half - 1
}

function twinsOf(corners: readonly number[]): number[] {
  const twins = corners.map(() => border)
  const open = new Map<string, number>()
  for (let half = 0; half < corners.length; half++) {
    const [a, b] = [corners[half] as number, corners[nextHalf(half)] as number]
    const twin = open.get(`${b},${a}`)
    if (twin === undefined) open.set(`${a},${b}`, half)
    else {
      twins[half] = twin
      twins[twin] = half
    }
  }
  return twins
}

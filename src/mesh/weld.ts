import type { Sliced } from '../core/sliced.ts'
import { real, signed, whole } from './arrays.ts'

/** Corners joined into vertices. */
export interface Welded {
  /** 3·V. */
  readonly vertices: Float64Array
  /** One vertex index for each corner. */
  readonly indices: Uint32Array
}

/** Share of the diagonal within which corners are one vertex: single precision and texts of six digits stay below. */
const nearness = 1e-6
const pause = 4096

/**
 * Joins corners that lie within a share of the body's diagonal of each other, by default a millionth. A corner joins the first vertex that is
 * near enough, whichever cell of a grid either falls into, so that no pair is torn by a cell's border.
 *
 * @param corners - 3·N finite coordinates.
 */
export function* welded(corners: Float64Array, share: number = nearness): Sliced<Welded> {
  const { low, diagonal } = yield* extentOf(corners)
  const count = corners.length / 3
  const distance = Math.max(share * diagonal, Number.MIN_VALUE)
  const table = new CellTable(count, low, 2 * distance)
  const indices = new Uint32Array(count)
  const kept = new Uint32Array(count)
  let total = 0
  for (let i = 0; i < count; i++) {
    const near = table.find(corners, i, kept, distance)
    if (near < 0) {
      kept[total] = i
      table.add(corners, i, total)
    }
    indices[i] = near < 0 ? total++ : near
    if (i % pause === 0) yield
  }
  const vertices = new Float64Array(3 * total)
  for (let v = 0; v < total; v++) {
    if (v % pause === 0) yield
    for (let axis = 0; axis < 3; axis++) vertices[3 * v + axis] = real(corners, 3 * whole(kept, v) + axis)
  }
  return { vertices, indices }
}

function* extentOf(corners: Float64Array): Sliced<{ low: readonly number[]; diagonal: number }> {
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < corners.length; i++) {
    if (i % (3 * pause) === 0) yield
    low[i % 3] = Math.min(low[i % 3] as number, real(corners, i))
    high[i % 3] = Math.max(high[i % 3] as number, real(corners, i))
  }
  return { low, diagonal: Math.hypot(...high.map((value, axis) => value - (low[axis] as number))) }
}

/** Vertices by the cube they lie in: a hash table of chains. Cubes are twice as wide as the distance that is looked for. */
class CellTable {
  readonly #low: readonly number[]
  readonly #width: number
  readonly #head: Int32Array
  readonly #next: Int32Array

  constructor(capacity: number, low: readonly number[], width: number) {
    this.#low = low
    this.#width = width
    this.#head = new Int32Array(2 ** Math.ceil(Math.log2(2 * capacity + 1))).fill(-1)
    this.#next = new Int32Array(capacity)
  }

  add(corners: Float64Array, corner: number, vertex: number): void {
    const [x, y, z] = this.#places(corners, corner)
    const bucket = this.#bucket(Math.floor(x), Math.floor(y), Math.floor(z))
    this.#next[vertex] = signed(this.#head, bucket)
    this.#head[bucket] = vertex
  }

  /** A vertex within `distance` of the corner, or −1. A ball of half a cube's width touches at most eight cubes. */
  find(corners: Float64Array, corner: number, kept: Uint32Array, distance: number): number {
    const [x, y, z] = this.#places(corners, corner)
    const [i, j, k] = [Math.round(x) - 1, Math.round(y) - 1, Math.round(z) - 1]
    for (let cell = 0; cell < 8; cell++) {
      const bucket = this.#bucket(i + (cell & 1), j + ((cell >> 1) & 1), k + (cell >> 2))
      for (let v = signed(this.#head, bucket); v >= 0; v = signed(this.#next, v))
        if (distanceOf(corners, corner, whole(kept, v)) <= distance) return v
    }
    return -1
  }

  /** In widths of a cube. */
  #places(corners: Float64Array, corner: number): [number, number, number] {
    const along = (axis: number): number =>
      (real(corners, 3 * corner + axis) - (this.#low[axis] as number)) / this.#width
    return [along(0), along(1), along(2)]
  }

  #bucket(i: number, j: number, k: number): number {
    const mixed = Math.imul(i, 73856093) ^ Math.imul(j, 19349663) ^ Math.imul(k, 83492791)
    return (mixed ^ (mixed >>> 15)) & (this.#head.length - 1)
  }
}

function distanceOf(corners: Float64Array, a: number, b: number): number {
  const dx = real(corners, 3 * a) - real(corners, 3 * b)
  const dy = real(corners, 3 * a + 1) - real(corners, 3 * b + 1)
  const dz = real(corners, 3 * a + 2) - real(corners, 3 * b + 2)
  return Math.sqrt(dx * dx + dy * dy + dz * dz)
}

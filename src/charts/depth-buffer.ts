import type { Projected } from './projection.ts'

/** Cells per px: triangles narrower than half a px do not count. */
const fineness = 2

/** The nearest triangle behind every cell of a picture. */
export class DepthBuffer {
  private readonly points: Projected
  private readonly triangles: Uint32Array
  private readonly columns: number
  private readonly rows: number
  private readonly depths: Float64Array
  /** Triangle + 1; 0 where there is none. */
  private readonly owners: Uint32Array

  /** @param width - px. */
  constructor(points: Projected, triangles: Uint32Array, width: number, height: number) {
    this.points = points
    this.triangles = triangles
    this.columns = Math.max(1, Math.ceil(width * fineness))
    this.rows = Math.max(1, Math.ceil(height * fineness))
    this.depths = new Float64Array(this.columns * this.rows).fill(-Infinity)
    this.owners = new Uint32Array(this.columns * this.rows)
  }

  /**
   * Puts a triangle into every cell whose middle it covers and in which nothing is nearer.
   *
   * @returns Number of cells looked at.
   */
  add(triangle: number): number {
    const [a, b, c] = this.corners(triangle)
    const area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    if (area === 0) return 1
    const [left, right] = range(a.x, b.x, c.x, this.columns)
    const [bottom, top] = range(a.y, b.y, c.y, this.rows)
    for (let row = bottom; row <= top; row++) {
      for (let column = left; column <= right; column++) {
        const [x, y] = [column + 0.5, row + 0.5]
        const u = ((x - a.x) * (c.y - a.y) - (y - a.y) * (c.x - a.x)) / area
        const v = ((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)) / area
        if (u < 0 || v < 0 || u + v > 1) continue
        const depth = a.depth + u * (b.depth - a.depth) + v * (c.depth - a.depth)
        this.put(row * this.columns + column, depth, triangle)
      }
    }
    return 1 + Math.max(0, right - left + 1) * Math.max(0, top - bottom + 1)
  }

  /**
   * Marks the triangles that are nearest anywhere: T, 1 or 0.
   *
   * One that covers no middle of a cell is marked when its own middle is not behind what covers that place.
   */
  seen(candidates: Uint32Array): Uint8Array {
    const seen = new Uint8Array(this.triangles.length / 3)
    for (const owner of this.owners) if (owner > 0) seen[owner - 1] = 1
    for (const triangle of candidates) if (!seen[triangle] && this.isMiddleFree(triangle)) seen[triangle] = 1
    return seen
  }

  private isMiddleFree(triangle: number): boolean {
    const corners = this.corners(triangle)
    const middle = (axis: 'x' | 'y'): number => corners.reduce((sum, corner) => sum + corner[axis], 0) / 3
    const cell =
      Math.min(this.rows - 1, Math.floor(middle('y'))) * this.columns +
      Math.min(this.columns - 1, Math.floor(middle('x')))
    return Math.max(...corners.map(({ depth }) => depth)) >= (this.depths[cell] ?? 0)
  }

  private put(cell: number, depth: number, triangle: number): void {
    if (depth <= (this.depths[cell] ?? Infinity)) return
    this.depths[cell] = depth
    this.owners[cell] = triangle + 1
  }

  private corners(triangle: number): [Corner, Corner, Corner] {
    const corner = (index: number): Corner => {
      const vertex = this.triangles[3 * triangle + index] ?? 0
      const { x, y, nearness } = this.points
      return {
        x: fineness * (x[vertex] ?? 0),
        y: fineness * (y[vertex] ?? 0),
        depth: nearness[vertex] ?? 0,
      }
    }
    return [corner(0), corner(1), corner(2)]
  }
}

/** In cells; depth in px. */
interface Corner {
  readonly x: number
  readonly y: number
  readonly depth: number
}

/** First and last cell whose middle lies between the least and the greatest of three coordinates. */
function range(a: number, b: number, c: number, count: number): readonly [number, number] {
  const first = Math.ceil(Math.min(a, b, c) - 0.5)
  const last = Math.floor(Math.max(a, b, c) - 0.5)
  return [Math.max(0, first), Math.min(count - 1, last)]
}

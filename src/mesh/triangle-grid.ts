import { real, whole } from './arrays.ts'
import type { Tagged } from './mirror.ts'

/** Triangles sorted into the cubes that their bounding boxes touch. */
export interface TriangleGrid {
  readonly origin: readonly [number, number, number]
  readonly cell: number
  readonly counts: readonly [number, number, number]
  /** Cells + 1: first entry of each cell in `entries`. */
  readonly first: Uint32Array
  readonly entries: Uint32Array
}

type Box = readonly [number, number, number, number, number, number]

const mostCellsPerAxis = 128

/** @param edge - A typical edge length, m: the cubes are 1.5 times as wide. */
export function triangleGrid(surface: Tagged, edge: number): TriangleGrid {
  const box = boundingBox(surface.vertices)
  const extent = Math.max(box[3] - box[0], box[4] - box[1], box[5] - box[2])
  const cell = Math.max(1.5 * edge, extent / mostCellsPerAxis)
  const along = (axis: 0 | 1 | 2): number => Math.floor(((box[axis + 3] as number) - box[axis]) / cell) + 1
  const grid = {
    origin: [box[0], box[1], box[2]] as const,
    cell,
    counts: [along(0), along(1), along(2)] as const,
  }
  const first = new Uint32Array(grid.counts[0] * grid.counts[1] * grid.counts[2] + 1)
  const triangleCount = surface.triangles.length / 3
  for (let t = 0; t < triangleCount; t++)
    forCells(grid, triangleBox(surface, t), (index) => {
      first[index + 1] = whole(first, index + 1) + 1
    })
  for (let i = 1; i < first.length; i++) first[i] = whole(first, i) + whole(first, i - 1)
  const cursor = first.slice()
  const entries = new Uint32Array(whole(first, first.length - 1))
  for (let t = 0; t < triangleCount; t++)
    forCells(grid, triangleBox(surface, t), (index) => {
      entries[whole(cursor, index)] = t
      cursor[index] = whole(cursor, index) + 1
    })
  return { ...grid, first, entries }
}

/** Calls `visit` with every cell that the box touches. */
export function forCells(
  { origin, cell, counts }: Pick<TriangleGrid, 'origin' | 'cell' | 'counts'>,
  box: Box,
  visit: (index: number) => void,
): void {
  const clamped = (value: number, axis: 0 | 1 | 2): number =>
    Math.min(Math.max(Math.floor((value - origin[axis]) / cell), 0), counts[axis] - 1)
  const [i1, j1, k1] = [clamped(box[3], 0), clamped(box[4], 1), clamped(box[5], 2)]
  for (let k = clamped(box[2], 2); k <= k1; k++)
    for (let j = clamped(box[1], 1); j <= j1; j++)
      for (let i = clamped(box[0], 0); i <= i1; i++) visit((k * counts[1] + j) * counts[0] + i)
}

function triangleBox({ vertices, triangles }: Tagged, t: number): Box {
  const [a, b, c] = [
    3 * whole(triangles, 3 * t),
    3 * whole(triangles, 3 * t + 1),
    3 * whole(triangles, 3 * t + 2),
  ]
  const least = (axis: number): number =>
    Math.min(real(vertices, a + axis), real(vertices, b + axis), real(vertices, c + axis))
  const most = (axis: number): number =>
    Math.max(real(vertices, a + axis), real(vertices, b + axis), real(vertices, c + axis))
  return [least(0), least(1), least(2), most(0), most(1), most(2)]
}

function boundingBox(vertices: Float64Array): Box {
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < vertices.length; i++) {
    low[i % 3] = Math.min(low[i % 3] as number, real(vertices, i))
    high[i % 3] = Math.max(high[i % 3] as number, real(vertices, i))
  }
  return [...low, ...high] as unknown as Box
}

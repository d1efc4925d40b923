import type { Sliced } from '../../core/sliced.ts'
import { doubleArea, type Triangulation } from './triangulation.ts'

const pause = 1024

/** A move may take at most this share of the smallest triangle around a point away. */
const leastShare = 0.5

/**
 * Moves every point behind the first `fixed` towards the middle of its neighbours, where all triangles around it keep
 * their side. In place, in slices.
 */
export function* smooth({ xy, corners }: Triangulation, fixed: number): Sliced<void> {
  const around = yield* trianglesAround(corners, xy.length / 2)
  for (let v = fixed; v < xy.length / 2; v++) {
    if (v % pause === 0) yield
    const triangles = around[v] as number[]
    const before = smallest(xy, corners, triangles)
    const [x, y] = [xy[2 * v] as number, xy[2 * v + 1] as number]
    const neighbours = [...new Set(triangles.flatMap((t) => corners.slice(3 * t, 3 * t + 3)))].filter(
      (other) => other !== v,
    )
    xy[2 * v] = mean(neighbours.map((other) => xy[2 * other] as number))
    xy[2 * v + 1] = mean(neighbours.map((other) => xy[2 * other + 1] as number))
    if (smallest(xy, corners, triangles) < leastShare * before) {
      xy[2 * v] = x
      xy[2 * v + 1] = y
    }
  }
}

function* trianglesAround(corners: readonly number[], count: number): Sliced<number[][]> {
  const around: number[][] = []
  for (let v = 0; v < count; v++) around.push([])
  for (const [half, v] of corners.entries()) {
    if (half % (8 * pause) === 0) yield
    around[v]?.push(Math.floor(half / 3))
  }
  return around
}

function smallest(xy: readonly number[], corners: readonly number[], triangles: readonly number[]): number {
  return Math.min(
    ...triangles.map((t) =>
      doubleArea(xy, corners[3 * t] as number, corners[3 * t + 1] as number, corners[3 * t + 2] as number),
    ),
  )
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

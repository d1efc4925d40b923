import type { TurnedPoint } from '../sheet-table.ts'

/** How much closer than its thickness the wall may be to a place that is not swallowed, mm: its chords lie inside. */
export const margin = 0.05

/** Whether a place comes closer to a wall than `least`, mm. @param wall - Places along a meridian. */
export function isSwallowed(point: TurnedPoint, wall: readonly TurnedPoint[], least: number): boolean {
  const square = least * least
  for (let i = 1; i < wall.length; i++)
    if (squaredDistance(point, wall[i - 1] as TurnedPoint, wall[i] as TurnedPoint) < square) return true
  return false
}

/** From the straight line between two places. */
function squaredDistance(point: TurnedPoint, from: TurnedPoint, to: TurnedPoint): number {
  let [along, length2] = [0, 0]
  for (let c = 0; c < 3; c++) {
    const step = (to[c] as number) - (from[c] as number)
    along += step * ((point[c] as number) - (from[c] as number))
    length2 += step * step
  }
  const t = length2 > 0 ? Math.min(1, Math.max(0, along / length2)) : 0
  let sum = 0
  for (let c = 0; c < 3; c++)
    sum += ((from[c] as number) + t * ((to[c] as number) - (from[c] as number)) - (point[c] as number)) ** 2
  return sum
}

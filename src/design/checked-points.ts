import { shown } from '../core/options.ts'
import type { PointsProfile } from '../model/horn.ts'
import { parameterError } from './parameters.ts'

const least = 2
const most = 256

/** Farthest coordinate, mm. */
const farthest = 100_000

/** Points closer than this are one, mm. */
const sameWithin = 1e-6

/**
 * The points of a free profile, checked and copied.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` that names the point: no list of 2–256 points with two or three finite
 * numbers, a first z that is not 0, a radius that is not positive, a repeated point, a z that does not rise with three
 * columns.
 */
export function checkedPoints(points: unknown): PointsProfile['points'] {
  if (points === undefined) throw parameterError('points', 'is missing; give a list of [z, r] in mm')
  if (!Array.isArray(points) || points.length < least || points.length > most)
    throw parameterError(
      'points',
      `must be a list of ${least} to ${most} points [z, r] in mm, got ${shown(points)}`,
    )
  const columns = Array.isArray(points[0]) ? points[0].length : 0
  const rows = points.map((point: unknown, index) => checkedRow(point, index, columns))
  rows.forEach((row, index) => {
    const before = rows[index - 1]
    if (before) refuseBadStep(before, row, index)
    else if (row[0] !== 0) throw pointError(index, `must have z = 0, got ${row[0]}`)
  })
  return rows
}

function checkedRow(point: unknown, index: number, columns: number): number[] {
  const isRow = Array.isArray(point) && point.length === columns && (columns === 2 || columns === 3)
  if (!isRow || !point.every((value) => typeof value === 'number' && Math.abs(value) <= farthest))
    throw pointError(
      index,
      `must be [z, r], or [z, r horizontal, r vertical] in all points, in mm; got ${shown(point)}`,
    )
  const row = point as number[]
  if (row.slice(1).some((r) => r <= 0)) throw pointError(index, 'must have a positive radius')
  return [...row]
}

function refuseBadStep(before: readonly number[], row: readonly number[], index: number): void {
  const [z0 = 0, ...from] = before
  const [z1 = 0, ...to] = row
  const distance = Math.hypot(z1 - z0, (to[0] ?? 0) - (from[0] ?? 0))
  if (distance < sameWithin) throw pointError(index, 'repeats the point before it')
  if (row.length === 3 && z1 <= z0)
    throw pointError(index, 'must lie in front of the point before it: with two meridians z rises')
}

function pointError(index: number, message: string): Error {
  return parameterError(`points[${index}]`, message, { parameter: 'points', index })
}

import { WaveguideError } from '../core/errors.ts'
import { degrees } from '../core/units.ts'
import type { GuidingCurve } from '../model/horn.ts'
import { guidingRadius } from './guiding-curve.ts'
import { kinksOf } from './kinks.ts'
import type { AzimuthProfile } from './profile-numbers.ts'
import type { RingBreak } from './rounded-rectangle.ts'

/** Nearer to each other than this two breaks are one, rad. */
const sameBreak = 1e-6

/**
 * The corners that `abs`, `max`, `min` and their like make around a wall: of every parameter and of the guiding curve.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER`, reason `PROFILE_DOMAIN`, for a jump: there is no wall between its sides.
 */
export function wallKinks({ expressions }: AzimuthProfile, guide: GuidingCurve | undefined): RingBreak[] {
  const sources = expressions.map(({ name, expression }) => ({ name, valueAt: expression.valueAt }))
  if (guide) sources.push({ name: 'guide', valueAt: (azimuth) => guidingRadius(guide, azimuth) })
  const corners = sources.flatMap(({ name, valueAt }) =>
    kinksOf(valueAt).map(({ azimuth, isJump }): RingBreak => {
      if (isJump) throw jumpError(name, azimuth, valueAt)
      return { azimuth, kind: 'corner' }
    }),
  )
  return mergedBreaks(corners, [])
}

/** Two lists of breaks as one, by ascending azimuth; where both have one, that of the first counts. */
export function mergedBreaks(first: readonly RingBreak[], second: readonly RingBreak[]): RingBreak[] {
  const merged: RingBreak[] = []
  for (const candidate of [...first, ...second])
    if (merged.every(({ azimuth }) => Math.abs(azimuth - candidate.azimuth) > sameBreak))
      merged.push(candidate)
  return merged.sort((a, b) => a.azimuth - b.azimuth)
}

/** How far beside a jump its two values are taken, rad. */
const beside = 1e-7

function jumpError(parameter: string, azimuth: number, valueAt: (azimuth: number) => number): WaveguideError {
  const azimuthDeg = Number(degrees(azimuth).toFixed(6))
  const fullTurn = 2 * Math.PI
  const [before, after] = [azimuth - beside + fullTurn, azimuth + beside + fullTurn].map((p) =>
    Number(valueAt(p % fullTurn).toPrecision(6)),
  )
  return new WaveguideError(
    'HORN_PARAMETER',
    `${parameter} jumps from ${before} to ${after} at azimuth ${azimuthDeg}°, where the wall would be torn. ` +
      'It must be continuous around the axis, from 360° back to 0° too',
    { details: { parameter, azimuthDeg, before, after, reason: 'PROFILE_DOMAIN' } },
  )
}

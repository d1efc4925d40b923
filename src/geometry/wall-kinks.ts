import { WaveguideError } from '../core/errors.ts'
import { degrees } from '../core/units.ts'
import type { GuidingCurve } from '../model/horn.ts'
import { turnTo, wrapped } from './angle.ts'
import { geometryError } from './geometry-error.ts'
import { guidingRadius } from './guiding-curve.ts'
import { kinksOf, mostKinks } from './kinks.ts'
import type { AzimuthProfile } from './profile-numbers.ts'
import { type RingBreak, sameBreak } from './rounded-rectangle.ts'

/**
 * The corners that `abs`, `max`, `min` and their like make around a wall: of every parameter and of the guiding curve.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER`, reason `PROFILE_DOMAIN`, for a jump: there is no wall between its sides.
 * `HORN_GEOMETRY`, reason `PROFILE_DOMAIN`, for too many kinks.
 */
export function wallKinks({ expressions }: AzimuthProfile, guide: GuidingCurve | undefined): RingBreak[] {
  const sources = expressions.map(({ name, expression }) => ({ name, valueAt: expression.valueAt }))
  if (guide) sources.push({ name: 'guide', valueAt: (azimuth) => guidingRadius(guide, azimuth) })
  let corners: RingBreak[] = []
  for (const { name, valueAt } of sources) {
    const found = kinksOf(valueAt)?.map(({ azimuth, isJump }): RingBreak => {
      if (isJump) throw jumpError(name, azimuth, valueAt)
      return { azimuth, kind: 'corner' }
    })
    corners = mergedBreaks(corners, found ?? [])
    if (!found || corners.length > mostKinks) throw tooManyKinks(name)
  }
  return corners
}

/** Two lists of breaks as one, by ascending azimuth; where both have one, that of the first counts. */
export function mergedBreaks(first: readonly RingBreak[], second: readonly RingBreak[]): RingBreak[] {
  const merged: RingBreak[] = []
  for (const candidate of [...first, ...second])
    if (merged.every(({ azimuth }) => Math.abs(turnTo(azimuth, candidate.azimuth)) > sameBreak))
      merged.push(candidate)
  return merged.sort((a, b) => a.azimuth - b.azimuth)
}

function tooManyKinks(parameter: string): WaveguideError {
  return geometryError(
    'PROFILE_DOMAIN',
    `${parameter} makes more than ${mostKinks} kinks around the axis, or waves too steep and short to be told from kinks. ` +
      'Each kink is an edge along the wall: take fewer of them, or longer waves',
    { parameter, limit: mostKinks },
  )
}

/** How far beside a jump its two values are taken, rad. */
const beside = 1e-7

function jumpError(parameter: string, azimuth: number, valueAt: (azimuth: number) => number): WaveguideError {
  const azimuthDeg = Number(degrees(azimuth).toFixed(6))
  const [before, after] = [azimuth - beside, azimuth + beside].map((p) =>
    Number(valueAt(wrapped(p)).toPrecision(6)),
  )
  return new WaveguideError(
    'HORN_PARAMETER',
    `${parameter} jumps from ${before} to ${after} at azimuth ${azimuthDeg}°, where the wall would be torn. ` +
      'It must be continuous around the axis, from 360° back to 0° too',
    { details: { parameter, azimuthDeg, before, after, reason: 'PROFILE_DOMAIN' } },
  )
}

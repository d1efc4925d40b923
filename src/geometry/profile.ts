import { finiteOption, optionError, refuseUnknownKeys } from '../core/options.ts'
import { radians } from '../core/units.ts'
import type { Horn } from '../model/horn.ts'
import { meridianCurves } from './horn-meridian.ts'
import { chained, type MeridianCurve } from './meridian.ts'
import { equalArcs, joinedPoints, pointsAt, stations } from './stations.ts'

export interface ProfileOptions {
  /** Azimuth of the meridian, from +x towards +y, degrees; default 0. A round horn has the same profile at all. */
  readonly azimuthDeg?: number
  /** Number of points, at least 2; omitted: as many as a chord error of 0.02 mm asks for. */
  readonly points?: number
}

/**
 * The inner wall in the meridian plane, from the throat to the mouth, as exact points of the formula.
 *
 * Without `points` the stations follow the curvature (chord error 0.02 mm, at least 33 of them, the front-most
 * point among them); with `points` they stand at equal steps of arc length.
 *
 * @returns 2·P: z, r in mm; the first is the throat's edge, z = 0.
 * @throws {@link WaveguideError} `OPTION` for a bad option; `HORN_PARAMETER` or `HORN_GEOMETRY` where an expression of
 * the design has no valid value at the azimuth.
 */
export function profile(horn: Horn, options: ProfileOptions = {}): Float64Array {
  refuseUnknownKeys('ProfileOptions', options, ['azimuthDeg', 'points'])
  const { points, azimuthDeg = 0 } = options
  finiteOption('ProfileOptions.azimuthDeg', azimuthDeg)
  if (points !== undefined && !(Number.isInteger(points) && points >= 2 && points <= 1e6))
    throw optionError('ProfileOptions.points', 'an integer from 2 to 1000000', points)
  return profilePoints(meridianCurves(horn, radians(azimuthDeg)), points)
}

function profilePoints(curves: readonly MeridianCurve[], count: number | undefined): Float64Array {
  if (count === undefined) return joinedPoints(curves.map((curve) => pointsAt(curve, stations(curve))))
  const whole = chained(curves)
  return pointsAt(whole, equalArcs(whole, count))
}

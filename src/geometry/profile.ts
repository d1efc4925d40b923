import { finiteOption, optionError, refuseUnknownKeys } from '../core/options.ts'
import type { Horn } from '../model/horn.ts'
import { meridianCurves } from './horn-meridian.ts'
import { chained } from './meridian.ts'
import { equalArcs, joinedPoints, pointsAt, stations } from './stations.ts'

export interface ProfileOptions {
  /** Azimuth of the meridian, from +x towards +y, degrees. A round horn has the same profile at all. */
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
 * @returns 2·P: z, r in mm; the first is (0, r0).
 * @throws {@link WaveguideError} `OPTION` for a bad option.
 */
export function profile(horn: Horn, options: ProfileOptions = {}): Float64Array {
  refuseUnknownKeys('ProfileOptions', options, ['azimuthDeg', 'points'])
  if (options.azimuthDeg !== undefined) finiteOption('ProfileOptions.azimuthDeg', options.azimuthDeg)
  const { points } = options
  if (points !== undefined && !(Number.isInteger(points) && points >= 2 && points <= 1e6))
    throw optionError('ProfileOptions.points', 'an integer from 2 to 1000000', points)
  return profilePoints(horn, points)
}

function profilePoints(horn: Horn, count: number | undefined): Float64Array {
  const curves = meridianCurves(horn.profile)
  if (count === undefined) return joinedPoints(curves.map((curve) => pointsAt(curve, stations(curve))))
  const whole = chained(curves)
  return pointsAt(whole, equalArcs(whole, count))
}

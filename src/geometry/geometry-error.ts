import { WaveguideError } from '../core/errors.ts'
import { degrees } from '../core/units.ts'

/** Why parameters make no horn; `details.reason` of `HORN_GEOMETRY`. */
export type GeometryReason =
  | 'PROFILE_DOMAIN'
  | 'PROFILE_UNREACHABLE'
  | 'PROFILE_SELF_INTERSECTION'
  | 'GCURVE_UNREACHABLE'
  | 'MORPH_DOMAIN'
  | 'WALL_FOLDS'
  | 'BAFFLE_RIM'
  | 'SOURCE_CAP'
  | 'ENC_ROLLBACK'
  | 'ENC_DEPTH'
  | 'ENC_EDGE'

/** `HORN_GEOMETRY` with its reason. */
export function geometryError(
  reason: GeometryReason,
  message: string,
  details: Record<string, unknown> = {},
): WaveguideError {
  return new WaveguideError('HORN_GEOMETRY', message, { details: { ...details, reason } })
}

/**
 * Runs a step for one azimuth of a horn that is not round; what it throws says which azimuth.
 *
 * @param azimuth - rad.
 */
export function atAzimuth<T>(azimuth: number, step: () => T): T {
  try {
    return step()
  } catch (thrown) {
    if (!(thrown instanceof WaveguideError) || thrown.details?.['azimuthDeg'] !== undefined) throw thrown
    const azimuthDeg = Number(degrees(azimuth).toPrecision(8))
    const message = `${thrown.message.slice(thrown.code.length + 2)} (at azimuth ${azimuthDeg}°)`
    throw new WaveguideError(thrown.code, message, {
      details: { ...thrown.details, azimuthDeg },
      cause: thrown,
    })
  }
}

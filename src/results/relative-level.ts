import { WaveguideError } from '../core/errors.ts'
import type { Polar } from '../model/result.ts'

/** Below the loudest angle by more than this the reference is a null, and dividing by it means nothing. */
const nullDepthDb = 60

/** The angle a polar is normalised to, or the loudest angle of each frequency. */
export type PolarReference = number | 'maximum'

/**
 * Levels of a polar relative to its level at a reference angle: L(f, θ) − L(f, θ₀). Definition.
 *
 * @param polar - Levels F·A, dB.
 * @param reference - θ₀, degrees; must be one of the polar's own angles. `'maximum'`: the loudest angle at each frequency.
 * @returns F·A, dB; a row of NaN where the reference is missing or lies more than 60 dB below the loudest angle.
 * @throws {@link WaveguideError} `OPTION` when the reference angle was not computed.
 */
export function relativeLevelDb(polar: Polar, reference: PolarReference = 0): Float64Array {
  const angleCount = polar.anglesDeg.length
  const column = reference === 'maximum' ? -1 : referenceColumn(polar, reference)
  const relative = new Float64Array(polar.levelDb.length)
  for (let start = 0; start < relative.length; start += angleCount) {
    const row = polar.levelDb.subarray(start, start + angleCount)
    const loudest = row.reduce((most, level) => Math.max(most, level), Number.NEGATIVE_INFINITY)
    const zero = column < 0 ? loudest : (row[column] ?? Number.NaN)
    const usable = Number.isFinite(zero) && zero >= loudest - nullDepthDb
    relative.set(
      row.map((level) => (usable ? level - zero : Number.NaN)),
      start,
    )
  }
  return relative
}

/** The reference that a polar allows: its axis, or its loudest angle when 0° was not computed. */
export function defaultReference(polar: Polar): PolarReference {
  return polar.anglesDeg.includes(0) ? 0 : 'maximum'
}

function referenceColumn(polar: Polar, angleDeg: number): number {
  const column = polar.anglesDeg.indexOf(angleDeg)
  if (column >= 0) return column
  throw new WaveguideError(
    'OPTION',
    `polar "${polar.name}" has no sample at ${angleDeg}° to normalise to. Add that angle to its anglesDeg, or use 'maximum'.`,
    { details: { polar: polar.name, angleDeg } },
  )
}

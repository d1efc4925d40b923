/** Where a polar first falls 6 dB below its axis. */

const edgeDb = -6

export interface Beamwidth {
  /** First crossing at positive angles, degrees from the axis; NaN when the level stays above −6 dB, or nothing was computed there. */
  readonly positiveDeg: number
  /** The same at negative angles, as a positive number. */
  readonly negativeDeg: number
  /** Full width, degrees; NaN unless both sides are known. */
  readonly beamwidthDeg: number
}

/**
 * −6 dB beamwidth of one frequency: the first crossing of −6.000 dB on each side, walking outward from the axis,
 * linear in dB over the angle between samples. Definition.
 *
 * A polar of 0–180° knows one side only: its full width stays NaN, because only the caller knows whether the horn is symmetric.
 *
 * @param anglesDeg - A angles.
 * @param relativeLevelDb - A levels relative to 0°, dB.
 */
export function beamwidth(anglesDeg: Float64Array, relativeLevelDb: Float64Array): Beamwidth {
  const positiveDeg = firstCrossing(anglesDeg, relativeLevelDb, 1)
  const negativeDeg = firstCrossing(anglesDeg, relativeLevelDb, -1)
  return { positiveDeg, negativeDeg, beamwidthDeg: positiveDeg + negativeDeg }
}

function firstCrossing(anglesDeg: Float64Array, relativeLevelDb: Float64Array, side: 1 | -1): number {
  const samples = Array.from(anglesDeg, (angle, index) => ({
    angle: side * angle,
    level: relativeLevelDb[index] ?? Number.NaN,
  }))
    .filter(({ angle }) => angle >= 0)
    .sort((a, b) => a.angle - b.angle)
  let previous = samples[0]
  if (previous?.angle !== 0) return Number.NaN
  for (const sample of samples.slice(1)) {
    if (Number.isNaN(sample.level) || Number.isNaN(previous.level)) return Number.NaN
    if (sample.level < edgeDb) return crossing(previous, sample)
    previous = sample
  }
  return Number.NaN
}

interface Sample {
  readonly angle: number
  readonly level: number
}

function crossing(inside: Sample, outside: Sample): number {
  if (outside.level === Number.NEGATIVE_INFINITY) return outside.angle
  const fraction = (edgeDb - inside.level) / (outside.level - inside.level)
  return inside.angle + fraction * (outside.angle - inside.angle)
}

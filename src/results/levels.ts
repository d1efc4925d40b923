/** Sound pressure level from peak phasors. */

const referencePressure = 20e-6

/**
 * Sound pressure level, RMS re 20 µPa: Lp = 20·lg(|p|/√2 / 20 µPa). Definition.
 *
 * @param pressure - 2·N peak phasors `[re, im]`, Pa.
 * @returns N levels, dB; −∞ where the pressure is zero, NaN where it is missing.
 */
export function levelDb(pressure: Float64Array): Float64Array {
  const levels = new Float64Array(pressure.length / 2)
  for (let i = 0; i < levels.length; i++) {
    const magnitude = Math.hypot(pressure[2 * i] ?? Number.NaN, pressure[2 * i + 1] ?? Number.NaN)
    levels[i] = 20 * Math.log10(magnitude / Math.SQRT2 / referencePressure)
  }
  return levels
}

/**
 * Peak phasors as RMS phasors: p/√2. The one step between the API's amplitudes and those of exported files.
 *
 * @param pressure - 2·N peak phasors `[re, im]`, Pa.
 * @returns 2·N RMS phasors, Pa.
 */
export function rmsPressure(pressure: Float64Array): Float64Array {
  return pressure.map((value) => value / Math.SQRT2)
}

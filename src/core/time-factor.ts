/**
 * Converts interleaved complex values between e^{−iωt} and e^{+jωt}: conjugation, its own inverse.
 *
 * The program speaks e^{+jωt} throughout; this is for foreign files that do not.
 * The solver has its own copy in `native/common/time-factor.h`.
 */
export function flipTimeFactor(values: Float64Array): Float64Array {
  return values.map((value, index) => (index % 2 === 0 ? value : -value))
}

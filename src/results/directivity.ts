/**
 * Directivity index: far-field intensity on the axis over its mean on the full sphere.
 *
 * DI = 10·lg(4π·|f|² / (2·ρc·W)). Definition; docs/numerics.md.
 *
 * @param axisFarField - f in p → f·e^{−jkr}/r on the axis, peak phasor `[re, im]`, Pa·m.
 * @param radiatedPower - Time-averaged power through the far sphere, W.
 * @param characteristicImpedance - ρc, Pa·s/m.
 * @returns dB; 0 for an omnidirectional source; NaN when the power is not positive.
 */
export function directivityIndexDb(
  axisFarField: ArrayLike<number>,
  radiatedPower: number,
  characteristicImpedance: number,
): number {
  if (!(radiatedPower > 0)) return Number.NaN
  const intensity =
    ((axisFarField[0] ?? 0) ** 2 + (axisFarField[1] ?? 0) ** 2) / (2 * characteristicImpedance)
  return 10 * Math.log10((4 * Math.PI * intensity) / radiatedPower)
}

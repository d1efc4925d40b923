import type { NativeSolution } from '../binding/native.ts'
import type { SolvePlan } from './plan.ts'

/** Below this part of the apparent power the surface power is lost in its own error. */
const judgedResistance = 0.02

/** Power that leaves the surface against the power that passes the far sphere, at one frequency. */
export interface PowerBalance {
  /** 10·lg(far field / surface); NaN where the load is too reactive for the surface power to be judged. */
  readonly decibels: number
  /** |W_far − W_surface| over the surface power, or over the apparent power where the load is reactive. */
  readonly imbalance: number
}

/**
 * Compares both powers. Where the real part is below 2 % of the apparent power the radiated power is a small
 * difference of large numbers on the surface, so there the difference is judged against the apparent power.
 */
export function powerBalance(plan: SolvePlan, solution: NativeSolution): PowerBalance {
  const apparent = apparentPower(plan, solution)
  const { powerSurface, powerFarField } = solution
  const difference = Math.abs(powerFarField - powerSurface)
  if (powerSurface < judgedResistance * apparent)
    return { decibels: Number.NaN, imbalance: difference / apparent }
  return { decibels: 10 * Math.log10(powerFarField / powerSurface), imbalance: difference / powerSurface }
}

/** |½ Σ A p̄ v*| over the triangles, W: half of |p̄·v̄|·S for a source in uniform motion. */
function apparentPower({ triangles, areas }: SolvePlan, solution: NativeSolution): number {
  const { surfacePressure, surfaceVelocity } = solution
  let [real, imaginary] = [0, 0]
  areas.forEach((area, triangle) => {
    const [vr, vi] = [surfaceVelocity[2 * triangle] ?? 0, surfaceVelocity[2 * triangle + 1] ?? 0]
    if (vr === 0 && vi === 0) return
    let [pr, pi] = [0, 0]
    for (let corner = 0; corner < 3; corner++) {
      const vertex = triangles[3 * triangle + corner] ?? 0
      pr += (surfacePressure[2 * vertex] ?? 0) / 3
      pi += (surfacePressure[2 * vertex + 1] ?? 0) / 3
    }
    real += (area / 2) * (pr * vr + pi * vi)
    imaginary += (area / 2) * (pi * vr - pr * vi)
  })
  return Math.hypot(real, imaginary)
}

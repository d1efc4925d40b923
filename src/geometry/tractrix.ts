import { radians } from '../core/units.ts'
import { geometryError } from './geometry-error.ts'
import type { Jet } from './jet.ts'
import type { Section } from './section.ts'

/**
 * Tractrix: the tangent from the wall to the axis has the constant length R, the radius of the 90° mouth.
 *
 *   r = R sech u,  z = R ((u0 − tanh u0) − (u − tanh u)),  u from u0 = acosh(R/r0) down;  sin θ = r/R
 *
 * The section walks it by its arc length s: r = R e^(−σ) with σ = ln cosh u = σ0 − s/R. Definition.
 */

/** Smallest cosine of the wall angle at which derivatives are taken: a 90° mouth has infinite curvature. */
const leastCosine = 1e-9

/**
 * @param mouthRadius - R, mm.
 * @param mouthAngle - Wall angle at the end, degrees, at most 90.
 * @throws {@link WaveguideError} `HORN_GEOMETRY` when the throat is not within the mouth.
 */
export function tractrixSection(r0: number, mouthRadius: number, mouthAngle: number): Section {
  const R = mouthRadius
  const endRadius = mouthAngle === 90 ? R : R * Math.sin(radians(mouthAngle))
  if (r0 >= endRadius) {
    throw geometryError(
      'PROFILE_UNREACHABLE',
      `the throat radius r0 = ${r0} mm must be below the mouth radius of the tractrix, ${endRadius.toFixed(3)} mm. ` +
        'Give a smaller r0 or fc, or a larger mouthAngle',
      { parameter: 'r0', value: r0, limit: endRadius },
    )
  }
  const start = Math.log(R / r0)
  const span = start - Math.log(R / endRadius)
  const away = lag(start)
  const left = (u: number): number => (u === 1 ? start - span : start - u * span)
  return {
    point: (u) => ({
      z: u === 0 ? 0 : R * (away - lag(left(u))),
      r: u === 1 ? endRadius : u === 0 ? r0 : R * Math.exp(-left(u)),
      progress: u,
    }),
    jet: (u) => {
      const sine = Math.exp(-left(u))
      const cosine = Math.max(Math.sqrt(-Math.expm1(-2 * left(u))), leastCosine)
      const speed = R * span
      // θ′ = tan θ/R along the arc.
      const turn = (span * sine) / cosine
      const z: Jet = [R * (away - lag(left(u))), speed * cosine, -speed * sine * turn]
      return { z, r: [R * sine, speed * sine, speed * cosine * turn], progress: [u, 1, 0] }
    },
  }
}

/** u − tanh u where ln cosh u = σ. */
function lag(sigma: number): number {
  if (sigma <= 0) return 0
  const u = Math.log1p(Math.expm1(sigma) + Math.sqrt(Math.expm1(2 * sigma)))
  return u - Math.sqrt(-Math.expm1(-2 * sigma))
}

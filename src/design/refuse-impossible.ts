import { WaveguideError } from '../core/errors.ts'
import { meridianCurves } from '../geometry/horn-meridian.ts'
import { rosseSmallestMouthRadius } from '../geometry/rosse.ts'
import type { HornProfile, RosseProfile } from '../model/horn.ts'
import { parameterError } from './parameters.ts'

/** Places at which the wall is looked at. */
const probeCount = 512

/**
 * Refuses parameters that are each in range and make no horn together.
 *
 * R > r0 implies that the R-OSSE length has a real root; what remains is looked for on the curve itself.
 *
 * @throws {@link WaveguideError} `HORN_GEOMETRY` naming the parameters and the place.
 */
export function refuseImpossible(profile: HornProfile): void {
  if (profile.type === 'R-OSSE') refuseUnreachableMouth(profile)
  refuseBadCurve(profile)
}

function refuseUnreachableMouth(profile: RosseProfile): void {
  const { R, r0, a, a0, r, m } = profile
  if (R <= r0) {
    throw geometryError(
      `R must exceed the throat radius r0: R = ${R} mm, r0 = ${r0} mm. Give a larger R or a smaller r0`,
      { parameter: 'R', value: R, limit: r0 },
    )
  }
  if (a === 0 && a0 === 0) {
    throw geometryError('a and a0 are both 0: the wall never reaches R. Give one of them a positive angle', {
      parameter: 'a',
      value: a,
    })
  }
  if (r === 0 && m > 0 && m < 1)
    throw parameterError('r', `must be above 0 for m between 0 and 1 (a corner at t = ${m})`, { value: r })
  const smallest = rosseSmallestMouthRadius(profile)
  if (smallest < 0) {
    throw geometryError(
      `R + L (1 − √(1 + tan² a)) is ${smallest.toFixed(2)} mm at the throat and must not be negative. ` +
        'Give a smaller a or a larger a0',
      { parameter: 'a', value: a, mouthTermMm: smallest },
    )
  }
}

function refuseBadCurve(profile: HornProfile): void {
  const curves = meridianCurves(profile)
  const [first] = curves
  if (first && first.tangent(first.start).z < 0) {
    throw geometryError('the wall leaves the throat backwards. Give m above 0', {
      ...(profile.type === 'R-OSSE' && { parameter: 'm', value: profile.m }),
    })
  }
  for (const curve of curves) {
    for (let i = 0; i <= probeCount; i++) {
      const { z, r } = curve.point(curve.start + ((curve.end - curve.start) * i) / probeCount)
      if (Number.isFinite(z) && r > 0 && Number.isFinite(r)) continue
      throw geometryError(
        `the wall's radius is ${r.toPrecision(4)} mm at z = ${z.toPrecision(4)} mm and must be positive`,
        { z, r },
      )
    }
  }
}

function geometryError(message: string, details: Record<string, unknown>): WaveguideError {
  return new WaveguideError('HORN_GEOMETRY', message, { details })
}

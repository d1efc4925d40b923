import type { Horn, HornProfile } from '../model/horn.ts'
import type { MeridianCurve } from './meridian.ts'
import { osseCurves } from './osse.ts'
import { rosseCurve } from './rosse.ts'
import { axialExtremes } from './stations.ts'

/** The inner wall's meridian from throat to mouth as smooth curves; more than one where the formula has a kink. */
export function meridianCurves(profile: HornProfile): MeridianCurve[] {
  return profile.type === 'OSSE' ? osseCurves(profile) : [rosseCurve(profile)]
}

/**
 * z of the mouth plane: the front-most place of the inner wall.
 *
 * For an OSSE horn that is the rim. A rolled-back R-OSSE wall ends behind its front-most point; observations at the
 * mouth are measured from the plane that touches its front (demo horn: 137.605 mm, rim at 119.707).
 *
 * @returns mm.
 */
export function mouthPlaneMm(horn: Horn): number {
  let front = 0
  for (const curve of meridianCurves(horn.profile)) {
    const places = [curve.start, curve.end, ...axialExtremes(curve)]
    for (const parameter of places) front = Math.max(front, curve.point(parameter).z)
  }
  return front
}

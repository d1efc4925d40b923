import { turnTo } from './angle.ts'
import type { PlanePoint } from './meridian.ts'

/** Longest step of the differences by azimuth, rad: their error is of its fourth power. */
const longestStep = 1e-3

/** Nearer than this an azimuth is a break, rad. */
const onBreak = 1e-12

/** Places and weights of first differences, in steps: in the middle, and from one end. */
const central = [
  [-2, 1 / 12],
  [-1, -2 / 3],
  [1, 2 / 3],
  [2, -1 / 12],
] as const
const oneSided = [
  [0, -25 / 12],
  [1, 4],
  [2, -3],
  [3, 4 / 3],
  [4, -1 / 4],
] as const

/**
 * d(z, r)/d azimuth by differences of fourth order that do not reach across a break.
 *
 * At a break itself it is the rate on its far side.
 *
 * @param breaks - Azimuths at which the rate may jump, rad.
 * @returns mm/rad.
 */
export function azimuthRate(
  pointAt: (azimuth: number) => PlanePoint,
  azimuth: number,
  breaks: readonly number[],
): PlanePoint {
  const { behind, ahead } = gaps(azimuth, breaks)
  if (Math.min(behind, ahead) >= 2 * longestStep) return differences(pointAt, azimuth, longestStep, central)
  const step = Math.min(longestStep, Math.max(behind, ahead) / 4) * (ahead >= behind ? 1 : -1)
  return differences(pointAt, azimuth, step, oneSided)
}

function differences(
  pointAt: (azimuth: number) => PlanePoint,
  azimuth: number,
  step: number,
  weights: readonly (readonly [place: number, weight: number])[],
): PlanePoint {
  let [z, r] = [0, 0]
  for (const [place, weight] of weights) {
    const at = pointAt(azimuth + place * step)
    z += (weight * at.z) / step
    r += (weight * at.r) / step
  }
  return { z, r }
}

/** Distances to the nearest breaks on both sides, rad. */
function gaps(azimuth: number, breaks: readonly number[]): { behind: number; ahead: number } {
  let [behind, ahead] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const place of breaks) {
    const passed = turnTo(place, azimuth)
    if (passed > -onBreak) behind = Math.min(behind, Math.max(passed, 0))
    else ahead = Math.min(ahead, -passed)
  }
  return { behind, ahead }
}

import { radians } from '../core/units.ts'
import type { RosseProfile } from '../model/horn.ts'
import {
  curvatureOf,
  type Derivatives,
  distanceOf,
  type MeridianCurve,
  type PlanePoint,
  unit,
} from './meridian.ts'

/**
 * R-OSSE: a parametric wall that may roll back behind its front-most point.
 *
 *   c1 = (k r0)²   c2 = 2 k r0 tan a0   c3 = tan² a   T = R + r0 (k − 1)
 *   L    = (√(c2² + 4 c3 (T² − c1)) − c2) / (2 c3)
 *   z(t) = L (√(r² + m²) − √(r² + (t − m)²)) + b L (√(r² + (1 − m)²) − √(r² + m²)) t²
 *   r(t) = (1 − t^q)(√(c1 + c2 L t + c3 L² t²) + r0 (1 − k)) + t^q (R + L (1 − √(1 + c3 (t − 1)²)))
 *
 * with 0 ≤ t ≤ tmax. Source: user guide of ATH. At t = 1 the radius is R and the tangent exactly axial. The wall
 * leaves the throat at atan(tan a0·√(r² + m²)/m), which is not a0.
 */

interface Constants {
  readonly c1: number
  readonly c2: number
  readonly c3: number
  readonly L: number
  /** √(r² + m²) and b·(√(r² + (1 − m)²) − √(r² + m²)). */
  readonly apex: number
  readonly bend: number
}

/**
 * The length L of the R-OSSE formula: where the oblate spheroid alone reaches the mouth radius.
 *
 * Written so that a → 0 has its finite limit. Positive whenever R > r0 and not both a and a0 are zero.
 *
 * @returns mm; for the demo horn 292.13.
 */
export function rosseLength(profile: RosseProfile): number {
  const { R, r0, k } = profile
  const c1 = (k * r0) ** 2
  const c2 = 2 * k * r0 * Math.tan(radians(profile.a0))
  const c3 = Math.tan(radians(profile.a)) ** 2
  const excess = (R + r0 * (k - 1)) ** 2 - c1
  return (2 * excess) / (Math.sqrt(c2 ** 2 + 4 * c3 * excess) + c2)
}

function constantsOf(profile: RosseProfile): Constants {
  const { r0, k, r, m, b } = profile
  const apex = distanceOf(r, m)
  return {
    c1: (k * r0) ** 2,
    c2: 2 * k * r0 * Math.tan(radians(profile.a0)),
    c3: Math.tan(radians(profile.a)) ** 2,
    L: rosseLength(profile),
    apex,
    bend: b * (distanceOf(r, 1 - m) - apex),
  }
}

/** z(t), z′, z″. */
function axial({ r, m }: RosseProfile, { L, apex, bend }: Constants, t: number): [number, number, number] {
  const root = distanceOf(r, t - m)
  // r = 0 leaves a corner at t = m, allowed at an end of the curve only: the side towards t < m counts.
  const slope = root > 0 ? (t - m) / root : -1
  const second = root > 0 ? r ** 2 / root ** 3 : 0
  return [L * (apex - root) + L * bend * t ** 2, -L * slope + 2 * L * bend * t, -L * second + 2 * L * bend]
}

/** The throat-side radius, an oblate spheroid, with its first two derivatives by t. */
function throatSide(
  { r0, k }: RosseProfile,
  { c1, c2, c3, L }: Constants,
  t: number,
): [number, number, number] {
  const root = Math.sqrt(c1 + c2 * L * t + c3 * (L * t) ** 2)
  const slope = (c2 * L + 2 * c3 * L ** 2 * t) / (2 * root)
  return [root + r0 * (1 - k), slope, (c3 * L ** 2 - slope ** 2) / root]
}

/** The mouth-side radius with its first two derivatives by t. */
function mouthSide({ R }: RosseProfile, { c3, L }: Constants, t: number): [number, number, number] {
  const root = Math.sqrt(1 + c3 * (t - 1) ** 2)
  return [R + L * (1 - root), (-L * c3 * (t - 1)) / root, (-L * c3) / root ** 3]
}

/**
 * The mouth-side radius of the R-OSSE formula at the throat, R + L (1 − √(1 + tan² a)): its smallest value.
 *
 * @returns mm; negative values have no meaning as a radius.
 */
export function rosseSmallestMouthRadius(profile: RosseProfile): number {
  return mouthSide(profile, constantsOf(profile), 0)[0]
}

/**
 * A point of the R-OSSE wall.
 *
 * @param t - 0…tmax.
 * @returns z and r, mm.
 */
export function rossePoint(profile: RosseProfile, t: number): PlanePoint {
  return pointAt(profile, constantsOf(profile), t)
}

function pointAt(profile: RosseProfile, constants: Constants, t: number): PlanePoint {
  const weight = t ** profile.q
  const [z] = axial(profile, constants, t)
  const [throat] = throatSide(profile, constants, t)
  const [mouth] = mouthSide(profile, constants, t)
  return { z, r: (1 - weight) * throat + weight * mouth }
}

function derivativesAt(profile: RosseProfile, constants: Constants, t: number): Derivatives {
  const { q } = profile
  const [, zFirst, zSecond] = axial(profile, constants, t)
  const [throat, throatFirst, throatSecond] = throatSide(profile, constants, t)
  const [mouth, mouthFirst, mouthSecond] = mouthSide(profile, constants, t)
  const weight = t ** q
  const weightFirst = q * t ** (q - 1)
  const weightSecond = q === 1 ? 0 : q * (q - 1) * t ** (q - 2)
  const first = (1 - weight) * throatFirst + weight * mouthFirst + weightFirst * (mouth - throat)
  const second =
    (1 - weight) * throatSecond +
    weight * mouthSecond +
    2 * weightFirst * (mouthFirst - throatFirst) +
    weightSecond * (mouth - throat)
  return { first: { z: zFirst, r: first }, second: { z: zSecond, r: second } }
}

/** Smallest v, relative to its end, at which derivatives are taken: q < 2 leaves the throat with infinite curvature. */
const throatMargin = 1e-9

/**
 * The meridian of an R-OSSE horn from throat to mouth.
 *
 * The parameter v is t itself for q ≥ 1; below, t = v^(1/q), because t^q leaves the throat with a vertical tangent.
 */
export function rosseCurve(profile: RosseProfile): MeridianCurve {
  const { q, tmax } = profile
  const constants = constantsOf(profile)
  const power = q < 1 ? 1 / q : 1
  const end = tmax ** (1 / power)
  const time = (v: number): number => (v === end ? tmax : v ** power)
  const inside = (v: number): number => Math.max(v, end * throatMargin)
  const velocity = (v: number): PlanePoint => {
    const rate = power * inside(v) ** (power - 1)
    const { first } = derivativesAt(profile, constants, time(inside(v)))
    return { z: first.z * rate, r: first.r * rate }
  }
  return {
    start: 0,
    end,
    point: (v) => pointAt(profile, constants, time(v)),
    tangent: (v) => unit(velocity(v)),
    speed: (v) => {
      const { z, r } = velocity(v)
      return distanceOf(z, r)
    },
    curvature: (v) => curvatureOf(derivativesAt(profile, constants, time(inside(v)))),
  }
}

import { WaveguideError } from '../core/errors.ts'
import { radians } from '../core/units.ts'
import { geometryError } from './geometry-error.ts'
import { composeJet, type Jet } from './jet.ts'
import { distanceOf } from './meridian.ts'
import type { Section } from './section.ts'

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

/** The numbers that the formula of the body needs: mm, degrees. */
export interface RosseBody {
  readonly R: number
  readonly a: number
  readonly a0: number
  readonly r0: number
  readonly k: number
  readonly q: number
  readonly r: number
  readonly m: number
  readonly b: number
  readonly tmax: number
}

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
export function rosseLength({ R, a, a0, r0, k }: RosseBody): number {
  const c1 = (k * r0) ** 2
  const c2 = 2 * k * r0 * Math.tan(radians(a0))
  const c3 = Math.tan(radians(a)) ** 2
  const excess = (R + r0 * (k - 1)) ** 2 - c1
  return (2 * excess) / (Math.sqrt(c2 ** 2 + 4 * c3 * excess) + c2)
}

function constantsOf(body: RosseBody): Constants {
  const { r0, k, r, m, b } = body
  const apex = distanceOf(r, m)
  return {
    c1: (k * r0) ** 2,
    c2: 2 * k * r0 * Math.tan(radians(body.a0)),
    c3: Math.tan(radians(body.a)) ** 2,
    L: rosseLength(body),
    apex,
    bend: b * (distanceOf(r, 1 - m) - apex),
  }
}

/** z by t. */
function axial({ r, m }: RosseBody, { L, apex, bend }: Constants, t: number): Jet {
  const root = distanceOf(r, t - m)
  // r = 0 leaves a corner at t = m, allowed at an end of the curve only: the side towards t < m counts.
  const slope = root > 0 ? (t - m) / root : -1
  const second = root > 0 ? r ** 2 / root ** 3 : 0
  return [L * (apex - root) + L * bend * t ** 2, -L * slope + 2 * L * bend * t, -L * second + 2 * L * bend]
}

/** The throat-side radius, an oblate spheroid, by t. */
function throatSide({ r0, k }: RosseBody, { c1, c2, c3, L }: Constants, t: number): Jet {
  const root = Math.sqrt(c1 + c2 * L * t + c3 * (L * t) ** 2)
  const slope = (c2 * L + 2 * c3 * L ** 2 * t) / (2 * root)
  return [root + r0 * (1 - k), slope, (c3 * L ** 2 - slope ** 2) / root]
}

/** The mouth-side radius by t. */
function mouthSide({ R }: RosseBody, { c3, L }: Constants, t: number): Jet {
  const root = Math.sqrt(1 + c3 * (t - 1) ** 2)
  return [R + L * (1 - root), (-L * c3 * (t - 1)) / root, (-L * c3) / root ** 3]
}

/**
 * Refuses numbers that are each in range and make no R-OSSE wall together.
 *
 * R > r0 implies that the length has a real root.
 *
 * @throws {@link WaveguideError} `HORN_GEOMETRY` naming the parameters; `HORN_PARAMETER` for a corner within the wall.
 */
export function refuseImpossibleRosse(body: RosseBody): void {
  const { R, r0, a, a0, r, m } = body
  if (R <= r0) {
    throw geometryError(
      'PROFILE_UNREACHABLE',
      `R must exceed the throat radius r0: R = ${R} mm, r0 = ${r0} mm. Give a larger R or a smaller r0`,
      { parameter: 'R', value: R, limit: r0 },
    )
  }
  if (a === 0 && a0 === 0) {
    throw geometryError(
      'PROFILE_UNREACHABLE',
      'a and a0 are both 0: the wall never reaches R. Give one of them a positive angle',
      { parameter: 'a', value: a },
    )
  }
  if (r === 0 && m > 0 && m < 1) {
    throw new WaveguideError(
      'HORN_PARAMETER',
      `r must be above 0 for m between 0 and 1 (a corner at t = ${m})`,
      { details: { parameter: 'r', value: r } },
    )
  }
  const [smallest] = mouthSide(body, constantsOf(body), 0)
  if (smallest < 0) {
    throw geometryError(
      'PROFILE_DOMAIN',
      `R + L (1 − √(1 + tan² a)) is ${smallest.toFixed(2)} mm at the throat and must not be negative. ` +
        'Give a smaller a or a larger a0',
      { parameter: 'a', value: a, mouthTermMm: smallest },
    )
  }
}

/** Smallest u at which derivatives are taken: q < 2 leaves the throat with infinite curvature. */
const throatMargin = 1e-9

/**
 * The wall of an R-OSSE horn from throat to mouth.
 *
 * t = tmax·u for q ≥ 1; below, t = tmax·u^(1/q), because t^q leaves the throat with a vertical tangent.
 */
export function rosseSection(body: RosseBody): Section {
  const { q, tmax } = body
  const constants = constantsOf(body)
  const power = q < 1 ? 1 / q : 1
  const time = (u: number): number => (u === 1 ? tmax : tmax * (power === 1 ? u : u ** power))
  return {
    point: (u) => {
      const t = time(u)
      const weight = t ** q
      const throat = throatSide(body, constants, t)[0]
      const mouth = mouthSide(body, constants, t)[0]
      return {
        z: axial(body, constants, t)[0],
        r: (1 - weight) * throat + weight * mouth,
        progress: t / tmax,
      }
    },
    jet: (u) => {
      const inside = Math.max(u, throatMargin)
      const t = powerJet(tmax, inside, power)
      // As a power of u, not of t: for q < 1 the powers of t diverge singly.
      const [w, w1, w2] = powerJet(tmax ** q, inside, q * power)
      const [throat, throat1, throat2] = composeJet(throatSide(body, constants, t[0]), t)
      const [mouth, mouth1, mouth2] = composeJet(mouthSide(body, constants, t[0]), t)
      return {
        z: composeJet(axial(body, constants, t[0]), t),
        r: [
          (1 - w) * throat + w * mouth,
          (1 - w) * throat1 + w * mouth1 + w1 * (mouth - throat),
          (1 - w) * throat2 + w * mouth2 + 2 * w1 * (mouth1 - throat1) + w2 * (mouth - throat),
        ],
        progress: [t[0] / tmax, t[1] / tmax, t[2] / tmax],
      }
    },
  }
}

/** factor·u^power by u. */
function powerJet(factor: number, u: number, power: number): Jet {
  if (power === 1) return [factor * u, factor, 0]
  const value = factor * u ** power
  const slope = (power * value) / u
  return [value, slope, ((power - 1) * slope) / u]
}

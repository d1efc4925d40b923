import { radians } from '../core/units.ts'
import { addJets, composeJet, constantJet, type Jet, scaleJet } from './jet.ts'
import { joinedBy, type Section, type SectionPoint } from './section.ts'

/**
 * OSSE ("OS-SE"): an oblate-spheroidal wall plus a superelliptic termination.
 *
 *   r(z)    = r_OS(z) + r_T(z)                          0 ≤ z ≤ L
 *   r_OS(z) = √((k r0)² + 2 k r0 z tan a0 + z² tan² a) + r0 (1 − k)
 *   r_T(z)  = (s L/q)·(1 − (1 − xⁿ)^(1/n)),  x = q z/L;  s L/q for x ≥ 1
 *
 * Source: user guide of ATH ("Term.*", "OS.k").
 *
 * r_T has a vertical tangent at x = 1. The sections' parameter is therefore not z but proportional to v with
 * x = 1 − (1 − v)ⁿ, which makes the walk regular up to and including that place.
 */

/** The numbers that the formula of the body needs: mm, degrees. */
export interface OsseBody {
  readonly L: number
  readonly a: number
  readonly a0: number
  readonly r0: number
  readonly k: number
  readonly s: number
  readonly n: number
  readonly q: number
}

/** Height of r_T below which it is none, mm: rounding of r is not much less. */
const leastTermination = 1e-11

/** Smallest v and 1 − v at which second derivatives are taken: n < 2 leaves infinite curvature there. */
const throatMargin = 1e-9
const mouthMargin = 1e-12

/** Below this 1 − x the second derivative of the termination is taken from its series. */
const seriesBelow = 1e-4

/** r_OS with its first two derivatives by z. */
function oblateSpheroid({ r0, k, a, a0 }: OsseBody): (z: number) => Jet {
  const waist = k * r0
  const tanThroat = Math.tan(radians(a0))
  const tanCoverage2 = Math.tan(radians(a)) ** 2
  return (z) => {
    const root = Math.sqrt(waist ** 2 + 2 * waist * z * tanThroat + z ** 2 * tanCoverage2)
    const slope = (waist * tanThroat + z * tanCoverage2) / root
    return [root + r0 * (1 - k), slope, (tanCoverage2 - slope ** 2) / root]
  }
}

/** 1 − xⁿ for x = 1 − y, exact for small y. */
function superellipse(y: number, n: number): number {
  return -Math.expm1(n * Math.log1p(-y))
}

/**
 * Height of the termination at the distance z from the throat.
 *
 * @returns mm.
 */
export function terminationHeight({ L, s, n, q }: OsseBody, z: number): number {
  const x = (q * z) / L
  if (x <= 0) return 0
  return ((s * L) / q) * (x < 1 ? 1 - (1 - x ** n) ** (1 / n) : 1)
}

/**
 * Radius of the OSSE wall at the distance z from the throat.
 *
 * @param z - mm, 0…L.
 * @returns mm.
 */
export function osseRadius(body: OsseBody, z: number): number {
  return oblateSpheroid(body)(z)[0] + terminationHeight(body, z)
}

/** True for a body whose termination has no height: it is the oblate spheroid alone. */
export function hasNoTermination({ s, L, q }: OsseBody): boolean {
  return Math.abs((s * L) / q) < leastTermination
}

/**
 * The sections of an OSSE body from z = 0 to L, cut where the tangent jumps.
 *
 * One for q ≤ 1. For q > 1 the termination saturates at z = L/q and the wall goes on as r_OS from a kink.
 *
 * @param isPlain - Leave the termination out; its height must be none.
 */
export function osseSections(body: OsseBody, isPlain: boolean): Section[] {
  const { L, s, q } = body
  if (isPlain) return [plainSection(body, 0, 0)]
  if (q <= 1) return [terminatedSection(body, q)]
  return [terminatedSection(body, 1), joinedBy('q', plainSection(body, L / q, (s * L) / q))]
}

/** The part of the wall from z = `start` whose termination has the constant height `rise`; straight in z. */
function plainSection(body: OsseBody, start: number, rise: number): Section {
  const spheroid = oblateSpheroid(body)
  const span = body.L - start
  const axial = (u: number): number => (u === 1 ? body.L : start + u * span)
  return {
    point: (u) => pointOf(axial(u), spheroid(axial(u))[0] + rise, body),
    jet: (u) => {
      const z: Jet = [axial(u), span, 0]
      const r = addJets(composeJet(spheroid(z[0]), z), constantJet(rise))
      return { z, r, progress: scaleJet(z, 1 / body.L) }
    },
  }
}

function pointOf(z: number, r: number, { L }: OsseBody): SectionPoint {
  return { z, r, progress: z / L }
}

/** The part of the wall with x = q z/L from 0 to `endX` ≤ 1; v = u·v_end, 1 − x = (1 − v)ⁿ. */
function terminatedSection(body: OsseBody, endX: number): Section {
  const { L, s, n, q } = body
  const scale = (s * L) / q
  const end = 1 - (1 - endX) ** (1 / n)
  const spheroid = oblateSpheroid(body)
  const point = (u: number): SectionPoint => {
    const y = u === 1 ? 1 - endX : (1 - u * end) ** n
    const z = u === 1 ? (endX * L) / q : ((1 - y) * L) / q
    return pointOf(z, spheroid(z)[0] + scale * (1 - superellipse(y, n) ** (1 / n)), body)
  }
  return {
    point,
    jet: (u) => {
      const at = point(u)
      const v = Math.min(Math.max(u * end, throatMargin), 1 - mouthMargin)
      const rest = restJet(v, n)
      const [, z1, z2] = scaleJet(rest, -L / q)
      const [, rise1, rise2] = scaleJet(rootJet(rest, 1 - v, n), -scale)
      const [, slope, bend] = spheroid(at.z)
      const z: Jet = [at.z, z1 * end, z2 * end ** 2]
      const r: Jet = [at.r, (slope * z1 + rise1) * end, (bend * z1 ** 2 + slope * z2 + rise2) * end ** 2]
      return { z, r, progress: scaleJet(z, 1 / L) }
    },
  }
}

/** y = 1 − x = (1 − v)ⁿ by v. */
function restJet(v: number, n: number): Jet {
  const w = 1 - v
  return [w ** n, -n * w ** (n - 1), n * (n - 1) * w ** (n - 2)]
}

/**
 * (1 − xⁿ)^(1/n) by v, regular at x = 1.
 *
 * With ρ(y) = (1 − (1 − y)ⁿ)/y and y = wⁿ it is w·ρ^(1/n); the powers of w that diverge singly cancel in its slope
 * −n ρ^(1/n − 1) (1 − y)^(n − 1).
 */
function rootJet([y, y1]: Jet, w: number, n: number): Jet {
  const ratio = y > 0 ? superellipse(y, n) / y : n
  const ratioSlope =
    y > seriesBelow
      ? (n * (1 - y) ** (n - 1) - ratio) / y
      : n * (n - 1) * (-1 / 2 + ((n - 2) * y) / 3 - ((n - 2) * (n - 3) * y ** 2) / 8)
  const power = ratio ** (1 / n - 1)
  const inner = (1 - y) ** (n - 1)
  const second =
    n * y1 * ((n - 1) * power * (1 - y) ** (n - 2) - (1 / n - 1) * (power / ratio) * ratioSlope * inner)
  return [w * ratio ** (1 / n), -n * power * inner, second]
}

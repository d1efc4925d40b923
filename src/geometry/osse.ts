import { radians } from '../core/units.ts'
import type { OsseProfile } from '../model/horn.ts'
import { curvatureOf, type Derivatives, distanceOf, type MeridianCurve, unit } from './meridian.ts'

/**
 * OSSE ("OS-SE"): an oblate-spheroidal wall plus a superelliptic termination.
 *
 *   r(z)    = r_OS(z) + r_T(z)                          0 ≤ z ≤ L
 *   r_OS(z) = √((k r0)² + 2 k r0 z tan a0 + z² tan² a) + r0 (1 − k)
 *   r_T(z)  = (s L/q)·(1 − (1 − xⁿ)^(1/n)),  x = q z/L;  s L/q for x ≥ 1
 *
 * Source: user guide of ATH ("Term.*", "OS.k").
 *
 * r_T has a vertical tangent at x = 1. The curve parameter v is therefore not z but x = 1 − (1 − v)ⁿ, which
 * makes the walk regular up to and including that place.
 */

/** Height of r_T below which it is none, mm: rounding of r is not much less. */
const leastTermination = 1e-11

/** Smallest 1 − x at which second derivatives are taken: beyond it they overflow. */
const singularMargin = 1e-14

/** Smallest x at which derivatives are taken: n < 2 leaves the throat with infinite curvature. */
const throatMargin = 1e-9

/** r_OS and its first two derivatives by z. */
type Spheroid = (z: number) => [r: number, slope: number, second: number]

function oblateSpheroid({ r0, k, a, a0 }: OsseProfile): Spheroid {
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
 * Radius of the OSSE wall at the distance z from the throat.
 *
 * @param z - mm, 0…L.
 * @returns mm.
 */
export function osseRadius(profile: OsseProfile, z: number): number {
  const { L, s, n, q } = profile
  const [radius] = oblateSpheroid(profile)(z)
  const x = (q * z) / L
  if (x <= 0) return radius
  const rise = x < 1 ? 1 - (1 - x ** n) ** (1 / n) : 1
  return radius + ((s * L) / q) * rise
}

/**
 * The meridian of an OSSE horn from throat to mouth, cut where its tangent jumps.
 *
 * One curve for q ≤ 1. For q > 1 the termination saturates at z = L/q and the wall goes on as r_OS from a kink.
 */
export function osseCurves(profile: OsseProfile): MeridianCurve[] {
  const { L, s, q } = profile
  if (Math.abs((s * L) / q) < leastTermination) return [plainCurve(profile, 0, 0)]
  if (q <= 1) return [terminatedCurve(profile, q)]
  return [terminatedCurve(profile, 1), plainCurve(profile, L / q, (s * L) / q)]
}

/** The part of the wall whose termination has the constant height `rise`: zero, or saturated; parameter z. */
function plainCurve(profile: OsseProfile, start: number, rise: number): MeridianCurve {
  const spheroid = oblateSpheroid(profile)
  const slopes = (z: number): Derivatives => {
    const [, slope, second] = spheroid(z)
    return { first: { z: 1, r: slope }, second: { z: 0, r: second } }
  }
  return {
    start,
    end: profile.L,
    point: (z) => ({ z, r: spheroid(z)[0] + rise }),
    tangent: (z) => unit(slopes(z).first),
    speed: (z) => distanceOf(1, slopes(z).first.r),
    curvature: (z) => curvatureOf(slopes(z)),
  }
}

/** The part of the wall with x = q z/L from 0 to `endX` ≤ 1; parameter v with 1 − x = (1 − v)ⁿ. */
function terminatedCurve(profile: OsseProfile, endX: number): MeridianCurve {
  const { L, s, n, q } = profile
  const scale = (s * L) / q
  const spheroid = oblateSpheroid(profile)
  const rest = (v: number): number => (1 - v) ** n
  const point = (v: number): { z: number; r: number } => {
    const z = v === end ? (endX * L) / q : ((1 - rest(v)) * L) / q
    return { z, r: spheroid(z)[0] + scale * (1 - superellipse(rest(v), n) ** (1 / n)) }
  }
  const velocity = (v: number): { z: number; r: number } => {
    const y = rest(v)
    const z = ((1 - y) * L) / q
    const zRate = (L / q) * n * (1 - v) ** (n - 1)
    // (1 − xⁿ)/(1 − x) tends to n, so the vertical tangent of r_T leaves a finite rate here.
    const ratio = y > 0 ? superellipse(y, n) / y : n
    const rise = scale * n * ratio ** (1 / n - 1) * Math.max(1 - y, throatMargin) ** (n - 1)
    return { z: zRate, r: spheroid(z)[1] * zRate + rise }
  }
  const end = 1 - (1 - endX) ** (1 / n)
  return {
    start: 0,
    end,
    point,
    tangent: (v) => unit(velocity(v)),
    speed: (v) => {
      const { z, r } = velocity(v)
      return distanceOf(z, r)
    },
    curvature: (v) => terminatedCurvature(profile, spheroid, rest(v)),
  }
}

/** Curvature of r(z) where 1 − q z/L = y. */
function terminatedCurvature({ L, s, n, q }: OsseProfile, spheroid: Spheroid, y: number): number {
  const inside = Math.min(Math.max(y, singularMargin), 1 - throatMargin)
  const x = 1 - inside
  const rest = superellipse(inside, n)
  const [, slope, second] = spheroid((x * L) / q)
  const riseSlope = s * rest ** (1 / n - 1) * x ** (n - 1)
  const riseSecond = ((s * q) / L) * (n - 1) * rest ** (1 / n - 2) * x ** (n - 2)
  return curvatureOf({ first: { z: 1, r: slope + riseSlope }, second: { z: 0, r: second + riseSecond } })
}

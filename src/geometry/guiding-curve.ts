import { degrees, radians } from '../core/units.ts'
import type { GuidingCurve } from '../model/horn.ts'
import { geometryError } from './geometry-error.ts'
import { distanceOf } from './meridian.ts'
import { type OsseBody, osseRadius, terminationHeight } from './osse.ts'

/** Exponent of a superellipse that does not say, and the least that counts, as in ATH. */
const usualExponent = 3
const leastExponent = 2

/** A superformula that does not say: a, b, m1, m2, n1, n2, n3. */
const usualFormula = [1, 1, 4, 4, 2, 2, 2] as const

/** Coverage angles that an inversion may give, degrees. */
const leastCoverage = 0.5
const mostCoverage = 89

/**
 * Radius of a guiding curve.
 *
 * `superellipse`: (|cos p′/A|ⁿ + |sin p′/B|ⁿ)^(−1/n), A = width/2, B = A·aspect, p′ = p − rot. `superformula`: the length
 * of the scaled point (ρ A cos p′, ρ A·aspect sin p′), given to the azimuth p as ATH does.
 *
 * @param azimuth - p, rad.
 * @returns mm.
 */
export function guidingRadius(guide: GuidingCurve, azimuth: number): number {
  const turned = azimuth - radians(guide.rot)
  const half = guide.width / 2
  const [cos, sin] = [Math.cos(turned), Math.sin(turned)]
  if (guide.type === 'superellipse') {
    const n = Math.max(guide.n ?? usualExponent, leastExponent)
    return (Math.abs(cos / half) ** n + Math.abs(sin / (half * guide.aspect)) ** n) ** (-1 / n)
  }
  const [a = 1, b = 1, m1 = 4, m2 = m1, n1 = 2, n2 = 2, n3 = 2] = guide.sf ?? usualFormula
  const rho =
    (Math.abs(Math.cos((m1 * turned) / 4) / a) ** n2 + Math.abs(Math.sin((m2 * turned) / 4) / b) ** n3) **
    (-1 / n1)
  return distanceOf(rho * cos * half, rho * sin * half * guide.aspect)
}

/** True for a guiding curve that leaves a round horn round. */
export function isCircle({ type, aspect, n = usualExponent }: GuidingCurve): boolean {
  return type === 'superellipse' && aspect === 1 && n <= leastExponent
}

/** Place of the guiding curve on the main section, mm from its beginning; never behind the mouth. */
export function guidingStation({ dist = 0 }: GuidingCurve, mainLength: number): number {
  if (dist === 0) return mainLength
  return Math.min(dist <= 1 ? dist * mainLength : dist, mainLength)
}

/**
 * The coverage half-angle with which an OSSE body passes through a given radius.
 *
 * With B = radius − r_T(z) − r0 (1 − k): tan² a = (B² − (k r0)² − 2 k r0 z tan a0)/z². Closed form of the OSSE formula.
 *
 * @param z - Station, mm from the body's beginning.
 * @param radius - mm, without what is added to the formula (bulge).
 * @returns degrees.
 * @throws {@link WaveguideError} `HORN_GEOMETRY`, reason `GCURVE_UNREACHABLE`, with the radii that can be reached.
 */
export function coverageThrough(body: OsseBody, z: number, radius: number): number {
  const { r0, k, a0 } = body
  const waist = k * r0
  const B = radius - terminationHeight(body, z) - r0 * (1 - k)
  const square = (B ** 2 - waist ** 2 - 2 * waist * z * Math.tan(radians(a0))) / z ** 2
  const coverage = B > 0 && square > 0 ? degrees(Math.atan(Math.sqrt(square))) : 0
  if (coverage > leastCoverage && coverage < mostCoverage) return coverage
  const [least, most] = [leastCoverage, mostCoverage].map((a) => osseRadius({ ...body, a }, z))
  throw geometryError(
    'GCURVE_UNREACHABLE',
    `the guiding curve has the radius ${radius.toFixed(3)} mm at z = ${z.toFixed(3)} mm of the main section; the wall can ` +
      `reach ${least?.toFixed(3)} to ${most?.toFixed(3)} mm there. Change the curve's width, aspect or dist`,
    { parameter: 'guide', value: radius, limit: [least, most] },
  )
}

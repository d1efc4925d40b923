import { radians } from '../core/units.ts'
import { geometryError } from './geometry-error.ts'
import type { Section, SectionJet } from './section.ts'
import { bisect } from './stations.ts'

/**
 * Spherical wave horn (Kugelwellenhorn): wavefronts are caps of one radius whose area grows exponentially on the axis.
 *
 *   rs = c/(π fc)   m = 4π fc/c   h0 = rs − √(rs² − r0²)
 *   h(s) = h0 e^(m s),  r = √(h (2 rs − h)),  z = s − h + h0
 *
 * Source: B. Kolbrek, "Horn Theory: An Introduction", audioXpress 2008.
 */

/**
 * @param sphereRadius - rs, mm.
 * @param mouthAngle - Wall angle at the end, degrees, at most 180.
 * @throws {@link WaveguideError} `HORN_GEOMETRY` when the throat is too wide for the spheres.
 */
export function sphericalWaveSection(r0: number, sphereRadius: number, mouthAngle: number): Section {
  const rs = sphereRadius
  const m = 4 / rs
  const h0 = r0 < rs ? r0 ** 2 / (rs + Math.sqrt(rs ** 2 - r0 ** 2)) : rs
  const end = endOfPath(h0, rs, mouthAngle)
  if (!(r0 < rs) || end <= 0) {
    throw geometryError(
      'PROFILE_UNREACHABLE',
      `a throat radius r0 = ${r0} mm is too wide for wavefronts of radius ${rs.toFixed(3)} mm: the wall is steeper ` +
        'than its mouth. Give a smaller r0 or fc, or a larger mouthAngle',
      { parameter: 'r0', value: r0, limit: rs },
    )
  }
  const jet = (u: number): SectionJet => {
    const h = h0 * Math.exp(m * u * end)
    const [h1, h2] = [h * m * end, h * (m * end) ** 2]
    const r = Math.sqrt(h * (2 * rs - h))
    const r1 = (h1 * (rs - h)) / r
    const r2 = (h2 * (rs - h) - h1 ** 2 - r1 ** 2) / r
    return { z: [u * end - h + h0, end - h1, -h2], r: [r, r1, r2], progress: [u, 1, 0] }
  }
  return {
    point: (u) => {
      const h = h0 * Math.exp(m * u * end)
      return { z: u * end - h + h0, r: u === 0 ? r0 : Math.sqrt(h * (2 * rs - h)), progress: u }
    },
    jet,
  }
}

/** The path s on the axis at which the wall has the mouth angle; negative when it begins steeper. */
function endOfPath(h0: number, rs: number, mouthAngle: number): number {
  const m = 4 / rs
  if (mouthAngle === 90) return Math.log(rs / 4 / h0) / m
  const angle = (s: number): number => {
    const h = h0 * Math.exp(m * s)
    return Math.atan2((m * h * (rs - h)) / Math.sqrt(h * (2 * rs - h)), 1 - m * h)
  }
  const longest = Math.log(rs / h0) / m
  if (mouthAngle === 180) return longest
  const target = radians(mouthAngle)
  if (angle(0) >= target) return -1
  return bisect(0, longest, (s) => angle(s) < target)
}

import type { Jet } from './jet.ts'
import type { Section } from './section.ts'

/**
 * Salmon's family of horns: r(z) = r0 (cosh(z/z0) + T sinh(z/z0)), 0 ≤ z ≤ L, z0 = c/(2π fc).
 *
 * T = 1 exponential, T = 0 catenoidal, large T conical. Source: V. Salmon, JASA 17 (1946), 199 and 212.
 */

/** c/(2π fc), mm: the distance at which the area of an exponential horn has grown by e². */
export function flareLengthMm({ fc, c }: { readonly fc: number; readonly c: number }): number {
  return (1000 * c) / (2 * Math.PI * fc)
}

/**
 * @param flareLength - z0, mm.
 */
export function hyperbolicSection({
  r0,
  T,
  L,
  flareLength,
}: {
  readonly r0: number
  readonly T: number
  readonly L: number
  readonly flareLength: number
}): Section {
  const radius = (z: number): number => r0 * (Math.cosh(z / flareLength) + T * Math.sinh(z / flareLength))
  return {
    point: (u) => ({ z: u * L, r: radius(u * L), progress: u }),
    jet: (u) => {
      const r = radius(u * L)
      const rate = L / flareLength
      const slope = r0 * (Math.sinh(u * rate) + T * Math.cosh(u * rate))
      const z: Jet = [u * L, L, 0]
      return { z, r: [r, slope * rate, r * rate ** 2], progress: [u, 1, 0] }
    },
  }
}

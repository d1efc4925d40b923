import { degrees, radians } from '../core/units.ts'
import { blendJets, composeJet, scaleJet } from './jet.ts'
import type { SectionChange } from './section.ts'

/**
 * A sine bulge over the whole length: r + h sin(π z/length).
 *
 * @param height - h, mm.
 * @param length - mm.
 */
export function bulged(height: number, length: number): SectionChange {
  const rate = Math.PI / length
  return (at) => {
    const phase = rate * at.z[0]
    const wave = [
      height * Math.sin(phase),
      height * rate * Math.cos(phase),
      -height * rate ** 2 * Math.sin(phase),
    ] as const
    return { ...at, r: blendJets(1, at.r, 1, composeJet(wave, at.z)) }
  }
}

/**
 * A turn of the meridian about (0, r0), anticlockwise with z to the right and r up.
 *
 * @param angle - degrees.
 */
export function rotated(angle: number, r0: number): SectionChange {
  const [cos, sin] = [Math.cos(radians(angle)), Math.sin(radians(angle))]
  return (at) => {
    const [r, r1, r2] = at.r
    const height = [r - r0, r1, r2] as const
    const [turned, ...rates] = blendJets(sin, at.z, cos, height)
    return { ...at, z: blendJets(cos, at.z, -sin, height), r: [r0 + turned, ...rates] }
  }
}

/**
 * ATH's throat stretch: z + s1·atan(s2·(z − from)) with the arc tangent in degrees.
 *
 * @param s1 - mm/°.
 * @param s2 - 1/mm.
 * @param from - z at which it begins, mm.
 */
export function stretched(s1: number, s2: number, from: number): SectionChange {
  return (at) => {
    const x = s2 * (at.z[0] - from)
    const slope = (degrees(s1) * s2) / (1 + x ** 2)
    const extra = [degrees(s1 * Math.atan(x)), slope, (-2 * x * s2 * slope) / (1 + x ** 2)] as const
    return { ...at, z: blendJets(1, at.z, 1, composeJet(extra, at.z)) }
  }
}

/** All lengths times a factor. */
export function scaled(factor: number): SectionChange {
  return (at) => ({ ...at, z: scaleJet(at.z, factor), r: scaleJet(at.r, factor) })
}

/** A shift along the axis, mm. */
export function moved(distance: number): SectionChange {
  return (at) => {
    const [z, z1, z2] = at.z
    return { ...at, z: [z + distance, z1, z2] }
  }
}

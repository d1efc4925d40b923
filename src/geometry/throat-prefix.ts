import { radians } from '../core/units.ts'
import { geometryError } from './geometry-error.ts'
import { type Section, straightSection } from './section.ts'

/** The conical throat extension: radius `r0` at its end, less at the driver. */
export interface ThroatExtension {
  /** mm. */
  readonly length: number
  /** Half-angle, degrees. */
  readonly angle: number
  readonly r0: number
}

/**
 * The extension from z = 0 to its length; none for length 0.
 *
 * @throws {@link WaveguideError} `HORN_GEOMETRY` when nothing is left of the radius at the driver.
 */
export function extensionSections({ length, angle, r0 }: ThroatExtension): Section[] {
  if (length === 0) return []
  const driverRadius = r0 - length * Math.tan(radians(angle))
  if (driverRadius <= 0) {
    throw geometryError(
      'PROFILE_DOMAIN',
      `the throat extension leaves a driver radius of ${driverRadius.toFixed(3)} mm: r0 − length·tan(angle) must be ` +
        'positive. Give a smaller throatExtAngle or throatExtLength',
      { parameter: 'throatExtAngle', value: angle, driverRadiusMm: driverRadius },
    )
  }
  return [straightSection({ z: 0, r: driverRadius, progress: 0 }, { z: length, r: r0, progress: 0 })]
}

import { radians } from '../core/units.ts'
import type { ConicalProfile, HyperbolicProfile, TractrixProfile } from '../model/horn.ts'
import { type OsseContext, osseWall, rosseWall } from './ath-sections.ts'
import { freeSections } from './free-profile.ts'
import { geometryError } from './geometry-error.ts'
import { flareLengthMm, hyperbolicSection } from './hyperbolic.ts'
import { leCleachSection } from './le-cleach.ts'
import type { NumbersOf, ProfileNumbers } from './profile-numbers.ts'
import { type Section, straightSection } from './section.ts'
import { sphericalWaveSection } from './spherical-wave.ts'
import { tractrixSection } from './tractrix.ts'

/**
 * The wall of any family at one azimuth, from throat to mouth, before morph and scale.
 *
 * @throws {@link WaveguideError} `HORN_GEOMETRY` for numbers that make no wall together.
 */
export function familySections(numbers: ProfileNumbers, context: OsseContext): Section[] {
  switch (numbers.type) {
    case 'OSSE':
      return osseWall(numbers, context)
    case 'R-OSSE':
      return rosseWall(numbers)
    case 'conical':
      return [cone(numbers)]
    case 'exponential':
    case 'hyperbolic':
      return [hyperbolicSection({ ...numbers, T: flare(numbers), flareLength: flareLengthMm(numbers) })]
    case 'tractrix':
      return [tractrixSection(numbers.r0, tractrixMouth(numbers), numbers.mouthAngle)]
    case 'spherical':
      return [sphericalWaveSection(numbers.r0, 2 * flareLengthMm(numbers), numbers.mouthAngle)]
    case 'le-cleach':
      return [leCleachSection({ ...numbers, flareLength: flareLengthMm(numbers) })]
    case 'points':
      return freeSections(numbers, context.azimuth)
  }
}

/** The cone that two of half-angle, length and mouth radius describe. */
function cone({ r0, a, L, R }: NumbersOf<ConicalProfile>): Section {
  const slope = a === undefined ? ((R ?? 0) - r0) / (L ?? 1) : Math.tan(radians(a))
  const length = L ?? ((R ?? 0) - r0) / slope
  if (slope <= 0 || length <= 0) {
    throw geometryError('PROFILE_UNREACHABLE', `R = ${R} mm must exceed the throat radius r0 = ${r0} mm`, {
      parameter: 'R',
      value: R,
      limit: r0,
    })
  }
  return straightSection({ z: 0, r: r0, progress: 0 }, { z: length, r: r0 + length * slope, progress: 1 })
}

/** T of the hyperbolic family: 1 exponential, given, or by the throat half-angle. */
function flare(numbers: NumbersOf<HyperbolicProfile>): number {
  const { type, T, a0 = 0, r0 } = numbers
  if (type === 'exponential') return 1
  return T ?? (flareLengthMm(numbers) * Math.tan(radians(a0))) / r0
}

/** Radius of a tractrix at 90°: a circumference of one wavelength at fc. */
function tractrixMouth({ fc = 0, c, R }: NumbersOf<TractrixProfile>): number {
  return R ?? flareLengthMm({ fc, c })
}

import { degrees } from '../core/units.ts'
import type { Horn, HornProfile, Morph } from '../model/horn.ts'
import { azimuthRate } from './azimuth-rate.ts'
import { familySections } from './family-sections.ts'
import { hasTwoMeridians } from './free-profile.ts'
import { atAzimuth, geometryError } from './geometry-error.ts'
import { isCircle } from './guiding-curve.ts'
import {
  cutAtOnset,
  type HalfSizes,
  halfSizesOf,
  morphedSections,
  targetBreaks,
  targetRadius,
  targetSizes,
} from './morph.ts'
import { scaled } from './profile-changes.ts'
import { azimuthProfile } from './profile-numbers.ts'
import type { RingBreak } from './rounded-rectangle.ts'
import { changed, curveOf, type Section } from './section.ts'
import type { MeridianFamily } from './surface.ts'
import { throatBreaks } from './throat-shape.ts'
import { mergedBreaks, wallKinks } from './wall-kinks.ts'

/** What a wall depends on; a `Horn` has it. */
export type WallDesign = Pick<Horn, 'profile' | 'guide' | 'morph' | 'scale'>

/**
 * The inner wall of a horn around the axis.
 *
 * At every azimuth it has the same number of sections, each on the parameter u = 0…1: u = const of one section is a
 * ring. Sections meet at kinks, at joints of the formulas and at the onset of a morph.
 */
export interface Wall {
  /** True for a body of revolution: every azimuth has the same sections. */
  readonly isRound: boolean
  readonly sectionCount: number
  /** Where the rings have corners, or pass from a side into one, by ascending azimuth. */
  readonly breaks: readonly RingBreak[]
  /**
   * The sections of one azimuth, from throat to mouth, with morph and scale.
   *
   * @throws {@link WaveguideError} `HORN_PARAMETER` or `HORN_GEOMETRY` where the azimuth has no wall.
   */
  sections(azimuth: number): readonly Section[]
  /** One section at all azimuths, for grids with true normals. */
  family(index: number): MeridianFamily
}

/** Designs are not changed once parsed; a copy with notes or another name has the same profile. */
const known = new WeakMap<HornProfile, { design: WallDesign; wall: Wall }>()

/**
 * The inner wall of a design.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` or `HORN_GEOMETRY` where the design makes no wall at p = 0.
 */
export function hornWall(design: WallDesign): Wall {
  const { profile, guide, morph, scale } = design
  const before = known.get(profile)
  const same = before?.design
  if (before && same?.guide === guide && same?.morph === morph && same?.scale === scale) return before.wall
  const wall = workedOut({
    profile,
    ...(guide && { guide }),
    ...(morph && { morph }),
    ...(scale && { scale }),
  })
  known.set(profile, { design, wall })
  return wall
}

type SectionsAt = (azimuth: number) => readonly Section[]

/** Meridians kept at a time: the same azimuths are asked for again and again, 720 of them while a design is checked. */
const keptAzimuths = 1024

function workedOut(design: WallDesign): Wall {
  const { profile, guide, morph, scale = 1 } = design
  const numbers = azimuthProfile(profile)
  const isBaseRound =
    !numbers.dependsOnAzimuth &&
    (!guide || isCircle(guide)) &&
    !(profile.type === 'points' && hasTwoMeridians(profile))
  const isRound = isBaseRound && (!morph || morph.target === 'circle')
  const family = (azimuth: number): Section[] =>
    familySections(numbers.at(azimuth), { azimuth, guide, isFamily: !isRound })
  const base = kept(isBaseRound, (azimuth) =>
    isBaseRound ? family(azimuth) : atAzimuth(azimuth, () => family(azimuth)),
  )
  const kinks = isBaseRound ? [] : wallKinks(numbers, guide)
  const shape = morph ? morphedShape(morph, base, isBaseRound) : { sections: base, breaks: [] }
  const final = (azimuth: number): readonly Section[] =>
    scale === 1
      ? shape.sections(azimuth)
      : shape.sections(azimuth).map((section) => changed(section, scaled(scale)))
  const sectionCount = final(0).length
  const sections = kept(isRound, (azimuth) => {
    const found = final(azimuth)
    if (found.length !== sectionCount) throw unevenError(azimuth)
    return found
  })
  const breaks = mergedBreaks(kinks, mergedBreaks(shape.breaks, throatBreaks(profile)))
  return {
    isRound,
    sectionCount,
    breaks,
    sections,
    family: (index) => familyOf({ isRound, breaks, sections }, index),
  }
}

/** The sections by azimuth after a morph, and the breaks that it makes. */
function morphedShape(
  morph: Morph,
  base: SectionsAt,
  isBaseRound: boolean,
): { sections: SectionsAt; breaks: readonly RingBreak[] } {
  const mouthRadius = (azimuth: number): number => base(azimuth).at(-1)?.point(1).r ?? 0
  const target = targetSizes(morph, mouthSizes(mouthRadius, isBaseRound))
  const stretches = kept(isBaseRound, (azimuth) => cutAtOnset(base(azimuth), morph))
  return {
    breaks: targetBreaks(morph, target),
    sections: (azimuth) =>
      morphedSections(stretches(azimuth), morph, targetRadius(morph, target, azimuth) - mouthRadius(azimuth)),
  }
}

function mouthSizes(radiusAt: (azimuth: number) => number, isRound: boolean): HalfSizes {
  if (!isRound) return halfSizesOf(radiusAt)
  const radius = radiusAt(0)
  return { halfWidth: radius, halfHeight: radius }
}

function unevenError(azimuth: number): Error {
  const azimuthDeg = degrees(azimuth)
  return geometryError(
    'PROFILE_DOMAIN',
    `the wall has a kink or a joint at some azimuths and none at others (${azimuthDeg}° differs from 0°). Keep q above 1, ` +
      'or at most 1, at every azimuth, and an extension, a slot and the onset of a morph in the same order',
    { azimuthDeg },
  )
}

/** Keeps the latest results; a round wall has one. */
function kept<T>(isRound: boolean, make: (azimuth: number) => T): (azimuth: number) => T {
  const results = new Map<number, T>()
  return (azimuth) => {
    const key = isRound ? 0 : azimuth
    const before = results.get(key)
    if (before !== undefined) return before
    if (results.size >= keptAzimuths) results.clear()
    const made = make(key)
    results.set(key, made)
    return made
  }
}

function familyOf(
  { isRound, breaks, sections }: Pick<Wall, 'isRound' | 'breaks' | 'sections'>,
  index: number,
): MeridianFamily {
  const jumps = breaks.map(({ azimuth }) => azimuth)
  const sectionAt = (azimuth: number): Section => {
    const section = sections(azimuth)[index]
    if (!section) throw new RangeError(`a wall without a section ${index}`)
    return section
  }
  return {
    meridian: (azimuth) => curveOf(sectionAt(azimuth)),
    azimuthRate: (azimuth, u) =>
      isRound ? { z: 0, r: 0 } : azimuthRate((p) => sectionAt(p).point(u), azimuth, jumps),
  }
}

import { radians } from '../core/units.ts'
import type { GuidingCurve } from '../model/horn.ts'
import { arcSection } from './circular-arc.ts'
import { geometryError } from './geometry-error.ts'
import { coverageThrough, guidingRadius, guidingStation } from './guiding-curve.ts'
import { hasNoTermination, type OsseBody, osseSections } from './osse.ts'
import { bulged, moved, rotated, stretched } from './profile-changes.ts'
import type { OsseNumbers, RosseNumbers } from './profile-numbers.ts'
import { refuseImpossibleRosse, rosseSection } from './rosse.ts'
import { changed, joinedBy, type Section, type SectionChange, straightSection } from './section.ts'
import { extensionSections } from './throat-prefix.ts'

/** What the OSSE sections of one azimuth depend on beside its numbers. */
export interface OsseContext {
  /** rad. */
  readonly azimuth: number
  readonly guide?: GuidingCurve | undefined
  /** True for a horn whose sections at every azimuth must have the same parameter. */
  readonly isFamily: boolean
}

/** Angle of an arc at the mouth when neither it nor a radius is given, degrees; as in ATH. */
const usualArcAngle = 1

/**
 * The OSSE wall at one azimuth: extension, slot (a cone of half-angle a0, taken out of L), body; then bulge, rotation
 * and stretch.
 *
 * @throws {@link WaveguideError} `HORN_GEOMETRY` for numbers that make no wall together.
 */
export function osseWall(numbers: OsseNumbers, context: OsseContext): Section[] {
  const { L, a0, r0, throatExtLength: E = 0, throatExtAngle = 0, slotLength: d = 0, h = 0 } = numbers
  if (d >= L) {
    throw geometryError('PROFILE_DOMAIN', `slotLength = ${d} mm must be below the length L = ${L} mm`, {
      parameter: 'slotLength',
      value: d,
      limit: L,
    })
  }
  const extension = extensionSections({ length: E, angle: throatExtAngle, r0 })
  const throat = { z: E, r: r0, progress: 0 }
  const slotEnd = { z: E + d, r: r0 + d * Math.tan(radians(a0)), progress: d / L }
  const slot = d > 0 ? [straightSection(throat, slotEnd)] : []
  const body = osseBody({ ...numbers, L: L - d, r0: slotEnd.r }, context)
  const behind = body.map((section) => changed(section, placed(slotEnd, (L - d) / L)))
  const main = joined(
    joined(behind, d > 0 ? 'slotLength' : undefined, slot),
    E > 0 ? 'throatExtAngle' : undefined,
  )
  const bulge = h === 0 ? undefined : bulged(h, L + E)
  return afterwards(bulge ? [extension, main].map(each(bulge)) : [extension, main], numbers, E)
}

/** Sections of which the first is made to begin anew by a key, behind what comes before them. */
function joined(
  sections: readonly Section[],
  key: string | undefined,
  before: readonly Section[] = [],
): Section[] {
  const [first, ...others] = sections
  return [...before, ...(first && key ? [joinedBy(key, first)] : sections.slice(0, 1)), ...others]
}

/** The part behind the slot from z = 0, by formula or as an arc. */
function osseBody(body: OsseNumbers, { azimuth, guide, isFamily }: OsseContext): Section[] {
  if (body.throatProfile === 3) return [arcOf(body, guide)]
  const guided = guide ? { ...body, a: guidedCoverage(body, guide, azimuth) } : body
  return osseSections(guided, isFamily ? body.s === 0 && !guide : hasNoTermination(body))
}

function arcOf(body: OsseNumbers, guide: GuidingCurve | undefined): Section {
  if (guide || (body.slotLength ?? 0) > 0) {
    throw geometryError(
      'PROFILE_DOMAIN',
      `a circular arc (throatProfile 3) has no ${guide ? 'guiding curve' : 'slot'}; remove one of the two`,
      { parameter: 'throatProfile' },
    )
  }
  return arcSection({
    ...body,
    radius: body.circArcRadius ?? 0,
    mouthAngle: body.circArcTermAngle ?? usualArcAngle,
  })
}

/** Coverage half-angle with which the body passes through its guiding curve, degrees. */
function guidedCoverage(body: OsseNumbers, guide: GuidingCurve, azimuth: number): number {
  const { L, throatExtLength: E = 0, slotLength: d = 0, h = 0 } = body
  const station = guidingStation(guide, L)
  const bulge = h * Math.sin((Math.PI * (E + d + station)) / (E + d + L))
  return coverageThrough(body as OsseBody, station, guidingRadius(guide, azimuth) - bulge)
}

/** Moves a body behind its slot, along the axis and in its share of the length. */
function placed(
  { z, progress }: { readonly z: number; readonly progress: number },
  share: number,
): SectionChange {
  const move = moved(z)
  return (at) => {
    const [p, p1, p2] = at.progress
    return { ...move(at), progress: [progress + share * p, share * p1, share * p2] }
  }
}

/**
 * The R-OSSE wall at one azimuth: extension, slot (a cylinder, added), body; then rotation and stretch.
 *
 * @throws {@link WaveguideError} `HORN_GEOMETRY` for numbers that make no wall together.
 */
export function rosseWall(numbers: RosseNumbers): Section[] {
  refuseImpossibleRosse(numbers)
  const { r0, throatExtLength: E = 0, throatExtAngle = 0, slotLength: d = 0 } = numbers
  const extension = extensionSections({ length: E, angle: throatExtAngle, r0 })
  const slot = d > 0 ? [straightSection({ z: E, r: r0, progress: 0 }, { z: E + d, r: r0, progress: 0 })] : []
  const body = rosseSection(numbers)
  const main = E + d > 0 ? changed(body, moved(E + d)) : body
  const behind = joined([main], d > 0 ? 'slotLength' : E > 0 ? 'throatExtAngle' : undefined)
  const prefix = [...extension, ...joined(slot, E > 0 ? 'throatExtAngle' : undefined)]
  return afterwards([prefix, behind], numbers, E + d)
}

/** Rotation of everything, then the stretch of the main section. */
function afterwards(
  [prefix = [], main = []]: readonly Section[][],
  numbers: OsseNumbers | RosseNumbers,
  mainStart: number,
): Section[] {
  const {
    rot = 0,
    s1 = 0,
    s2 = 0,
    r0,
    throatExtLength: E = 0,
    throatExtAngle = 0,
    slotLength: d = 0,
  } = numbers
  if (rot !== 0 && E > 0 && throatExtAngle !== 0)
    refuseTogether('rot', 'a conical throat extension: the driver would leave the plane z = 0')
  if (rot !== 0 && s1 * s2 > 0 && E + d > 0)
    refuseTogether('rot', 'a throat stretch together with an extension or slot')
  const turn = rot === 0 ? undefined : rotated(rot, r0)
  const [front = [], rest = []] = turn ? [prefix, main].map(each(turn)) : [prefix, main]
  return [...front, ...(s1 * s2 > 0 ? each(stretched(s1, s2, mainStart))(rest) : rest)]
}

function each(change: SectionChange): (sections: readonly Section[]) => Section[] {
  return (sections) => sections.map((section) => changed(section, change))
}

function refuseTogether(parameter: string, what: string): never {
  throw geometryError('PROFILE_DOMAIN', `${parameter} cannot be combined with ${what}`, { parameter })
}

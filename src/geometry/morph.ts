import type { Morph } from '../model/horn.ts'
import { geometryError } from './geometry-error.ts'
import { composeJet, type Jet } from './jet.ts'
import { type RingBreak, rectangleBreaks, roundedRectangleRadius } from './rounded-rectangle.ts'
import { changed, joinedBy, portion, type Section, type SectionChange } from './section.ts'

/** Half sizes of a mouth, mm. */
export interface HalfSizes {
  readonly halfWidth: number
  readonly halfHeight: number
}

/** Azimuths at which the extents of a mouth are looked for, before they are refined. */
const extentCount = 720

/** Steps of the refinement between neighbouring azimuths: their distance shrinks by 0.618 each. */
const refinements = 30

/** Largest |x| and |y| of a ring, over all azimuths, not only over some. */
export function halfSizesOf(radiusAt: (azimuth: number) => number): HalfSizes {
  const azimuths = Float64Array.from({ length: extentCount }, (_, i) => (2 * Math.PI * i) / extentCount)
  const radii = azimuths.map(radiusAt)
  const largest = (axis: (azimuth: number) => number): number => {
    let [best, highest] = [0, 0]
    for (const [i, azimuth] of azimuths.entries()) {
      const extent = (radii[i] ?? 0) * Math.abs(axis(azimuth))
      if (extent > highest) [best, highest] = [azimuth, extent]
    }
    const step = (2 * Math.PI) / extentCount
    const refined = goldenSection((p) => radiusAt(p) * Math.abs(axis(p)), best - step, best + step)
    return Math.max(highest, refined)
  }
  return { halfWidth: largest(Math.cos), halfHeight: largest(Math.sin) }
}

/** The largest value of a function with one peak in between. */
function goldenSection(valueAt: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2
  let [low, high] = [from, to]
  for (let i = 0; i < refinements; i++) {
    const left = high - ratio * (high - low)
    const right = low + ratio * (high - low)
    if (valueAt(left) > valueAt(right)) high = right
    else low = left
  }
  return valueAt((low + high) / 2)
}

/**
 * Half sizes of a morph's target: as given, or the mouth's own in whole mm; without `allowShrinkage` at least the
 * mouth's own.
 *
 * @throws {@link WaveguideError} `HORN_GEOMETRY`, reason `MORPH_DOMAIN`, for corners that do not fit.
 */
export function targetSizes(
  { width, height, corner, target, allowShrinkage }: Morph,
  mouth: HalfSizes,
): HalfSizes {
  const size = (full: number, own: number): number => {
    // A radius that is a whole number of mm up to rounding is that number.
    if (full === 0) return Math.ceil(own - 1e-9)
    return allowShrinkage ? full / 2 : Math.max(full / 2, own)
  }
  const sizes = {
    halfWidth: size(width, mouth.halfWidth),
    halfHeight: size(height, mouth.halfHeight),
  }
  const limit = Math.min(sizes.halfWidth, sizes.halfHeight)
  if (target === 'rectangle' && corner > limit) {
    throw geometryError(
      'MORPH_DOMAIN',
      `morph.corner = ${corner} mm does not fit: half the smaller side of the target is ${limit.toFixed(3)} mm`,
      { parameter: 'morph.corner', value: corner, limit },
    )
  }
  return sizes
}

/** Radius of a morph's target at an azimuth, mm. */
export function targetRadius({ target, corner, exponent }: Morph, sizes: HalfSizes, azimuth: number): number {
  const { halfWidth, halfHeight } = sizes
  if (target === 'circle') return Math.max(halfWidth, halfHeight)
  if (target === 'rectangle') return roundedRectangleRadius({ ...sizes, corner }, azimuth)
  const [cos, sin] = [Math.abs(Math.cos(azimuth)), Math.abs(Math.sin(azimuth))]
  return ((cos / halfWidth) ** exponent + (sin / halfHeight) ** exponent) ** (-1 / exponent)
}

/** The breaks of a target, by ascending azimuth. */
export function targetBreaks({ target, corner }: Morph, sizes: HalfSizes): RingBreak[] {
  return target === 'rectangle' ? rectangleBreaks({ ...sizes, corner }) : []
}

/** Least distance of a morph from its onset at which its derivatives are taken: a rate below 2 leaves them infinite. */
const onsetMargin = 1e-9

/**
 * The passage of one meridian into the target, beyond its onset: r + f·(target − mouth) with
 * f = ((progress − fixed)/(1 − fixed))^rate.
 *
 * @param growth - Target radius minus the horn's own at the mouth, mm.
 */
function morphed({ rate, fixed }: Morph, growth: number): SectionChange {
  const share = (progress: number): Jet => {
    const x = Math.max((progress - fixed) / (1 - fixed), 0)
    const inside = Math.max(x, onsetMargin)
    const slope = rate === 1 ? 1 : rate * inside ** (rate - 1)
    const bend = rate === 1 ? 0 : rate * (rate - 1) * inside ** (rate - 2)
    return [x ** rate, slope / (1 - fixed), bend / (1 - fixed) ** 2]
  }
  return (at) => {
    const [f, f1, f2] = composeJet(share(at.progress[0]), at.progress)
    const [r, r1, r2] = at.r
    return { ...at, r: [r + growth * f, r1 + growth * f1, r2 + growth * f2] }
  }
}

/** A section with whether the morph has begun on it. */
export interface MorphStretch {
  readonly section: Section
  readonly isMorphed: boolean
}

/** Sections before and after the onset of a morph; the one in which it begins is cut there. */
export function cutAtOnset(sections: readonly Section[], { fixed }: Morph): MorphStretch[] {
  return sections.flatMap((section) => {
    if (section.point(1).progress <= fixed) return [{ section, isMorphed: false }]
    if (section.point(0).progress >= fixed) return [{ section, isMorphed: true }]
    const onset = placeOf(section, fixed)
    return [
      { section: portion(section, 0, onset), isMorphed: false },
      { section: joinedBy('morph.rate', portion(section, onset, 1)), isMorphed: true },
    ]
  })
}

/** Where the progress of a section, which rises, has a value: Newton's method, halving where it leaves the bracket. */
function placeOf(section: Section, progress: number): number {
  let [low, high, u] = [0, 1, 0.5]
  for (let i = 0; i < 100; i++) {
    const [value, slope] = section.jet(u).progress
    if (value < progress) low = u
    else high = u
    const newton = u - (value - progress) / slope
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - u) < 1e-15) return next
    u = next
  }
  return u
}

/** The sections of one meridian after the morph. */
export function morphedSections(stretches: readonly MorphStretch[], morph: Morph, growth: number): Section[] {
  const change = morphed(morph, growth)
  return stretches.map(({ section, isMorphed }) => (isMorphed ? changed(section, change) : section))
}

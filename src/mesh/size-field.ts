import type { OutlineRole } from '../geometry/body-part.ts'
import type { OutlineSection } from '../geometry/outline.ts'
import { real } from './arrays.ts'
import { soundSpeedAt20C } from './constants.ts'
import { circleChord, longestChord } from './longest-chord.ts'
import { bendRadius, chordLengths, parallelRadius } from './section-curve.ts'

/** A section with what its sizes depend on, worked out once. */
export interface MeasuredSection {
  readonly role: OutlineRole
  /** 2·P: z, r in mm. */
  readonly points: Float64Array
  /** P: arc length from the section's beginning, mm. */
  readonly way: Float64Array
  /** P: radius of curvature along the meridian, mm. */
  readonly bendRadii: Float64Array
  /** P: radius of curvature across it, mm. */
  readonly parallelRadii: Float64Array
}

export function measuredSection({ role, points, parameters, curve }: OutlineSection): MeasuredSection {
  return {
    role,
    points,
    way: chordLengths(points),
    bendRadii: parameters.map((parameter) => bendRadius(curve, parameter)),
    parallelRadii: parameters.map((parameter) => parallelRadius(curve, parameter)),
  }
}

/** Sizes that somebody asked for, mm. */
export interface WantedSizes {
  readonly throat?: number
  readonly mouth?: number
  readonly rear?: number
  /** Of an enclosure. */
  readonly front?: number
  readonly back?: number
  /** Of the middle of its back; omitted: as the rest of it. */
  readonly middle?: number
}

/** What the wanted edge lengths of a body follow from. */
export interface SizeRule {
  readonly explicit: WantedSizes
  /** Hz; for the sizes that nobody asked for. */
  readonly frequency: number
  readonly elementsPerWavelength: number
  /** Largest distance of a chord from its arc, mm. */
  readonly sagittaMm: number
  /** Factor on everything; 1 unless `maxTriangles` cannot be met otherwise. */
  readonly coarsening: number
}

/** Largest change of edge length for each millimetre of way. */
const grading = 0.3
/** gmsh's longest edges exceed the wanted length by up to this factor (measured, docs/meshing.md). */
const longestOverWanted = 1.25
const throatRoles: ReadonlySet<OutlineRole> = new Set(['source', 'throat'])
/** A throat of 24 sides follows its circle within 0.9 % of the radius. */
const throatSides = 24
/** The outside carries weaker fields than the air path; four elements a wavelength do there. */
const rearOverWall = 1.5
/** The plane of a mouth carries no wall's detail. */
const apertureOverMouth = 1.5

/**
 * Wanted edge length at every point of every section, mm.
 *
 * Throat: throat, on circles inside it at most 1/24 of them. Inner wall: throat to mouth, linear in arc length, when either was asked for; else the wavelength's
 * throughout. Rim: mouth. Aperture: 1.5 times the mouth. Outer wall: mouth to rear from the rim backwards when rear was asked for, else rear. Step
 * and plate: rear. Enclosure: mouth to front on the front, front to back along its sides. Nowhere more than a chord whose arc rises by δ: 2·√(2ρδ − δ²) across the meridian with its radius of
 * curvature ρ, {@link longestChord} along it; and changing by at most 0.3 mm per mm along the walk.
 */
export function sectionSizes(sections: readonly MeasuredSection[], rule: SizeRule): Float64Array[] {
  const base = baseSizes(sections, rule)
  const sizes = sections.map((section, index) => {
    const wanted = base[index] as Float64Array
    return wanted.map((size, i) => rule.coarsening * curvatureBound(section, i, size, rule.sagittaMm))
  })
  limitGrading(sections, sizes)
  return sizes
}

/** The wanted size, or less where chords along or across the meridian would leave the surface by more than `sagitta`. */
function curvatureBound(section: MeasuredSection, i: number, wanted: number, sagitta: number): number {
  const across = Math.min(wanted, circleChord(real(section.parallelRadii, i), sagitta))
  return longestChord(section, i, real(section.bendRadii, i), { wanted: across, sagitta })
}

function baseSizes(sections: readonly MeasuredSection[], rule: SizeRule): Float64Array[] {
  const wave = (1000 * soundSpeedAt20C) / (rule.elementsPerWavelength * rule.frequency * longestOverWanted)
  const lastOfThroat = sections.findLastIndex(({ role }) => throatRoles.has(role))
  const throatRadius = sections[lastOfThroat]?.points.at(-1) ?? Number.POSITIVE_INFINITY
  const throat = rule.explicit.throat ?? Math.min(wave, (2 * Math.PI * throatRadius) / throatSides)
  const mouth = rule.explicit.mouth ?? wave
  const rear = rule.explicit.rear ?? rearOverWall * wave
  // A script that sizes its mouth does not mean a box of 20 kHz around it; ATH takes the mouth's size there too.
  const front = rule.explicit.front ?? rule.explicit.mouth ?? rearOverWall * wave
  const back = rule.explicit.back ?? rule.explicit.rear ?? Math.max(front, rearOverWall * wave)
  const isLinear = rule.explicit.throat !== undefined || rule.explicit.mouth !== undefined
  const ends: Record<OutlineRole, readonly [number, number]> = {
    source: [throat, throat],
    throat: [throat, throat],
    inner: isLinear ? [throat, mouth] : [mouth, mouth],
    rim: [mouth, mouth],
    outer: rule.explicit.rear === undefined ? [rear, rear] : [mouth, rear],
    step: [rear, rear],
    plate: [rear, rear],
    aperture: [apertureOverMouth * mouth, apertureOverMouth * mouth],
    front: [mouth, front],
    edge: [front, back],
    side: [front, back],
    back: [back, rule.explicit.middle ?? back],
  }
  return sections.map((section, index) => {
    const before = sections.slice(0, index).filter(({ role }) => role === section.role)
    const after = sections.slice(index + 1).filter(({ role }) => role === section.role)
    const [from, to] = ends[section.role]
    // Of a box's two edges one is the front's and the other the back's.
    if (section.role === 'edge') return section.way.map(() => (before.length === 0 ? from : to))
    const sizes = ramp(section, lengthOf(before), lengthOf(after), [from, to])
    return index <= lastOfThroat ? roundEnds(section, sizes, index < lastOfThroat) : sizes
  })
}

/** Lowers the sizes on the circles inside the throat that sources meet in, whatever was asked for: they shall be round. */
function roundEnds({ points }: MeasuredSection, sizes: Float64Array, isInside: boolean): Float64Array {
  const side = (radius: number): number =>
    radius > 0 ? (2 * Math.PI * radius) / throatSides : (sizes[0] ?? 0)
  const last = sizes.length - 1
  sizes[0] = Math.min(real(sizes, 0), side(real(points, 1)))
  if (isInside) sizes[last] = Math.min(real(sizes, last), side(points.at(-1) ?? 0))
  return sizes
}

/** Linear in arc length over all sections of one role, of which this is one. */
function ramp(
  { way }: MeasuredSection,
  before: number,
  after: number,
  [from, to]: readonly [number, number],
): Float64Array {
  const total = before + (way.at(-1) ?? 0) + after
  return way.map((s) => from + ((to - from) * (before + s)) / total)
}

function lengthOf(sections: readonly MeasuredSection[]): number {
  return sections.reduce((sum, { way }) => sum + (way.at(-1) ?? 0), 0)
}

/** Lowers sizes until neighbours on the walk differ by at most `grading` times their distance; joints get one size. */
function limitGrading(sections: readonly MeasuredSection[], sizes: Float64Array[]): void {
  const walk = sections.flatMap(({ way }, section) =>
    Array.from(way, (place, point) => ({ section, point, way: place })),
  )
  const pass = (places: typeof walk): void => {
    let limit = Number.POSITIVE_INFINITY
    let last: (typeof walk)[number] | undefined
    for (const place of places) {
      const step = last?.section === place.section ? Math.abs(place.way - last.way) : 0
      const table = sizes[place.section] as Float64Array
      limit = Math.min(real(table, place.point), limit + grading * step)
      table[place.point] = limit
      last = place
    }
  }
  pass(walk)
  pass([...walk].reverse())
}

/** Area of one triangle over the square of its wanted edge, as gmsh makes them; an equilateral one has 0.433. */
const triangleShape = 0.39

/** Number of triangles, roughly, that a full body gets with these sizes. */
export function estimatedTriangles(
  sections: readonly MeasuredSection[],
  sizes: readonly Float64Array[],
): number {
  let count = 0
  for (const [index, { way, points }] of sections.entries()) {
    const width = way.at(-1) ?? 0
    const table = sizes[index] as Float64Array
    for (let i = 1; i < table.length; i++) {
      const area =
        Math.PI * (real(points, 2 * i - 1) + real(points, 2 * i + 1)) * (real(way, i) - real(way, i - 1))
      const size = (real(table, i) + real(table, i - 1)) / 2
      // A strip narrower than its edges is divided lengthwise only.
      count += area / (triangleShape * size * Math.min(size, width))
    }
  }
  return count
}

import type { OutlineSection } from '../geometry/outline.ts'
import { real } from './arrays.ts'
import { soundSpeedAt20C } from './constants.ts'
import { chordLengths, surfaceRadius } from './section-curve.ts'

/** Sizes that somebody asked for, mm. */
export interface WantedSizes {
  readonly throat?: number
  readonly mouth?: number
  readonly rear?: number
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
/** A throat of 24 sides follows its circle within 0.9 % of the radius. */
const throatSides = 24
/** The outside carries weaker fields than the air path; four elements a wavelength do there. */
const rearOverWall = 1.5

/**
 * Wanted edge length at every point of every section, mm.
 *
 * Source: throat. Inner wall: throat to mouth, linear in arc length, when either was asked for; else the wavelength's
 * throughout. Rim: mouth. Outer wall: mouth to rear from the rim backwards when rear was asked for, else rear. Step
 * and plate: rear. Nowhere more than
 * the chord 2·√(2ρδ − δ²) over the local radius of curvature ρ, and changing by at most 0.3 mm per mm along the walk.
 */
export function sectionSizes(sections: readonly OutlineSection[], rule: SizeRule): Float64Array[] {
  const base = baseSizes(sections, rule)
  const sizes = sections.map((section, index) => {
    const wanted = base[index] as Float64Array
    return wanted.map((size, i) => rule.coarsening * Math.min(size, chord(section, i, rule.sagittaMm)))
  })
  limitGrading(sections, sizes)
  return sizes
}

/** Longest chord whose arc stays within `sagitta`; a whole diameter when the arc is smaller than that. */
function chord(section: OutlineSection, point: number, sagitta: number): number {
  const radius = surfaceRadius(section.curve, real(section.parameters, point))
  if (radius === Number.POSITIVE_INFINITY) return radius
  const height = Math.min(sagitta, radius)
  return 2 * Math.sqrt(2 * radius * height - height * height)
}

function baseSizes(sections: readonly OutlineSection[], rule: SizeRule): Float64Array[] {
  const wave = (1000 * soundSpeedAt20C) / (rule.elementsPerWavelength * rule.frequency * longestOverWanted)
  const throatRadius =
    sections.find(({ role }) => role === 'source')?.points.at(-1) ?? Number.POSITIVE_INFINITY
  const throat = rule.explicit.throat ?? Math.min(wave, (2 * Math.PI * throatRadius) / throatSides)
  const mouth = rule.explicit.mouth ?? wave
  const rear = rule.explicit.rear ?? rearOverWall * wave
  const isLinear = rule.explicit.throat !== undefined || rule.explicit.mouth !== undefined
  const ends: Record<OutlineSection['role'], readonly [number, number]> = {
    source: [throat, throat],
    inner: isLinear ? [throat, mouth] : [mouth, mouth],
    rim: [mouth, mouth],
    outer: rule.explicit.rear === undefined ? [rear, rear] : [mouth, rear],
    step: [rear, rear],
    plate: [rear, rear],
  }
  return sections.map((section, index) => {
    const before = sections.slice(0, index).filter(({ role }) => role === section.role)
    const after = sections.slice(index + 1).filter(({ role }) => role === section.role)
    return ramp(section, lengthOf(before), lengthOf(after), ends[section.role])
  })
}

/** Linear in arc length over all sections of one role, of which this is one. */
function ramp(
  section: OutlineSection,
  before: number,
  after: number,
  [from, to]: readonly [number, number],
): Float64Array {
  const way = chordLengths(section.points)
  const total = before + (way.at(-1) ?? 0) + after
  return way.map((s) => from + ((to - from) * (before + s)) / total)
}

function lengthOf(sections: readonly OutlineSection[]): number {
  return sections.reduce((sum, { points }) => sum + (chordLengths(points).at(-1) ?? 0), 0)
}

/** Lowers sizes until neighbours on the walk differ by at most `grading` times their distance; joints get one size. */
function limitGrading(sections: readonly OutlineSection[], sizes: Float64Array[]): void {
  const walk = sections.flatMap(({ points }, section) =>
    Array.from(chordLengths(points), (way, point) => ({ section, point, way })),
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
  sections: readonly OutlineSection[],
  sizes: readonly Float64Array[],
): number {
  let count = 0
  for (const [index, { points }] of sections.entries()) {
    const way = chordLengths(points)
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

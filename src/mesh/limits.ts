import type { GroupRole, MeshLimit, MeshPlace } from '../model/mesh.ts'
import { soundSpeedAt20C } from './constants.ts'
import { mostCrossings } from './crossings.ts'
import type { Facets } from './facets.ts'
import type { FormulaDeviation } from './formula-deviation.ts'
import { shownMeshPlace } from './places.ts'
import type { SourceLoop } from './source-loops.ts'
import type { WallThickness } from './wall-thickness.ts'

/** Everything that the limits are drawn from; lengths in m. */
export interface Measured {
  readonly facets: Facets
  /** Triangles too thin to compute with. */
  readonly slivers: Faulty
  /** Present when the mesh has a design. */
  readonly formula: FormulaDeviation | undefined
  /** What a design says of the outline of its sources. */
  readonly throat: 'smooth' | 'angular' | 'unknown'
  /** Largest distance of a facet from the formula, or from the curve its neighbours suggest. */
  readonly deviation: number
  readonly loops: readonly SourceLoop[]
  readonly thickness: WallThickness
  /** Triangles that other parts of the surface go through. */
  readonly crossings: Faulty
}

/** Triangles at fault. */
export interface Faulty {
  readonly count: number
  readonly places: readonly MeshPlace[]
}

/**
 * Reasons why a mesh means nothing above some frequency, lowest first; 0 Hz = at none. Each rule's justification is
 * in docs/meshing.md.
 */
export function meshLimits(measured: Measured): MeshLimit[] {
  const limits = [
    ...wavelengthLimits(measured.facets),
    ...chordLimit(measured.deviation),
    ...measured.loops.flatMap((loop) => throatLimit(loop, measured.throat)),
    ...curvatureLimit(measured.formula),
    ...wallLimit(measured.thickness),
    ...shapeLimit(measured.facets, measured.slivers),
    ...crossingLimit(measured.crossings),
  ]
  return limits
    .filter(({ frequency }) => frequency < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.frequency - b.frequency)
}

/** Elements for each wavelength, longest edge: more where the field is strong and the walls guide it. */
const elementsPerWavelength: Record<GroupRole, number> = {
  source: 6,
  wall: 6,
  rear: 4,
  enclosure: 4,
  interface: 4,
}

function wavelengthLimits({ longestByRole }: Facets): MeshLimit[] {
  return Array.from(longestByRole, ([role, longest]) => {
    const elements = elementsPerWavelength[role]
    const frequency = soundSpeedAt20C / (elements * longest)
    return {
      check: 'wavelength',
      frequency,
      message: `longest ${role} edge ${inMm(longest)}: ${elements} for each wavelength up to ${inHz(frequency)}`,
    }
  })
}

const chordsPerWavelength = 20

function chordLimit(deviation: number): MeshLimit[] {
  if (deviation <= 0) return []
  const frequency = soundSpeedAt20C / (chordsPerWavelength * deviation)
  return [
    {
      check: 'chord',
      frequency,
      message: `facets leave the curved surface by ${inMm(deviation)}: a twentieth of a wavelength at ${inHz(frequency)}`,
    },
  ]
}

const fewestSides = 8
const enoughSides = 12

/** Below ka = 1 a source counts by its volume velocity alone; above, its outline matters. */
function throatLimit({ sides, isCoarseRound, radius }: SourceLoop, throat: Measured['throat']): MeshLimit[] {
  const isRound = throat === 'smooth' || (throat === 'unknown' && isCoarseRound)
  if (sides >= enoughSides || !isRound) return []
  const frequency = sides < fewestSides ? 0 : soundSpeedAt20C / (2 * Math.PI * radius)
  const consequence = frequency === 0 ? 'no throat at all' : `usable up to ka = 1, ${inHz(frequency)}`
  return [
    {
      check: 'throat',
      frequency,
      message: `a round source of ${inMm(radius)} radius drawn with ${sides} sides: ${consequence}`,
    },
  ]
}

const coarseRatio = 0.15
const lostRatio = 0.5

/** A chord that leaves its arc by 0.15 radii spans 63° of it. Smaller than a wavelength over 2π, the curve may be that coarse. */
function curvatureLimit(formula: FormulaDeviation | undefined): MeshLimit[] {
  if (!formula || formula.worstRatio.ratio <= coarseRatio) return []
  const { ratio, radiusMm } = formula.worstRatio
  const frequency = ratio > lostRatio ? 0 : (1000 * soundSpeedAt20C) / (2 * Math.PI * radiusMm)
  const message = `facets leave the inner wall by ${Math.round(100 * ratio)} % of its radius of curvature, ${radiusMm.toFixed(1)} mm`
  return [{ check: 'chord', frequency, message }]
}

function wallLimit({ lossOverRest, rest, loss }: WallThickness): MeshLimit[] {
  if (lossOverRest <= 1) return []
  return [
    {
      check: 'wall',
      frequency: 0,
      message: `facets take ${inMm(loss)} from the wall and leave ${inMm(rest)}: less than half`,
    },
  ]
}

function shapeLimit({ minAngleDeg, aspect }: Facets, { count, places }: Faulty): MeshLimit[] {
  const [first] = places
  if (!first) return []
  const message =
    `${count} slivers, down to ${minAngleDeg.toPrecision(2)}° and an aspect ratio of ${aspect.toPrecision(3)}, ` +
    `first at ${shownMeshPlace(first)}`
  return [{ check: 'shape', frequency: 0, message, count, places }]
}

/** Two surfaces in one place, or the inside outside: no pressure difference means anything there. */
function crossingLimit({ count, places }: Faulty): MeshLimit[] {
  const [first] = places
  if (!first) return []
  const shown = count >= mostCrossings ? `${mostCrossings} or more` : String(count)
  const message = `the surface cuts through itself or lies on itself: ${shown} pairs of triangles, first at ${shownMeshPlace(first)}`
  return [{ check: 'crossing', frequency: 0, message, count, places }]
}

function inMm(length: number): string {
  return `${(1000 * length).toPrecision(3)} mm`
}

function inHz(frequency: number): string {
  return `${Math.round(frequency)} Hz`
}

import { WaveguideError } from '../core/errors.ts'
import type { Sliced } from '../core/sliced.ts'
import { soundSpeedAt20C } from './constants.ts'
import { type AskedSizes, smallestSizes } from './corner-sizes.ts'
import {
  estimatedTriangles,
  type MeasuredSection,
  type SizeRule,
  sectionSizes,
  type WantedSizes,
} from './size-field.ts'

/** What sizes are looked for. */
export interface SizeWish {
  readonly explicit: AskedSizes
  /** What that means at each of the azimuths that were measured; omitted: the same at all. */
  readonly explicitAt?: readonly WantedSizes[]
  readonly maxTriangles: number
  readonly maxFrequency: number
  readonly elementsPerWavelength: number
  /** The mesher follows the sizes at each azimuth, not the smallest of all: for the estimate. */
  readonly isByAzimuth?: boolean
}

/** Sizes that fit, and how many triangles they should give. */
export interface FittingSizes {
  /** Of each section the smallest of all azimuths at its stations. */
  readonly sizes: readonly Float64Array[]
  /** The same at each of the azimuths that were measured. */
  readonly byAzimuth: readonly (readonly Float64Array[])[]
  /** Triangles that they should give; over the limit where nothing coarser may be asked for. */
  readonly estimate: number
  /** True when the number of triangles decided, not the frequency. */
  readonly isLimited: boolean
}

/** Hz; no horn of this program is small enough to be meshed for less. */
const lowestFrequency = 50
const mostCoarsening = 100
/** Chords may leave the surface by a twentieth of a wavelength. */
const chordsPerWavelength = 20
/** Factor by which the estimate of very few triangles may be wrong: a limit missed by less is tried. */
const farOff = 4
/** Frequency to half a thousandth. */
const bisections = 14

/**
 * The finest sizes that keep the estimate within `limit` triangles, looked for in slices: first by lowering the frequency that the
 * wavelength and the chords follow, then, where throat and curvature alone ask for more, by coarsening everything; but sizes that
 * somebody asked for stay as they are.
 *
 * @param meridians - The walk's sections as measured at one azimuth or several; of each the smallest size counts.
 * @throws {@link WaveguideError} `MESH_LIMIT` when the sizes that were asked for give more, or the coarsest give far more.
 */
export function* fittingSizes(
  meridians: readonly (readonly MeasuredSection[])[],
  wish: SizeWish,
  limit: number,
): Sliced<FittingSizes> {
  const sagitta = Math.min(...meridians.map(wallSagitta))
  const at = function* (frequency: number, coarsening: number): Sliced<FittingSizes> {
    yield
    const rule = ruleFor(wish, frequency, coarsening, sagitta)
    const byAzimuth = meridians.map((sections, i) =>
      sectionSizes(sections, { ...rule, explicit: wish.explicitAt?.[i] ?? rule.explicit }),
    )
    const sizes = smallest(byAzimuth)
    const counts = meridians.map((sections, i) =>
      estimatedTriangles(sections, (wish.isByAzimuth && byAzimuth[i]) || sizes),
    )
    const estimate = counts.reduce((sum, count) => sum + count, 0) / counts.length
    return { sizes, byAzimuth, estimate, isLimited: false }
  }
  const free = yield* at(wish.maxFrequency, 1)
  if (free.estimate <= limit) return free
  const trueOverEstimate = wish.maxTriangles / limit
  const isAsked = Object.keys(wish.explicit).length > 0
  if (isAllExplicit(wish)) throw tooMany(free.estimate * trueOverEstimate, wish.maxTriangles)
  const coarsest = yield* at(lowestFrequency, 1)
  if (isAsked && coarsest.estimate > limit)
    throw tooMany(coarsest.estimate * trueOverEstimate, wish.maxTriangles)
  const search =
    coarsest.estimate <= limit
      ? (t: number): Sliced<FittingSizes> =>
          at(wish.maxFrequency * (lowestFrequency / wish.maxFrequency) ** t, 1)
      : (t: number): Sliced<FittingSizes> => at(lowestFrequency, mostCoarsening ** t)
  const found = yield* bisect(search, limit)
  if (!(found.estimate <= farOff * limit))
    throw noneSoCoarse(found.estimate * trueOverEstimate, wish.maxTriangles)
  return { ...found, isLimited: true }
}

/** Of several meridians' sizes the smallest at each station. */
function smallest(meridians: readonly (readonly Float64Array[])[]): Float64Array[] {
  const [first = [], ...others] = meridians
  return first.map((sizes, section) =>
    sizes.map((size, i) => Math.min(size, ...others.map((other) => other[section]?.[i] ?? size))),
  )
}

/** The search at the smallest t in 0…1 whose estimate keeps the limit; the estimate falls with t. */
function* bisect(search: (t: number) => Sliced<FittingSizes>, limit: number): Sliced<FittingSizes> {
  let [low, high] = [0, 1]
  for (let i = 0; i < bisections; i++) {
    const middle = (low + high) / 2
    const { estimate } = yield* search(middle)
    if (estimate > limit) low = middle
    else high = middle
  }
  return yield* search(high)
}

function isAllExplicit({ explicit: { throat, mouth, rear } }: SizeWish): boolean {
  return throat !== undefined && mouth !== undefined && rear !== undefined
}

function ruleFor(wish: SizeWish, frequency: number, coarsening: number, sagitta: number): SizeRule {
  const wavelength = isAllExplicit(wish) ? Number.POSITIVE_INFINITY : (1000 * soundSpeedAt20C) / frequency
  return {
    explicit: smallestSizes(wish.explicit),
    frequency,
    elementsPerWavelength: wish.elementsPerWavelength,
    sagittaMm: Math.min(sagitta, wavelength / chordsPerWavelength),
    coarsening,
  }
}

/** min(wall/4, 1.5 mm): facets of both sides together take at most half the wall away. */
function wallSagitta(sections: readonly MeasuredSection[]): number {
  const rim = sections.find(({ role }) => role === 'rim')
  if (!rim) return 1.5
  return Math.min((rim.way.at(-1) ?? 0) / 4, 1.5)
}

function tooMany(estimate: number, limit: number): WaveguideError {
  return new WaveguideError(
    'MESH_LIMIT',
    `the sizes asked for give about ${shownCount(estimate)} triangles, over ${Math.round(limit)}. ` +
      'Ask for larger sizeMm (millimetres) or a higher maxTriangles.',
    { details: { estimate, maxTriangles: Math.round(limit) } },
  )
}

function noneSoCoarse(estimate: number, limit: number): WaveguideError {
  return new WaveguideError(
    'MESH_LIMIT',
    `the coarsest mesh has about ${shownCount(estimate)} triangles, over ${Math.round(limit)}: the surface bends too sharply ` +
      'somewhere, as where a wall narrows to almost nothing. Look at its slices, or allow a higher maxTriangles.',
    { details: { estimate, maxTriangles: Math.round(limit) } },
  )
}

function shownCount(count: number): string {
  return Number.isFinite(count) ? String(Math.round(count)) : 'infinitely many'
}

import type { SymmetryPlane } from '../../model/mesh.ts'
import { real } from '../arrays.ts'

/** The part of the circle that is meshed, rad: between two mirror planes, or all of it. */
export interface RingSector {
  readonly from: number
  readonly to: number
  readonly isClosed: boolean
}

/** The sector that its mirror images in these planes make whole. */
export function sectorBetween(planes: readonly SymmetryPlane[]): RingSector {
  const isClosed = planes.length === 0
  const from = planes.includes('x') && !planes.includes('y') ? -Math.PI / 2 : 0
  return { from, to: from + (2 * Math.PI) / 2 ** planes.length, isClosed }
}

const surveyPerQuarter = 64

/** Azimuths at which the length of a ring is looked at: evenly, and at every break. */
export function surveyAzimuths({ from, to }: RingSector, breaks: readonly number[]): Float64Array {
  const count = Math.ceil(((to - from) / (Math.PI / 2)) * surveyPerQuarter)
  const even = Array.from({ length: count + 1 }, (_, i) =>
    i === count ? to : from + ((to - from) * i) / count,
  )
  return Float64Array.from([...new Set([...even, ...inside(breaks, { from, to })])].sort((a, b) => a - b))
}

/** Breaks of a circle that lie in the sector, ends left out. */
export function inside(breaks: readonly number[], { from, to }: Pick<RingSector, 'from' | 'to'>): number[] {
  const full = 2 * Math.PI
  const margin = 1e-9
  return breaks
    .flatMap((place) => [place - full, place, place + full])
    .filter((place) => place > from + margin && place < to - margin)
    .sort((a, b) => a - b)
}

/** How a ring is cut into arcs. */
export interface RingShape {
  readonly sector: RingSector
  /** Azimuths that get a vertex, rad. */
  readonly corners: readonly number[]
  /** All of them, however close. */
  readonly keepsCorners: boolean
  /** Begins and ends with half an arc between all corners. */
  readonly isStaggered: boolean
}

/**
 * Azimuths of a ring's points: between corners equal arcs no longer than `size`. Corners closer than half of that to
 * each other get one vertex, unless all are kept. All rings begin at the same azimuth, closed ones too: they may share vertices.
 *
 * @param survey - Azimuths of the sector with the length of the ring up to each, mm.
 * @returns Ascending, both ends of the sector included; a closed ring without its second end.
 */
export function ringAzimuths(
  survey: { readonly azimuths: Float64Array; readonly lengths: Float64Array },
  size: number,
  shape: RingShape,
): number[] {
  const { sector, isStaggered } = shape
  const borders = bordersOf(survey, size, shape)
  const azimuths: number[] = []
  for (let i = 0; i + 1 < borders.length; i++) {
    const [from, to] = [borders[i] as number, borders[i + 1] as number]
    const [low, high] = [lengthAt(survey, from), lengthAt(survey, to)]
    const arcs = Math.max(1, Math.ceil((high - low) / size - 1e-9))
    azimuths.push(from)
    const shift = isStaggered ? 0.5 : 0
    for (let arc = 1 - shift; arc < arcs; arc++)
      azimuths.push(azimuthAt(survey, low + ((high - low) * arc) / arcs))
  }
  if (!sector.isClosed) azimuths.push(sector.to)
  return azimuths
}

/** Shortest arc between two corners that both get a vertex, over the wanted edge. */
const shortestArc = 0.5

/** Ends of the sector and the corners between them, without those that would make very short arcs. */
function bordersOf(
  survey: Survey,
  size: number,
  { sector: { from, to }, corners, keepsCorners }: RingShape,
): number[] {
  if (keepsCorners) return [from, ...corners, to]
  const borders = [from]
  const end = lengthAt(survey, to)
  let before = lengthAt(survey, from)
  for (const corner of corners) {
    const length = lengthAt(survey, corner)
    if (Math.min(length - before, end - length) < shortestArc * size) continue
    borders.push(corner)
    before = length
  }
  return [...borders, to]
}

interface Survey {
  readonly azimuths: Float64Array
  readonly lengths: Float64Array
}

function lengthAt(survey: Survey, azimuth: number): number {
  return interpolated(survey.azimuths, survey.lengths, azimuth)
}

function azimuthAt(survey: Survey, length: number): number {
  return interpolated(survey.lengths, survey.azimuths, length)
}

/** Piecewise linear; `from` ascends. */
function interpolated(from: Float64Array, to: Float64Array, value: number): number {
  let [low, high] = [0, from.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (real(from, middle) <= value) low = middle
    else high = middle
  }
  const t = (value - real(from, low)) / (real(from, high) - real(from, low))
  return real(to, low) + t * (real(to, high) - real(to, low))
}

import type { MeridianCurve } from './meridian.ts'
import { distanceOf } from './meridian.ts'

/** Largest distance of a chord from its arc, mm. */
const chordErrorMm = 0.02

/** Least and greatest number of stations; only horns of many metres reach the latter, with longer chords. */
const minimum = 33
const maximum = 1000

/** Places at which a curve is looked at before it is sampled, and before it is divided into equal arcs. */
const surveyCount = 256
const arcSurveyCount = 4096

/** Longest step of the arc, rad: beyond it a chord no longer says how far the arc leaves it. */
const turnPerStation = 0.35

/**
 * Parameters at which a curve is sampled, ascending, both ends included: chord error 0.02 mm, at least 33.
 *
 * The distance between stations follows the curvature smoothly (arc/chord error h²κ/8), so that an interpolating
 * spline through them stays closer to the curve than the chords do. Every interior extreme of z is a station.
 *
 * @returns P parameters.
 */
export function stations(curve: MeridianCurve): Float64Array {
  const wanted = stationsWanted(curve)
  const extremes = axialExtremes(curve)
  let count = Math.max(minimum, Math.ceil(wanted[surveyCount] ?? 0) + 1)
  // The demand is a first-order estimate; where it falls short the chords themselves decide.
  for (;;) {
    const parameters = spread(curve, wanted, Math.min(count, maximum))
    for (const extreme of extremes) snapOnto(parameters, extreme)
    const excess = chordError(curve, parameters) / chordErrorMm
    if (excess <= 1 || count >= maximum) return parameters
    count = Math.ceil(count * Math.min(2, Math.sqrt(excess) * 1.02)) + 1
  }
}

/** `count` parameters whose arcs between them are equally long, both ends included. */
export function equalArcs(curve: MeridianCurve, count: number): Float64Array {
  const { start, end } = curve
  const speeds = surveyMiddles(curve, arcSurveyCount).map((parameter) => curve.speed(parameter))
  return spread(curve, cumulative(speeds, end - start), count)
}

/** Cumulative number of stations wanted up to each survey place. */
function stationsWanted(curve: MeridianCurve): Float64Array {
  const middles = surveyMiddles(curve, surveyCount)
  const speeds = middles.map((parameter) => curve.speed(parameter))
  const meanSpeed = speeds.reduce((sum, speed) => sum + speed, 0) / surveyCount
  const span = curve.end - curve.start
  const even = (minimum - 1) / (2 * meanSpeed * span)
  const densities = middles.map((parameter, index) => {
    const bend = Math.abs(curve.curvature(parameter))
    const forChords = Math.sqrt(bend / (8 * chordErrorMm))
    return (even + Math.max(forChords, bend / turnPerStation)) * (speeds[index] ?? 0)
  })
  return cumulative(densities, span)
}

/** The middles of the survey intervals. */
function surveyMiddles({ start, end }: MeridianCurve, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => start + ((i + 0.5) / count) * (end - start))
}

/** Midpoint sums over the survey intervals, one more than intervals, from 0. */
function cumulative(densities: Float64Array, span: number): Float64Array {
  const sums = new Float64Array(densities.length + 1)
  for (const [i, density] of densities.entries())
    sums[i + 1] = (sums[i] ?? 0) + (density * span) / densities.length
  return sums
}

/** Parameters at equal steps of the cumulative weight. */
function spread(curve: MeridianCurve, weights: Float64Array, count: number): Float64Array {
  const parameters = new Float64Array(count)
  const intervals = weights.length - 1
  const step = (curve.end - curve.start) / intervals
  const total = weights[intervals] ?? 0
  let interval = 0
  for (let i = 0; i < count; i++) {
    const target = (total * i) / (count - 1)
    while (interval < intervals - 1 && (weights[interval + 1] ?? 0) < target) interval++
    const low = weights[interval] ?? 0
    const high = weights[interval + 1] ?? 0
    const fraction = high > low ? Math.min(1, (target - low) / (high - low)) : 0
    parameters[i] = curve.start + (interval + fraction) * step
  }
  parameters[0] = curve.start
  parameters[count - 1] = curve.end
  return parameters
}

/** Moves the nearest interior station to `place`. */
function snapOnto(parameters: Float64Array, place: number): void {
  let nearest = 1
  for (let i = 2; i < parameters.length - 1; i++) {
    const distance = Math.abs((parameters[i] ?? 0) - place)
    if (distance < Math.abs((parameters[nearest] ?? 0) - place)) nearest = i
  }
  parameters[nearest] = place
}

/** Interior parameters at which the curve's tangent is at right angles to the axis and z turns back. */
export function axialExtremes(curve: MeridianCurve): number[] {
  const extremes: number[] = []
  let before = curve.start
  let heading = 0
  for (const parameter of [curve.start, ...surveyMiddles(curve, surveyCount), curve.end]) {
    const next = Math.sign(curve.tangent(parameter).z)
    if (next === 0) continue
    const turned = heading !== 0 && next !== heading
    const holds = heading
    if (turned) extremes.push(bisect(before, parameter, (at) => Math.sign(curve.tangent(at).z) === holds))
    heading = next
    before = parameter
  }
  return extremes
}

/** The place between `from` and `to` at which `holds` (true at `from`) turns false, to the last bit. */
export function bisect(from: number, to: number, holds: (parameter: number) => boolean): number {
  let low = from
  let high = to
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}

/** Largest distance between the arcs' middles and their chords, mm. */
function chordError(curve: MeridianCurve, parameters: Float64Array): number {
  let worst = 0
  for (let i = 1; i < parameters.length; i++) {
    const from = parameters[i - 1] ?? 0
    const to = parameters[i] ?? 0
    const a = curve.point(from)
    const b = curve.point(to)
    const middle = curve.point((from + to) / 2)
    const chord = distanceOf(b.z - a.z, b.r - a.r)
    const area = (b.z - a.z) * (middle.r - a.r) - (b.r - a.r) * (middle.z - a.z)
    worst = Math.max(worst, chord > 0 ? Math.abs(area) / chord : 0)
  }
  return worst
}

/** The points at `parameters`: 2·P z, r in mm. */
export function pointsAt(curve: MeridianCurve, parameters: Float64Array): Float64Array {
  const points = new Float64Array(2 * parameters.length)
  for (const [index, parameter] of parameters.entries()) {
    const { z, r } = curve.point(parameter)
    points[2 * index] = z
    points[2 * index + 1] = r
  }
  return points
}

/** Point lists that end where the next begins, as one list without the repeated points. */
export function joinedPoints(pieces: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array(0), ...others] = pieces
  const length = others.reduce((sum, piece) => sum + piece.length - 2, first.length)
  const points = new Float64Array(length)
  points.set(first)
  let offset = first.length
  for (const piece of others) {
    points.set(piece.subarray(2), offset)
    offset += piece.length - 2
  }
  return points
}

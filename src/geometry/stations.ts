import type { MeridianCurve } from './meridian.ts'

/** How finely a curve is sampled. */
export interface Sampling {
  /** Largest distance of a chord from its arc, mm. */
  readonly chordErrorMm: number
  /** Least number of stations. */
  readonly minimum: number
}

/** The sampling of outlines: chord error 0.02 mm, at least 33 stations. */
export const defaultSampling: Sampling = { chordErrorMm: 0.02, minimum: 33 }

/** Places at which a curve is looked at before it is sampled. */
const surveyCount = 256

/** Longest step of the arc, rad: beyond it a chord no longer says how far the arc leaves it. */
const turnPerStation = 0.35

/**
 * Parameters at which a curve is sampled, ascending, both ends included.
 *
 * The distance between stations follows the curvature smoothly (arc/chord error h²κ/8), so that an interpolating
 * spline through them stays closer to the curve than the chords do. Every interior extreme of z is a station.
 *
 * @returns P parameters.
 */
export function stations(curve: MeridianCurve, sampling: Sampling = defaultSampling): Float64Array {
  const survey = surveyOf(curve, sampling)
  let count = Math.max(sampling.minimum, Math.ceil(survey.demand) + 1)
  // The demand is a first-order estimate; where it falls short the chords themselves decide.
  for (;;) {
    const parameters = withExtremes(curve, spread(curve, survey.weights, count))
    const excess = chordError(curve, parameters) / sampling.chordErrorMm
    if (excess <= 1 || count > surveyCount) return parameters
    count = Math.ceil(count * Math.min(2, Math.sqrt(excess) * 1.02)) + 1
  }
}

/** `count` parameters whose arcs between them are equally long, both ends included. */
export function equalArcs(curve: MeridianCurve, count: number): Float64Array {
  const weights = cumulate(curve, (parameter) => curve.speed(parameter))
  return spread(curve, weights, count)
}

/** Cumulative number of stations wanted up to each survey place, and its end value. */
function surveyOf(curve: MeridianCurve, sampling: Sampling): { weights: Float64Array; demand: number } {
  const length = cumulate(curve, (parameter) => curve.speed(parameter))[surveyCount] ?? 0
  const even = (sampling.minimum - 1) / (2 * length)
  const weights = cumulate(curve, (parameter) => {
    const bend = Math.abs(curve.curvature(parameter))
    const wanted = Math.sqrt(bend / (8 * sampling.chordErrorMm))
    return (even + Math.max(wanted, bend / turnPerStation)) * curve.speed(parameter)
  })
  return { weights, demand: weights[surveyCount] ?? 0 }
}

/** Midpoint sums of `density` over the survey intervals: surveyCount + 1 values from 0. */
function cumulate(curve: MeridianCurve, density: (parameter: number) => number): Float64Array {
  const sums = new Float64Array(surveyCount + 1)
  const step = (curve.end - curve.start) / surveyCount
  let sum = 0
  for (let i = 0; i < surveyCount; i++) {
    sum += density(curve.start + (i + 0.5) * step) * step
    sums[i + 1] = sum
  }
  return sums
}

/** Parameters at equal steps of the cumulative weight. */
function spread(curve: MeridianCurve, weights: Float64Array, count: number): Float64Array {
  const parameters = new Float64Array(count)
  const step = (curve.end - curve.start) / surveyCount
  const total = weights[surveyCount] ?? 0
  let interval = 0
  for (let i = 0; i < count; i++) {
    const target = (total * i) / (count - 1)
    while (interval < surveyCount - 1 && (weights[interval + 1] ?? 0) < target) interval++
    const low = weights[interval] ?? 0
    const high = weights[interval + 1] ?? 0
    const fraction = high > low ? Math.min(1, (target - low) / (high - low)) : 0
    parameters[i] = curve.start + (interval + fraction) * step
  }
  parameters[0] = curve.start
  parameters[count - 1] = curve.end
  return parameters
}

/** Moves the nearest interior station onto each interior extreme of z. */
function withExtremes(curve: MeridianCurve, parameters: Float64Array): Float64Array {
  for (const extreme of axialExtremes(curve)) {
    let nearest = 1
    for (let i = 2; i < parameters.length - 1; i++) {
      const distance = Math.abs((parameters[i] ?? 0) - extreme)
      if (distance < Math.abs((parameters[nearest] ?? 0) - extreme)) nearest = i
    }
    parameters[nearest] = extreme
  }
  return parameters
}

/** Interior parameters at which the curve's tangent is at right angles to the axis and z turns back. */
export function axialExtremes(curve: MeridianCurve): number[] {
  const extremes: number[] = []
  let before = curve.start
  let heading = 0
  for (const parameter of surveyPlaces(curve)) {
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

/** Both ends and the middles of the survey intervals. */
function surveyPlaces({ start, end }: MeridianCurve): number[] {
  const middles = Array.from(
    { length: surveyCount },
    (_, i) => start + ((i + 0.5) / surveyCount) * (end - start),
  )
  return [start, ...middles, end]
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
export function chordError(curve: MeridianCurve, parameters: Float64Array): number {
  let worst = 0
  for (let i = 1; i < parameters.length; i++) {
    const from = parameters[i - 1] ?? 0
    const to = parameters[i] ?? 0
    const a = curve.point(from)
    const b = curve.point(to)
    const middle = curve.point((from + to) / 2)
    const chord = Math.hypot(b.z - a.z, b.r - a.r)
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

import type { MeridianCurve, PlanePoint } from './meridian.ts'
import { distanceOf, leftNormal } from './meridian.ts'
import { pointsAt } from './stations.ts'

/** A curve together with samples of it, ready for many distance queries. */
export interface SampledCurve {
  readonly curve: MeridianCurve
  /** P parameters, ascending. */
  readonly parameters: Float64Array
  /** 2·P: z, r in mm. */
  readonly points: Float64Array
}

/** Times the end steps of a refined curve are halved: a formula may leave its ends with infinite curvature. */
const endHalvings = 30

/** The same curve with each step between samples divided by `factor`, and the end steps halved towards the ends. */
export function refined({ curve, parameters }: SampledCurve, factor: number): SampledCurve {
  const last = parameters.length - 1
  const steps = [...parameters.subarray(0, last)].flatMap((from, step) => {
    const width = (parameters[step + 1] ?? 0) - from
    const inside = Array.from({ length: factor }, (_, i) => from + (width * i) / factor)
    const halved = Array.from({ length: endHalvings }, (_, i) => width / factor / 2 ** (i + 1))
    if (step === 0) inside.splice(1, 0, ...halved.map((part) => from + part).reverse())
    if (step === last - 1) inside.push(...halved.map((part) => from + width - part))
    return inside
  })
  const fine = Float64Array.from([...steps, parameters[last] ?? 0])
  return { curve, parameters: fine, points: pointsAt(curve, fine) }
}

/** The place of a curve nearest to a point. */
interface NearestPlace {
  readonly parameter: number
  /** mm. */
  readonly distance: number
}

/**
 * The place of the curve nearest to (z, r), exact to rounding as long as the samples follow the curve.
 *
 * Newton's method on the tangential distance is run in both steps beside every sample that is nearer than its
 * neighbours and may lead to the nearest place: a point near the middle of a bend has several such.
 */
function nearestPlace(sampled: SampledCurve, z: number, r: number): NearestPlace {
  const { curve, parameters, points } = sampled
  const away = sampleDistances(points, z, r)
  let least = 0
  for (const [i, distance] of away.entries()) if (distance < (away[least] ?? 0)) least = i
  let nearest = { parameter: parameters[least] ?? 0, distance: away[least] ?? 0 }
  const limit = nearest.distance
  for (let i = 1; i < parameters.length; i++) {
    if (!mayHoldNearest(away, i, limit + span(points, i - 1, i))) continue
    const step = { low: parameters[i - 1] ?? 0, high: parameters[i] ?? 0 }
    const parameter = footPoint(curve, { z, r }, step)
    const foot = curve.point(parameter)
    const distance = distanceOf(z - foot.z, r - foot.r)
    if (distance < nearest.distance) nearest = { parameter, distance }
  }
  return nearest
}

/** True when the step from sample i − 1 to i ends at a sample nearer than its neighbours and below the limit. */
function mayHoldNearest(away: Float64Array, i: number, limit: number): boolean {
  const at = (index: number): number => away[index] ?? Number.POSITIVE_INFINITY
  const [before, from, to, after] = [at(i - 2), at(i - 1), at(i), at(i + 1)]
  return (from <= limit && from <= before && from <= to) || (to <= limit && to <= from && to <= after)
}

function sampleDistances(points: Float64Array, z: number, r: number): Float64Array {
  const away = new Float64Array(points.length / 2)
  for (let i = 0; i < away.length; i++)
    away[i] = Math.sqrt(((points[2 * i] ?? 0) - z) ** 2 + ((points[2 * i + 1] ?? 0) - r) ** 2)
  return away
}

/** Distance between two samples, mm. */
function span(points: Float64Array, from: number, to: number): number {
  const z = (points[2 * to] ?? 0) - (points[2 * from] ?? 0)
  const r = (points[2 * to + 1] ?? 0) - (points[2 * from + 1] ?? 0)
  return distanceOf(z, r)
}

/** Error of a foot point along the curve, mm; the distance's own error is its square over the distance. */
const footPrecision = 1e-11

/** Root of (x − P)·T in [low, high]: Newton, halving the bracket wherever Newton leaves it. */
function footPoint(curve: MeridianCurve, target: PlanePoint, step: { low: number; high: number }): number {
  let { low, high } = step
  // Beyond an end the nearest place is the end; halving would take forty steps to find it.
  if (seenFrom(curve, low, target).ahead <= 0) return low
  if (seenFrom(curve, high, target).ahead >= 0) return high
  let guess = (low + high) / 2
  for (let i = 0; i < 60; i++) {
    const { ahead, left } = seenFrom(curve, guess, target)
    if (ahead > 0) low = guess
    else high = guess
    const speed = curve.speed(guess)
    const newton = guess + ahead / ((1 - curve.curvature(guess) * left) * speed)
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - guess) * speed <= footPrecision) return next
    guess = next
  }
  return guess
}

/** The target in the frame of the curve: its distance along the tangent and to the left of it, mm. */
function seenFrom(
  curve: MeridianCurve,
  parameter: number,
  target: PlanePoint,
): { ahead: number; left: number } {
  const at = curve.point(parameter)
  const tangent = curve.tangent(parameter)
  const normal = leftNormal(tangent)
  const dz = target.z - at.z
  const dr = target.r - at.r
  return { ahead: dz * tangent.z + dr * tangent.r, left: dz * normal.z + dr * normal.r }
}

/**
 * Distance of (z, r) from a section of an outline, signed along its normal.
 *
 * Exact on the formula, not on the samples. Beyond the ends of the section it is the distance from its end.
 *
 * @returns mm; positive on the air's side, which is on the right of the walk.
 */
export function distanceToOutline(section: SampledCurve, z: number, r: number): number {
  const { parameter, distance } = nearestPlace(section, z, r)
  const { left } = seenFrom(section.curve, parameter, { z, r })
  return left > 0 ? -distance : distance
}

/**
 * True when some place of the curve is nearer to (z, r) than `limit`.
 *
 * Chords decide where they can; the curve itself is asked only where it may be on either side of the limit.
 *
 * @param chordError - Bound on the distance between the samples' chords and the curve, mm.
 */
export function isCloserThan(
  limit: number,
  sampled: SampledCurve,
  chordError: number,
  { z, r }: PlanePoint,
): boolean {
  const { curve, parameters, points } = sampled
  for (let i = 1; i < parameters.length; i++) {
    const distance = distanceToChord(points, i, z, r)
    if (distance >= limit + chordError) continue
    if (distance < limit - chordError) return true
    const step = { low: parameters[i - 1] ?? 0, high: parameters[i] ?? 0 }
    const foot = curve.point(footPoint(curve, { z, r }, step))
    if (distanceOf(z - foot.z, r - foot.r) < limit) return true
  }
  return false
}

/** Distance from the straight step between samples i − 1 and i. */
function distanceToChord(points: Float64Array, i: number, z: number, r: number): number {
  const z0 = points[2 * i - 2] ?? 0
  const r0 = points[2 * i - 1] ?? 0
  const dz = (points[2 * i] ?? 0) - z0
  const dr = (points[2 * i + 1] ?? 0) - r0
  const along = ((z - z0) * dz + (r - r0) * dr) / (dz * dz + dr * dr)
  const share = Math.min(1, Math.max(0, along))
  const ez = z - z0 - share * dz
  const er = r - r0 - share * dr
  return Math.sqrt(ez * ez + er * er)
}

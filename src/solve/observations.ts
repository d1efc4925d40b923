import { WaveguideError } from '../core/errors.ts'
import {
  countOption,
  finiteOption,
  oneOf,
  optionError,
  positiveOption,
  refuseUnknownKeys,
} from '../core/options.ts'
import { radians } from '../core/units.ts'
import type { Observations, PolarRequest } from '../model/options.ts'

type Point = readonly [number, number, number]
type Place = 'mouth' | 'throat'
type Origin = Place | Point

/** A checked polar whose origin is not known before the mesh is. */
export interface PolarPlan {
  readonly name: string
  readonly inclinationDeg: number
  /** A. */
  readonly anglesDeg: Float64Array
  /** m. */
  readonly distance: number
  readonly origin: Origin
}

/** What to observe, checked; the on-axis point goes with the first polar. */
export interface ObservationRequest {
  readonly polars: readonly PolarPlan[]
  /** 3·N, m. */
  readonly points: Float64Array | undefined
  readonly axis: { readonly distance: number; readonly origin: Origin }
}

/** Inclination of the three named cuts: 0° turns from +z towards +x, 90° towards +y. */
const inclinations: Readonly<Record<string, number>> = { horizontal: 0, vertical: 90, diagonal: 45 }

const defaultDistance = 2
const defaultAngles = { from: 0, to: 180, count: 37 }
const defaultPolars: readonly PolarRequest[] = Object.keys(inclinations).map((name) => ({
  name,
  anglesDeg: defaultAngles,
  distance: defaultDistance,
}))

const polarKeys: readonly (keyof PolarRequest)[] = [
  'name',
  'inclinationDeg',
  'anglesDeg',
  'distance',
  'origin',
]

/**
 * Checks what is to be observed. Default: horizontal, vertical and diagonal polars, 0–180° in 37 steps, 2 m from the
 * centre of the mouth.
 *
 * @throws {@link WaveguideError} `OPTION`.
 */
export function observationRequest(observations: Observations = {}): ObservationRequest {
  refuseUnknownKeys('SolveOptions.observations', observations, ['polars', 'points'])
  const polars = (observations.polars ?? defaultPolars).map(polarPlan)
  const names = polars.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined) throw optionError('SolveOptions.observations.polars', 'named differently', twice)
  const first = polars[0]
  return {
    polars,
    points: observations.points && checkedPoints(observations.points),
    axis: { distance: first?.distance ?? defaultDistance, origin: first?.origin ?? 'mouth' },
  }
}

function polarPlan(request: PolarRequest, index: number): PolarPlan {
  const option = `SolveOptions.observations.polars[${index}]`
  refuseUnknownKeys(option, request, polarKeys)
  const { inclinationDeg, name } = inclinationAndName(option, request)
  return {
    name,
    inclinationDeg,
    anglesDeg: angles(`${option}.anglesDeg`, request.anglesDeg),
    distance: positiveOption(`${option}.distance`, request.distance),
    origin: checkedOrigin(`${option}.origin`, request.origin ?? 'mouth'),
  }
}

function inclinationAndName(option: string, request: PolarRequest): { inclinationDeg: number; name: string } {
  const named = request.name === undefined ? undefined : inclinations[request.name]
  const inclinationDeg = finiteOption(`${option}.inclinationDeg`, request.inclinationDeg ?? named ?? 0)
  if (named !== undefined && request.name !== 'diagonal' && inclinationDeg !== named)
    throw optionError(`${option}.inclinationDeg`, `${named} for a ${request.name} polar`, inclinationDeg)
  const known = Object.keys(inclinations).find((key) => inclinations[key] === inclinationDeg)
  const name = request.name ?? known ?? `inclination ${inclinationDeg}°`
  if (typeof name !== 'string' || name === '') throw optionError(`${option}.name`, 'a text', name)
  return { inclinationDeg, name }
}

function angles(option: string, value: PolarRequest['anglesDeg']): Float64Array {
  if (typeof value !== 'object' || value === null) throw optionError(option, 'a list or a range', value)
  const list = 'from' in value ? angleRange(option, value) : Float64Array.from(value)
  if (list.length === 0) throw optionError(option, 'a list with at least one angle', value)
  for (const angle of list) finiteOption(option, angle, { min: -360, max: 360 })
  return list
}

function angleRange(option: string, range: { from: number; to: number; count: number }): Float64Array {
  refuseUnknownKeys(option, range, ['from', 'to', 'count'])
  const from = finiteOption(`${option}.from`, range.from)
  const to = finiteOption(`${option}.to`, range.to)
  const count = countOption(`${option}.count`, range.count)
  if (count === 1 && from !== to) throw optionError(`${option}.count`, 'at least 2', count)
  return Float64Array.from({ length: count }, (_, i) =>
    i === count - 1 ? to : from + ((to - from) * i) / (count - 1),
  )
}

function checkedOrigin(option: string, origin: Origin): Origin {
  if (typeof origin === 'string') return oneOf<Place>(option, origin, ['mouth', 'throat'])
  if (!Array.isArray(origin) || origin.length !== 3) throw optionError(option, 'a place or [x, y, z]', origin)
  const [x, y, z] = origin.map((value) => finiteOption(option, value))
  return [x ?? 0, y ?? 0, z ?? 0]
}

function checkedPoints(points: Float64Array): Float64Array {
  const option = 'SolveOptions.observations.points'
  if (!(points instanceof Float64Array) || points.length % 3 !== 0)
    throw optionError(option, 'a Float64Array of 3·N coordinates', points)
  for (const value of points) finiteOption(option, value)
  return points.slice()
}

/**
 * Points of a polar: origin + distance · (sin θ cos φ, sin θ sin φ, cos θ), φ the inclination. Definition of the frame.
 *
 * @returns 3·A, m.
 */
export function polarPoints(
  polar: { readonly anglesDeg: Float64Array; readonly inclinationDeg: number; readonly distance: number },
  origin: Point,
): Float64Array {
  const points = new Float64Array(3 * polar.anglesDeg.length)
  const inclination = radians(polar.inclinationDeg)
  polar.anglesDeg.forEach((angleDeg, index) => {
    const angle = radians(angleDeg)
    const aside = polar.distance * Math.sin(angle)
    points[3 * index] = origin[0] + aside * Math.cos(inclination)
    points[3 * index + 1] = origin[1] + aside * Math.sin(inclination)
    points[3 * index + 2] = origin[2] + polar.distance * Math.cos(angle)
  })
  return points
}

/** The point a named origin stands for; throws `OPTION` when the mesh has none. */
export function originPoint(origin: Origin, places: { mouth: Point; throat: Point }): Point {
  if (typeof origin !== 'string') return origin
  const point = places[origin]
  if (point.every(Number.isFinite)) return point
  throw new WaveguideError(
    'OPTION',
    `the mesh has no ${origin} to measure from; give origin as [x, y, z] in m`,
  )
}

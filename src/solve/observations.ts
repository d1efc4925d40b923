import { countOption, finiteOption, optionError, positiveOption, refuseUnknownKeys } from '../core/options.ts'
import { radians } from '../core/units.ts'
import type { Observations, PolarRequest } from '../model/options.ts'
import { checkedOrigin, type Origin } from './origin.ts'
import type { Point } from './places.ts'
import { type PlanePlan, planePlans } from './plane-grid.ts'
import { type SpherePlan, spherePlan } from './sphere-directions.ts'

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
  readonly sphere: SpherePlan | undefined
  readonly planes: readonly PlanePlan[] | undefined
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

const observationKeys: readonly (keyof Observations)[] = ['polars', 'points', 'sphere', 'planes']

/**
 * Checks what is to be observed. Default: horizontal, vertical and diagonal polars, 0–180° in 37 steps, 2 m from the
 * centre of the mouth.
 *
 * @param option - The place of the observations in the options, for messages.
 * @throws {@link WaveguideError} `OPTION`.
 */
export function observationRequest(
  observations: Observations = {},
  option = 'SolveOptions.observations',
): ObservationRequest {
  if (typeof observations !== 'object' || observations === null)
    throw optionError(option, 'an object', observations)
  refuseUnknownKeys(option, observations, observationKeys)
  const { points, sphere, planes } = observations
  const polars = polarPlans(`${option}.polars`, observations.polars ?? defaultPolars)
  const first = polars[0]
  return {
    polars,
    points: points && checkedPoints(`${option}.points`, points),
    sphere: sphere === undefined ? undefined : spherePlan(`${option}.sphere`, sphere, defaultDistance),
    planes: planes && planePlans(`${option}.planes`, planes),
    axis: { distance: first?.distance ?? defaultDistance, origin: first?.origin ?? 'mouth' },
  }
}

/** How many points a request asks for, the one on the axis included. */
export function pointCount({ polars, points, sphere, planes }: ObservationRequest): number {
  const ofPolars = polars.reduce((sum, { anglesDeg }) => sum + anglesDeg.length, 0)
  const ofPlanes = planes?.reduce((sum, { counts }) => sum + counts[0] * counts[1], 0) ?? 0
  return ofPolars + (points?.length ?? 0) / 3 + (sphere?.count ?? 0) + ofPlanes + 1
}

function polarPlans(option: string, requests: readonly PolarRequest[]): PolarPlan[] {
  if (!Array.isArray(requests)) throw optionError(option, 'a list of polars', requests)
  const polars = requests.map((request, index) => polarPlan(`${option}[${index}]`, request))
  const names = polars.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined) throw optionError(option, 'named differently', twice)
  return polars
}

function polarPlan(option: string, request: PolarRequest): PolarPlan {
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

function checkedPoints(option: string, points: Float64Array): Float64Array {
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

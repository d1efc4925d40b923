import { countOption, optionError, refuseUnknownKeys } from '../core/options.ts'
import type { PlaneRequest } from '../model/options.ts'
import type { PlaneField } from '../model/result.ts'
import { checkedVector } from './origin.ts'
import type { Point } from './places.ts'

/** A checked rectangular grid. */
export type PlanePlan = Omit<PlaneField, 'pressure'>

const planeKeys: readonly (keyof PlaneRequest)[] = ['name', 'origin', 'u', 'v', 'counts']

/** Checks the planes of an observation; throws `OPTION`. */
export function planePlans(option: string, planes: readonly PlaneRequest[]): PlanePlan[] {
  if (!Array.isArray(planes)) throw optionError(option, 'a list of planes', planes)
  const plans = planes.map((plane, index) => planePlan(`${option}[${index}]`, plane, index))
  const names = plans.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined) throw optionError(option, 'named differently', twice)
  return plans
}

function planePlan(option: string, plane: PlaneRequest, index: number): PlanePlan {
  if (typeof plane !== 'object' || plane === null) throw optionError(option, 'an object', plane)
  refuseUnknownKeys(option, plane, planeKeys)
  const name = plane.name ?? `plane ${index + 1}`
  if (typeof name !== 'string' || name === '') throw optionError(`${option}.name`, 'a text', name)
  const { counts } = plane
  if (!Array.isArray(counts) || counts.length !== 2)
    throw optionError(`${option}.counts`, '[along u, along v]', counts)
  const [along, across] = counts.map((count) => countOption(`${option}.counts`, count))
  return {
    name,
    origin: checkedVector(`${option}.origin`, plane.origin),
    u: checkedVector(`${option}.u`, plane.u),
    v: checkedVector(`${option}.v`, plane.v),
    counts: [along ?? 1, across ?? 1],
  }
}

/**
 * Points of a grid: origin + u·i/(n_u − 1) + v·j/(n_v − 1), i running first; a count of 1 stays at the edge.
 *
 * @returns 3·n_u·n_v, m.
 */
export function planePoints({ origin, u, v, counts: [along, across] }: PlanePlan): Float64Array {
  const points = new Float64Array(3 * along * across)
  const at = ([x, y, z]: Point, s: number, t: number): [number, number, number] => [
    x + s * u[0] + t * v[0],
    y + s * u[1] + t * v[1],
    z + s * u[2] + t * v[2],
  ]
  for (let j = 0; j < across; j++) {
    for (let i = 0; i < along; i++) {
      const place = at(origin, i / Math.max(along - 1, 1), j / Math.max(across - 1, 1))
      points.set(place, 3 * (j * along + i))
    }
  }
  return points
}

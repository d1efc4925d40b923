import { WaveguideError } from '../core/errors.ts'
import { finiteOption, oneOf, optionError } from '../core/options.ts'
import type { Places, Point } from './places.ts'

type Place = 'mouth' | 'throat'

/** What distances are measured from: a place that is known once the mesh is, or a point, m. */
export type Origin = Place | Point

/** A place or a point; throws `OPTION` otherwise. */
export function checkedOrigin(option: string, origin: unknown): Origin {
  if (typeof origin === 'string') return oneOf<Place>(option, origin, ['mouth', 'throat'])
  if (!Array.isArray(origin)) throw optionError(option, 'a place or [x, y, z]', origin)
  return checkedVector(option, origin)
}

/** `[x, y, z]` of finite numbers; throws `OPTION` otherwise. */
export function checkedVector(option: string, vector: unknown): Point {
  if (!Array.isArray(vector) || vector.length !== 3) throw optionError(option, '[x, y, z]', vector)
  const [x, y, z] = vector.map((value) => finiteOption(option, value))
  return [x ?? 0, y ?? 0, z ?? 0]
}

/** The point a named origin stands for; throws `OPTION` when the mesh has none. */
export function originPoint(origin: Origin, places: Places): Point {
  if (typeof origin !== 'string') return origin
  const point = places[origin]
  if (point.every(Number.isFinite)) return point
  throw new WaveguideError(
    'OPTION',
    `the mesh has no ${origin} to measure from; give origin as [x, y, z] in m`,
  )
}

import { countOption, optionError, positiveOption, refuseUnknownKeys } from '../core/options.ts'
import type { Observations, SphereRequest } from '../model/options.ts'
import { checkedOrigin, type Origin } from './origin.ts'

/** A checked sphere whose centre is not known before the mesh is. */
export interface SpherePlan {
  readonly count: number
  /** m. */
  readonly distance: number
  readonly origin: Origin
}

const sphereKeys: readonly (keyof SphereRequest)[] = ['count', 'distance', 'origin']

/** Checks a sphere of directions; throws `OPTION`. */
export function spherePlan(
  option: string,
  sphere: NonNullable<Observations['sphere']>,
  defaultDistance: number,
): SpherePlan {
  const isCount = typeof sphere === 'number'
  if (!isCount && (typeof sphere !== 'object' || sphere === null))
    throw optionError(option, 'a number of directions or { count, distance, origin }', sphere)
  const request: SphereRequest = isCount ? { count: sphere } : sphere
  refuseUnknownKeys(option, request, sphereKeys)
  return {
    count: countOption(isCount ? option : `${option}.count`, request.count),
    distance: positiveOption(`${option}.distance`, request.distance ?? defaultDistance),
    origin: checkedOrigin(`${option}.origin`, request.origin ?? 'mouth'),
  }
}

/**
 * Directions that share the sphere evenly, from +z to −z on a golden spiral: cos θ_i = 1 − (2i + 1)/D,
 * φ_i = 2πi(1 − 1/g), g the golden ratio. Each stands for 4π/D sr.
 *
 * Source: González, Measurement of areas on a sphere using Fibonacci and latitude–longitude lattices, Math. Geosci. 42
 * (2010) 49.
 *
 * @returns 3·D unit vectors.
 */
export function sphereDirections(count: number): Float64Array {
  const directions = new Float64Array(3 * count)
  const turn = Math.PI * (3 - Math.sqrt(5))
  for (let i = 0; i < count; i++) {
    const z = 1 - (2 * i + 1) / count
    const aside = Math.sqrt(1 - z * z)
    directions.set([aside * Math.cos(turn * i), aside * Math.sin(turn * i), z], 3 * i)
  }
  return directions
}

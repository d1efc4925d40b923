import type { Mesh } from '../../src/model/mesh.ts'
import type { SolveOptions } from '../../src/model/options.ts'
import type { Medium, Result } from '../../src/model/result.ts'
import { solve } from '../../src/solve/solve.ts'

export const medium: Medium = { soundSpeed: 343.2, density: 1.2041 }
export const characteristicImpedance: number = medium.soundSpeed * medium.density

/** Hz at which the unit sphere has this Helmholtz number. */
function frequencyOf(ka: number): number {
  return (ka * medium.soundSpeed) / (2 * Math.PI)
}

/** Solves at given ka; keeps the surface and drops the default polars. */
export function solveAt(
  kas: readonly number[],
  mesh: Mesh,
  options: Partial<SolveOptions> = {},
): Promise<Result> {
  const { observations, ...rest } = options
  return solve(mesh, {
    frequencies: kas.map(frequencyOf),
    medium,
    keepSurface: true,
    observations: { polars: [], ...observations },
    ...rest,
  }).then((result) => result)
}

/** Frequency `index` of a `2·F·N` array over ρc. */
export function normalisedSlice(
  values: Float64Array | undefined,
  index: number,
  frequencyCount: number,
): Float64Array {
  if (!values) throw new RangeError('nothing kept')
  const length = values.length / frequencyCount
  return values.slice(index * length, (index + 1) * length).map((value) => value / characteristicImpedance)
}

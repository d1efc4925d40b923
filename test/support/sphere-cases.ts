/** Spheres solved under drives with closed forms, and how far the solver is from them. */
import { type Complex, multiply } from '../../src/core/complex.ts'
import type { SolveOptions } from '../../src/model/options.ts'
import type { Result } from '../../src/model/result.ts'
import { acoustics } from './golden-acoustics.ts'
import { monopolePressure, monopoleVelocity } from './monopole.ts'
import { characteristicImpedance, normalisedSlice, solveAt } from './solved.ts'
import { type Exact, fieldPoints, nodalError, relativeError } from './sphere-errors.ts'
import type { SphereError } from './sphere-ladder.ts'
import { capField, legendre, modePressures } from './sphere-solution.ts'
import { capTags, directions, meshOf, type Shape } from './spheres.ts'

const { points, weights } = fieldPoints()
const capTerms = 40

/** Velocity P_n(cos θ) at the centroids, at each ka. */
export async function modeErrors(
  shape: Shape,
  n: number,
  kas: readonly number[],
  solver: Partial<SolveOptions>,
): Promise<SphereError[]> {
  const drive = directions(shape).flatMap(([, , z]) => [legendre(z, n + 1)[n] ?? 0, 0])
  const result = await solveAt(kas, meshOf(shape), {
    ...solver,
    sources: [{ perTriangle: Float64Array.from(drive) }],
    observations: { points },
  })
  return kas.map((ka, index) =>
    errorsAt(shape, result, index, (r) => {
      const radial = modePressures(ka, r, n + 1)[n] ?? [Number.NaN, Number.NaN]
      return ([, , z]) => multiply(radial, [legendre(z, n + 1)[n] ?? 0, 0])
    }),
  )
}

/** The 30° cap, all or nothing per triangle, at each ka. */
export async function capErrors(
  shape: Shape,
  kas: readonly number[],
  solver: Partial<SolveOptions>,
): Promise<SphereError[]> {
  const result = await solveAt(kas, meshOf(shape, capTags(shape, 30)), {
    ...solver,
    sources: [{ velocity: 1 }],
    observations: { points },
  })
  return kas.map((ka, index) =>
    errorsAt(shape, result, index, (r) => {
      const series = capField(ka, r, 30, capTerms)
      return ([, , z]) => series(z)
    }),
  )
}

/** A monopole off the centre, with its radial derivative at r = 1 in the direction of each centroid. */
export async function monopoleErrors(
  shape: Shape,
  ka: number,
  solver: Partial<SolveOptions>,
): Promise<SphereError> {
  const origin = acoustics.monopole.source
  const drive = directions(shape).flatMap((u) => [...monopoleVelocity(ka, origin, u, u)])
  const result = await solveAt([ka], meshOf(shape), {
    ...solver,
    sources: [{ perTriangle: Float64Array.from(drive) }],
    observations: { points },
  })
  return errorsAt(shape, result, 0, (r) => ([x, y, z]): Complex => {
    const [re, im] = monopolePressure(ka, origin, [r * x, r * y, r * z])
    return [re / characteristicImpedance, im / characteristicImpedance]
  })
}

/** @param exact - Pressure over ρc on a sphere of radius r. */
function errorsAt(shape: Shape, result: Result, index: number, exact: (r: number) => Exact): SphereError {
  const count = result.frequencies.length
  const surface = normalisedSlice(result.surface?.pressure, index, count)
  const field = normalisedSlice(result.points?.pressure, index, count)
  return {
    nodal: nodalError(shape, surface, exact(1)),
    field: relativeError(points, weights, field, exact(2)),
  }
}

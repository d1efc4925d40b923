/** Error measures of the sphere tests: relative, root mean square over a surface. */

import type { Complex } from '../../src/core/complex.ts'
import { surfaceGeometry } from '../../src/solve/surface-geometry.ts'
import type { Shape } from './spheres.ts'

/** Exact pressure in a direction from the centre. */
export type Exact = (direction: readonly [number, number, number]) => Complex

/**
 * Nodal error: [Σ mᵢ|pᵢ − p(vᵢ/|vᵢ|)|² / Σ mᵢ|p(vᵢ/|vᵢ|)|²]^½, mᵢ a third of the areas around vertex i.
 *
 * @param pressure - 2·V.
 */
export function nodalError(shape: Shape, pressure: Float64Array, exact: Exact): number {
  const masses = new Float64Array(shape.vertices.length / 3)
  surfaceGeometry(shape).areas.forEach((area, triangle) => {
    for (const vertex of shape.triangles.subarray(3 * triangle, 3 * triangle + 3))
      masses[vertex] = (masses[vertex] ?? 0) + area / 3
  })
  return relativeError(shape.vertices, masses, pressure, exact)
}

/** 3·72 points on r = 2 and their weights: 6 Gauss points in cos θ × 12 in φ. */
export function fieldPoints(radius = 2): { points: Float64Array; weights: Float64Array } {
  const gauss = [
    [0.2386191860831969, 0.467913934572691],
    [0.6612093864662645, 0.3607615730481386],
    [0.932469514203152, 0.1713244923791704],
  ] as const
  const rings = gauss.flatMap(([z, weight]) => [
    { z, weight },
    { z: -z, weight },
  ])
  const points: number[] = []
  const weights: number[] = []
  for (const { z, weight } of rings) {
    for (let i = 0; i < 12; i++) {
      const azimuth = (2 * Math.PI * i) / 12
      const aside = Math.sqrt(1 - z * z)
      points.push(radius * aside * Math.cos(azimuth), radius * aside * Math.sin(azimuth), radius * z)
      weights.push(weight)
    }
  }
  return { points: Float64Array.from(points), weights: Float64Array.from(weights) }
}

/** The same over points with weights; positions 3·N, pressure 2·N. */
export function relativeError(
  positions: Float64Array,
  weights: Float64Array,
  pressure: Float64Array,
  exact: Exact,
): number {
  let [error, size] = [0, 0]
  weights.forEach((weight, i) => {
    const [x = 0, y = 0, z = 0] = positions.subarray(3 * i, 3 * i + 3)
    const length = Math.hypot(x, y, z)
    const [re, im] = exact([x / length, y / length, z / length])
    const [pr = Number.NaN, pi = Number.NaN] = pressure.subarray(2 * i, 2 * i + 2)
    error += weight * ((pr - re) ** 2 + (pi - im) ** 2)
    size += weight * (re * re + im * im)
  })
  return Math.sqrt(error / size)
}

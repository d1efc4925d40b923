/**
 * Manufactured solution: a monopole inside the body. With its normal velocity on the surface the sound field outside
 * is its own, whatever the body.
 *
 * p = e^{−jkR}/(4πR), R = |x − x₀|; ∂p/∂n = −jωρ·vₙ. Time factor e^{+jωt}.
 */
import type { Complex } from '../../src/core/complex.ts'
import { surfaceGeometry } from '../../src/solve/surface-geometry.ts'
import { medium } from './solved.ts'
import type { Shape } from './spheres.ts'

type Vector = readonly [number, number, number]

/** p at x. */
export function monopolePressure(k: number, origin: Vector, x: Vector): Complex {
  const distance = Math.hypot(x[0] - origin[0], x[1] - origin[1], x[2] - origin[2])
  const amplitude = 1 / (4 * Math.PI * distance)
  return [amplitude * Math.cos(k * distance), -amplitude * Math.sin(k * distance)]
}

/** Velocity at x in direction n that belongs to {@link monopolePressure}. */
export function monopoleVelocity(k: number, origin: Vector, x: Vector, n: Vector): Complex {
  const d = [x[0] - origin[0], x[1] - origin[1], x[2] - origin[2]] as const
  const distance = Math.hypot(...d)
  const cosine = (d[0] * n[0] + d[1] * n[1] + d[2] * n[2]) / distance
  const [pr, pi] = monopolePressure(k, origin, x)
  // ∂p/∂n = −(1/R + jk)·p·cosine, and v = j/(ωρ)·∂p/∂n.
  const derivative = [-(pr / distance - k * pi) * cosine, -(pi / distance + k * pr) * cosine] as const
  const scale = 1 / (k * medium.soundSpeed * medium.density)
  return [-scale * derivative[1], scale * derivative[0]]
}

/** 2·T: the velocity on each triangle of a shape, at its centroid along its normal. */
export function monopoleDrive(k: number, origin: Vector, shape: Shape): Float64Array {
  const { centroids, normals } = surfaceGeometry(shape)
  const drive = new Float64Array((2 * centroids.length) / 3)
  for (let i = 0; i < centroids.length / 3; i++) {
    const [x, n] = [centroids, normals].map((values): Vector => {
      const [a = 0, b = 0, c = 0] = values.subarray(3 * i, 3 * i + 3)
      return [a, b, c]
    })
    if (x && n) drive.set(monopoleVelocity(k, origin, x, n), 2 * i)
  }
  return drive
}

/** Root mean square of |p − exact| over that of |exact|, at positions (3·N) with pressures in Pa (2·N). */
export function monopoleError(
  k: number,
  origin: Vector,
  positions: Float64Array,
  pressure: Float64Array,
): number {
  let [error, size] = [0, 0]
  for (let i = 0; i < positions.length / 3; i++) {
    const [x = 0, y = 0, z = 0] = positions.subarray(3 * i, 3 * i + 3)
    const [re, im] = monopolePressure(k, origin, [x, y, z])
    error += ((pressure[2 * i] ?? Number.NaN) - re) ** 2 + ((pressure[2 * i + 1] ?? Number.NaN) - im) ** 2
    size += re * re + im * im
  }
  return Math.sqrt(error / size)
}

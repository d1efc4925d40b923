import { radians } from '../core/units.ts'
import { cubicAt, splineThrough } from './cubic-spline.ts'
import { geometryError } from './geometry-error.ts'
import type { Jet } from './jet.ts'
import type { Section } from './section.ts'
import { bisect } from './stations.ts'

/**
 * Le Cléac'h horn: wavefronts are parallel surfaces at right angles to the wall, the first is the plane throat disc,
 * and the front that has come s along the wall has the area
 *
 *   S(s) = π r0² (cosh(s/z0) + T sinh(s/z0))²
 *
 * The front at s is the disc and, from every wall place σ ≤ s, the ray that leaves it tangentially, s − σ long. With
 * the wall angle α(σ):
 *
 *   S(s) = π r0² + 2π ∫ (r(σ) + (s − σ) sin α(σ)) (s − σ) dα(σ),   r′ = sin α, z′ = cos α, α(0+) = r0 T/z0
 *
 * It is solved for a wall of straight steps d with a turn at every node; the error is of the order d², so that two step
 * widths give the limit by Richardson's extrapolation, and a C² spline by s passes through the nodes. Derived in
 * docs/designs.md.
 */

/** Steps per z0 of the finer wall: nodes are good to 1e-7 of z0. */
const stepsPerFlareLength = 200

/** Longest wall looked at, in z0. */
const longestWall = 12

/** How far the wall is followed beyond its mouth angle, rad: the spline's end lies outside the horn. */
const overrun = 0.02

/** The nodes of a stepped wall, r0 included. */
interface SteppedWall {
  readonly z: Float64Array
  readonly r: Float64Array
  readonly count: number
}

/** mm, degrees; `flareLength` is z0. */
export interface LeCleachBody {
  readonly r0: number
  readonly T: number
  readonly flareLength: number
  readonly mouthAngle: number
}

/**
 * @throws {@link WaveguideError} `HORN_GEOMETRY` when the throat is already as steep as the mouth, or when the wall
 * does not reach the mouth angle.
 */
export function leCleachSection(body: LeCleachBody): Section {
  const target = radians(body.mouthAngle)
  const throatAngle = (body.r0 * body.T) / body.flareLength
  if (throatAngle >= target) {
    throw geometryError(
      'PROFILE_UNREACHABLE',
      `the wall leaves the throat at ${((throatAngle * 180) / Math.PI).toFixed(2)}°, steeper than mouthAngle. ` +
        'Give a smaller r0, T or fc',
      { parameter: 'mouthAngle', value: body.mouthAngle },
    )
  }
  const step = body.flareLength / stepsPerFlareLength
  const fine = steppedWall(body, step, target + overrun)
  const coarse = steppedWall(body, 2 * step, target + 2 * overrun)
  const count = Math.min(coarse.count, (fine.count + 1) >> 1)
  const knots = Float64Array.from({ length: count }, (_, k) => 2 * k * step)
  const limit = (name: 'z' | 'r'): Float64Array =>
    knots.map((_, k) => (4 * (fine[name][2 * k] ?? 0) - (coarse[name][k] ?? 0)) / 3)
  const zSpline = splineThrough(knots, limit('z'))
  const rSpline = splineThrough(knots, limit('r'))
  const end = endOfWall(knots.at(-1) ?? 0, target, (s) => {
    const [, z1] = cubicAt(zSpline, s)
    const [, r1] = cubicAt(rSpline, s)
    const angle = Math.atan2(r1, z1)
    // A wall that has rolled back past 180° goes on turning.
    return angle < -Math.PI / 2 ? angle + 2 * Math.PI : angle
  })
  return {
    point: (u) => ({
      z: cubicAt(zSpline, u * end)[0],
      r: cubicAt(rSpline, u * end)[0],
      progress: u,
    }),
    jet: (u) => {
      const perU = ([value, first, second]: Jet): Jet => [value, first * end, second * end ** 2]
      return {
        z: perU(cubicAt(zSpline, u * end)),
        r: perU(cubicAt(rSpline, u * end)),
        progress: [u, 1, 0],
      }
    },
  }
}

/** Steps of width d until the wall is steeper than `untilAngle`, rad. */
function steppedWall({ r0, T, flareLength }: LeCleachBody, d: number, untilAngle: number): SteppedWall {
  const most = Math.ceil((longestWall * flareLength) / d)
  const z = new Float64Array(most + 1)
  const r = new Float64Array(most + 1)
  // Per node: r Δα and cos α₋ − cos α, which the fronts sum over.
  const lift = new Float64Array(most + 1)
  const tilt = new Float64Array(most + 1)
  r[0] = r0
  let angle = 0
  for (let n = 1; n <= most; n++) {
    const front = Math.cosh((n * d) / flareLength) + T * Math.sinh((n * d) / flareLength)
    let missing = (r0 ** 2 * (front ** 2 - 1)) / 2
    for (let k = 0; k < n - 1; k++) {
      const ray = (n - k) * d
      missing -= ray * ((lift[k] ?? 0) + ray * (tilt[k] ?? 0))
    }
    const radius = r[n - 1] ?? 0
    const turn = newestTurn(missing, radius, angle, d)
    lift[n - 1] = radius * turn
    tilt[n - 1] = Math.cos(angle) - Math.cos(angle + turn)
    angle += turn
    z[n] = (z[n - 1] ?? 0) + d * Math.cos(angle)
    r[n] = radius + d * Math.sin(angle)
    if (angle > untilAngle) return { z, r, count: n + 1 }
  }
  return { z, r, count: most + 1 }
}

/** The turn Δ with r d Δ + d² (cos α − cos(α + Δ)) = missing, by Newton's method. */
function newestTurn(missing: number, radius: number, angle: number, d: number): number {
  let turn = missing / (d * radius)
  for (let i = 0; i < 4; i++) {
    const error = d * radius * turn + d ** 2 * (Math.cos(angle) - Math.cos(angle + turn)) - missing
    turn -= error / (d * radius + d ** 2 * Math.sin(angle + turn))
  }
  return turn
}

function endOfWall(last: number, target: number, angleAt: (s: number) => number): number {
  if (angleAt(last) < target) {
    throw geometryError(
      'PROFILE_UNREACHABLE',
      'the wall does not reach mouthAngle; its wavefronts fold before. Give a smaller mouthAngle',
      { parameter: 'mouthAngle' },
    )
  }
  return bisect(0, last, (s) => angleAt(s) < target)
}

import { describe, expect, test } from 'vitest'
import { leftNormal } from '../../src/geometry/meridian.ts'
import { osseSections } from '../../src/geometry/osse.ts'
import { curveOf } from '../../src/geometry/section.ts'
import { type MeridianFamily, offsetGrid, roundFamily, surfaceGrid } from '../../src/geometry/surface.ts'

const body = { L: 120, a: 40, a0: 10, r0: 18, k: 1, s: 0.7, n: 4, q: 0.995 }
const [section] = osseSections(body, false)
if (!section) throw new Error('an OSSE horn has a section')
const curve = curveOf(section)

const azimuths = Float64Array.of(0, 0.4, 1.3, 2.9, 5.1)
const parameters = Float64Array.from({ length: 9 }, (_, i) => (curve.end * i) / 8)

/** The round horn stretched in x by a factor that depends on nothing: r(p) = r·f(p). */
const stretch = (p: number): number => 1 + 0.3 * Math.cos(2 * p)
const oval: MeridianFamily = {
  meridian: (azimuth) => {
    const f = stretch(azimuth)
    const velocity = (u: number): { z: number; r: number; length: number } => {
      const { z, r } = curve.tangent(u)
      return { z, r: f * r, length: Math.hypot(z, f * r) }
    }
    return {
      ...curve,
      point: (u) => ({ z: curve.point(u).z, r: f * curve.point(u).r }),
      tangent: (u) => {
        const { z, r, length } = velocity(u)
        return { z: z / length, r: r / length }
      },
      speed: (u) => curve.speed(u) * velocity(u).length,
    }
  },
  azimuthRate: (azimuth, u) => ({ z: 0, r: -0.6 * Math.sin(2 * azimuth) * curve.point(u).r }),
}

const at = (values: Float64Array, index: number): [number, number, number] => [
  values[3 * index] ?? Number.NaN,
  values[3 * index + 1] ?? Number.NaN,
  values[3 * index + 2] ?? Number.NaN,
]

describe('surface grid', () => {
  test('of a round horn is its meridian, turned, with the meridian’s own normal', () => {
    const { points, normals } = surfaceGrid(roundFamily(curve), azimuths, parameters)
    for (const [i, p] of azimuths.entries()) {
      for (const [j, u] of parameters.entries()) {
        const { z, r } = curve.point(u)
        const wallward = leftNormal(curve.tangent(u))
        const index = i * parameters.length + j
        const expected = [r * Math.cos(p), r * Math.sin(p), z]
        const normal = [-wallward.r * Math.cos(p), -wallward.r * Math.sin(p), -wallward.z]
        for (const axis of [0, 1, 2]) {
          expect(at(points, index)[axis]).toBeCloseTo(expected[axis] ?? Number.NaN, 12)
          expect(at(normals, index)[axis]).toBeCloseTo(normal[axis] ?? Number.NaN, 12)
        }
      }
    }
  })

  test('of an azimuth-dependent horn has normals at right angles to both differences', () => {
    const step = 1e-5
    const { normals } = surfaceGrid(oval, azimuths, parameters.subarray(1, 8))
    let index = 0
    for (const p of azimuths) {
      for (const u of parameters.subarray(1, 8)) {
        const grid = surfaceGrid(
          oval,
          Float64Array.of(p - step, p, p + step),
          Float64Array.of(u - step, u, u + step),
        ).points
        const difference = (a: number, b: number): number[] =>
          at(grid, a).map((x, k) => x - (at(grid, b)[k] ?? 0))
        for (const along of [difference(7, 1), difference(5, 3)]) {
          const dot = along.reduce((sum, x, k) => sum + x * (at(normals, index)[k] ?? 0), 0)
          expect(Math.abs(dot) / Math.hypot(...along)).toBeLessThan(1e-6)
        }
        expect(Math.hypot(...at(normals, index))).toBeCloseTo(1, 12)
        index++
      }
    }
  })

  test('has normals that point towards the axis and, in the flare, forward', () => {
    const { points, normals } = surfaceGrid(oval, azimuths, parameters)
    for (let index = 0; index < azimuths.length * parameters.length; index++) {
      const [x, y] = at(points, index)
      const [nx, ny, nz] = at(normals, index)
      expect(x * nx + y * ny).toBeLessThan(0)
      expect(nz).toBeGreaterThan(0)
    }
  })

  test('moves against the normals by the wall thickness', () => {
    const grid = surfaceGrid(oval, azimuths, parameters)
    const outer = offsetGrid(grid, 6)
    for (let index = 0; index < azimuths.length * parameters.length; index++) {
      const moved = at(outer, index).map((x, axis) => x - (at(grid.points, index)[axis] ?? 0))
      expect(Math.hypot(...moved)).toBeCloseTo(6, 12)
    }
    // The outer ring at the throat lies outside the throat's circle.
    expect(Math.hypot(outer[0] ?? 0, outer[1] ?? 0)).toBeGreaterThan(stretch(0) * 18 + 5)
  })
})

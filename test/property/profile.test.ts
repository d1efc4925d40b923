import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meridianCurves, mouthPlaneMm } from '../../src/geometry/horn-meridian.ts'
import { chained, type MeridianCurve } from '../../src/geometry/meridian.ts'
import { type OsseBody, osseRadius } from '../../src/geometry/osse.ts'
import { profile } from '../../src/geometry/profile.ts'
import type { Horn } from '../../src/model/horn.ts'
import { runs } from '../support/property.ts'
import { hornInput, hornOrNone } from '../support/random-horns.ts'

const bare = hornInput.map((input) => hornOrNone({ ...input, body: 'bare' }))

function forEachHorn(check: (horn: Horn) => void): void {
  let checked = 0
  fc.assert(
    fc.property(bare, (horn) => {
      if (!horn) return
      checked++
      check(horn)
    }),
    runs(200),
  )
  expect(checked).toBeGreaterThan(100)
}

describe('profile of random horns', () => {
  test('starts at the throat, ends at the mouth, and has positive radii', () => {
    forEachHorn((horn) => {
      const points = profile(horn)
      expect(points.length).toBeGreaterThanOrEqual(66)
      expect(points[0]).toBe(0)
      const numbers = horn.profile as unknown as OsseBody & { readonly R: number; readonly tmax: number }
      expect(points[1]).toBeCloseTo(numbers.r0, 9)
      const [z, r] = points.subarray(-2)
      if (horn.profile.type === 'OSSE') {
        expect(z).toBeCloseTo(numbers.L, 9)
        // Near x = 1 the formula magnifies the rounding of z.
        const { L, n } = numbers
        expect(Math.abs((r ?? 0) - osseRadius(numbers, L)) / L).toBeLessThan(
          1e-15 ** (1 / Math.max(n, 1)) + 1e-9,
        )
      } else if (numbers.tmax === 1) expect(r).toBeCloseTo(numbers.R, 9)
      for (let i = 1; i < points.length; i += 2) expect(points[i]).toBeGreaterThan(0)
    })
  })

  test('has as many points as asked for, at nearly equal steps', () => {
    forEachHorn((horn) => {
      const points = profile(horn, { points: 101 })
      expect(points).toHaveLength(202)
      const steps = Array.from({ length: 100 }, (_, i) =>
        Math.hypot(
          (points[2 * i + 2] ?? 0) - (points[2 * i] ?? 0),
          (points[2 * i + 3] ?? 0) - (points[2 * i + 1] ?? 0),
        ),
      )
      const mean = steps.reduce((sum, step) => sum + step, 0) / 100
      // No jump: a chord is at most its arc, and arcs are equal but for the survey's interpolation.
      expect(Math.max(...steps)).toBeLessThan(1.1 * mean)
    })
  })

  test('never passes its own mouth plane', () => {
    forEachHorn((horn) => {
      const front = mouthPlaneMm(horn)
      const points = profile(horn)
      let furthest = 0
      for (let i = 0; i < points.length; i += 2) furthest = Math.max(furthest, points[i] ?? 0)
      expect(furthest).toBeCloseTo(front, 6)
    })
  })
})

describe('derivatives of random meridians', () => {
  test('agree with differences of the points', () => {
    forEachHorn((horn) => {
      for (const curve of meridianCurves(horn)) compareWithDifferences(curve)
    })
  })

  test('survive chaining', () => {
    forEachHorn((horn) => {
      const curves = meridianCurves(horn)
      if (curves.length > 1) compareWithDifferences(chained(curves), 0.1, 0.4)
    })
  })
})

function compareWithDifferences(curve: MeridianCurve, from = 0.05, to = 0.95): void {
  const span = curve.end - curve.start
  const step = 1e-5 * span
  for (const share of [from, (from + to) / 2, to]) {
    const at = curve.start + share * span
    const [before, after] = [curve.point(at - step), curve.point(at + step)]
    const [dz, dr] = [(after.z - before.z) / (2 * step), (after.r - before.r) / (2 * step)]
    const speed = curve.speed(at)
    const tangent = curve.tangent(at)
    const rounding = (1e-15 * Math.max(after.z, after.r)) / (step * speed)
    expect(Math.hypot(dz - tangent.z * speed, dr - tangent.r * speed) / speed).toBeLessThan(1e-5 + rounding)
    const [back, ahead] = [curve.tangent(at - step), curve.tangent(at + step)]
    const turn = Math.atan2(back.z * ahead.r - back.r * ahead.z, back.z * ahead.z + back.r * ahead.r)
    const length = 2 * step * speed
    // Two significant effects: rounding of the tangents, 1e-15/(1e-5·length), and the third derivative.
    expect(Math.abs(turn / length - curve.curvature(at))).toBeLessThan(
      1e-4 * Math.abs(curve.curvature(at)) + 1e-8,
    )
  }
}

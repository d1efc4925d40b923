import { describe, expect, test } from 'vitest'
import { lineCurve, type MeridianCurve, reversed } from '../../src/geometry/meridian.ts'
import { arcCurve, offsetCurve } from '../../src/geometry/offset.ts'
import { rosseSection } from '../../src/geometry/rosse.ts'
import { curveOf } from '../../src/geometry/section.ts'

const demo = { R: 140, a: 25, a0: 15.5, r0: 12.7, k: 2, q: 3.4, r: 0.4, m: 0.85, b: 0.2, tmax: 1 }

/** Tangent, speed and curvature against central differences of points and of tangents. */
function expectConsistent(curve: MeridianCurve): void {
  const step = 1e-5 * (curve.end - curve.start)
  for (const share of [0.1, 0.35, 0.6, 0.8, 0.95]) {
    const at = curve.start + share * (curve.end - curve.start)
    const [before, after] = [curve.point(at - step), curve.point(at + step)]
    const velocity = { z: (after.z - before.z) / (2 * step), r: (after.r - before.r) / (2 * step) }
    const { z, r } = curve.tangent(at)
    expect(Math.hypot(z, r)).toBeCloseTo(1, 12)
    expect(velocity.z / (z * curve.speed(at))).toBeCloseTo(1, 5)
    expect(velocity.r - r * curve.speed(at)).toBeCloseTo(0, 3)
    const [back, ahead] = [curve.tangent(at - step), curve.tangent(at + step)]
    const turn = Math.atan2(back.z * ahead.r - back.r * ahead.z, back.z * ahead.z + back.r * ahead.r)
    expect(turn / (2 * step * curve.speed(at)) - curve.curvature(at)).toBeCloseTo(0, 6)
  }
}

describe('parallel of a curve', () => {
  const inner = curveOf(rosseSection(demo))

  test('has consistent derivatives, as its original has and both reversed', () => {
    for (const curve of [inner, offsetCurve(inner, 6), offsetCurve(inner, -6)]) {
      expectConsistent(curve)
      expectConsistent(reversed(curve))
    }
  })

  test('runs at its distance, with the radius of curvature less by it', () => {
    const outer = offsetCurve(inner, 6)
    for (const t of [0, 0.3, 0.78, 1]) {
      const [a, b] = [inner.point(t), outer.point(t)]
      expect(Math.hypot(a.z - b.z, a.r - b.r)).toBeCloseTo(6, 12)
      expect(1 / outer.curvature(t)).toBeCloseTo(1 / inner.curvature(t) - 6, 9)
    }
  })

  test('of a straight line is a straight line on its left', () => {
    const outer = offsetCurve(lineCurve({ z: 0, r: 5 }, { z: 10, r: 5 }), 2)
    expect(outer.point(0)).toEqual({ z: 0, r: 7 })
    expect(outer.point(1)).toEqual({ z: 10, r: 7 })
    expect(outer.curvature(0.5)).toBe(0)
  })
})

describe('arc around a kink', () => {
  test('joins two directions clockwise with consistent derivatives', () => {
    const arc = arcCurve({ z: 3, r: 4 }, 2, { z: -1, r: 0 }, { z: 0, r: 1 })
    expect(arc.point(0).z).toBeCloseTo(1, 12)
    expect(arc.point(1).r).toBeCloseTo(6, 12)
    expect(arc.point(0.5).z).toBeCloseTo(3 - Math.SQRT2, 12)
    expect(arc.tangent(0).r).toBeCloseTo(1, 12)
    expectConsistent(arc)
  })
})

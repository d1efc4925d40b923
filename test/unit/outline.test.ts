import { describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { presets } from '../../src/design/presets.ts'
import { distanceToOutline } from '../../src/geometry/distance.ts'
import { mouthPlaneMm } from '../../src/geometry/horn-meridian.ts'
import { bodyVolumeMm3, sectionAreaMm2, sectionLengthMm } from '../../src/geometry/measures.ts'
import { hornOutline, hornOutlineWithFolds, type OutlineSection } from '../../src/geometry/outline.ts'
import { type RosseBody, rosseLength } from '../../src/geometry/rosse.ts'
import type { Horn, HornInput } from '../../src/model/horn.ts'

const demo = parseHorn(presets['demo-rosse'] as HornInput)
const sections = hornOutline(demo)

function sectionOf(
  role: OutlineSection['role'],
  among: readonly OutlineSection[] = sections,
): OutlineSection {
  const found = among.filter((section) => section.role === role)
  expect(found).toHaveLength(1)
  return found[0] as OutlineSection
}

function withWall(input: HornInput, wallThicknessMm: number): Horn {
  return parseHorn({ ...input, wallThicknessMm })
}

describe('outline of the demo shell', () => {
  test('walks source, inner, rim, outer, step, plate', () => {
    expect(sections.map(({ role, kind }) => `${role} ${kind}`)).toEqual([
      'source line',
      'inner spline',
      'rim line',
      'outer spline',
      'step line',
      'plate line',
    ])
  })

  // Quadrature of the formula in another program, eight digits; closure as the rear plate at z = -6.
  test.each([
    ['inner', 90_522.209],
    ['outer', 83_196.158],
    ['rim', 5_164.778],
    ['source', 506.707],
    ['step', 491.366],
    ['plate', 1_067.853],
  ] as const)('has the area of %s, %f mm²', (role, area) => {
    expect(sectionAreaMm2(sectionOf(role)) / area - 1).toBeCloseTo(0, 5)
  })

  test('encloses 526972.32 mm³', () => {
    expect(bodyVolumeMm3(sections) / 526_972.32 - 1).toBeCloseTo(0, 6)
  })

  test('has the published lengths and places', () => {
    expect(rosseLength(demo.profile as RosseBody)).toBeCloseTo(292.130139055646, 10)
    expect(sectionLengthMm(sectionOf('inner'))).toBeCloseTo(211.147, 3)
    expect(mouthPlaneMm(demo)).toBeCloseTo(137.60499, 5)
    const { curve } = sectionOf('inner')
    expect(curve.point(curve.end).z).toBeCloseTo(119.70664012995219, 9)
    // atan(tan a0·√(r² + m²)/m), not a0.
    const throat = curve.tangent(curve.start)
    expect((Math.atan2(throat.r, throat.z) * 180) / Math.PI).toBeCloseTo(17.04, 2)
  })

  test('turns towards the wall with a radius of 14.44 mm at least', () => {
    const { curve } = sectionOf('inner')
    let tightest = 0
    for (let i = 0; i <= 4000; i++) tightest = Math.max(tightest, curve.curvature(i / 4000))
    expect(1 / tightest).toBeCloseTo(14.44, 2)
  })

  test('has the front-most point among its inner points', () => {
    const { points } = sectionOf('inner')
    const zs = points.filter((_, index) => index % 2 === 0)
    expect(Math.max(...zs)).toBeCloseTo(mouthPlaneMm(demo), 9)
  })

  test('closes with the outer ring (-1.758, 18.437) and the rim at r = 134', () => {
    const step = sectionOf('step').points
    expect(step[0]).toBeCloseTo(-1.758, 3)
    expect(step[1]).toBeCloseTo(18.437, 3)
    expect([step[2], sectionOf('plate').points[3]]).toEqual([-6, 0])
    expect(sectionOf('rim').points[3]).toBeCloseTo(134, 9)
  })

  test('keeps every chord within 0.02 mm of the curve', () => {
    for (const { curve, parameters, points } of sections.filter(({ kind }) => kind === 'spline')) {
      for (let i = 1; i < parameters.length; i++) {
        const [z0, r0, z1, r1] = points.subarray(2 * i - 2, 2 * i + 2) as unknown as [
          number,
          number,
          number,
          number,
        ]
        for (const share of [0.25, 0.5, 0.75]) {
          const at = (parameters[i - 1] as number) * (1 - share) + (parameters[i] as number) * share
          const { z, r } = curve.point(at)
          const height = Math.abs((z1 - z0) * (r - r0) - (r1 - r0) * (z - z0)) / Math.hypot(z1 - z0, r1 - r0)
          expect(height).toBeLessThan(0.0201)
        }
      }
    }
  })
})

describe('distance to an outline', () => {
  test('is the wall thickness behind the inner wall and negative there', () => {
    const inner = sectionOf('inner')
    const { points } = sectionOf('outer')
    for (let i = 0; i < points.length; i += 2)
      expect(distanceToOutline(inner, points[i] as number, points[i + 1] as number)).toBeCloseTo(-6, 9)
  })

  test('is positive on the axis and exact for a line', () => {
    expect(distanceToOutline(sectionOf('inner'), 60, 0)).toBeGreaterThan(12)
    expect(distanceToOutline(sectionOf('source'), 3, 5)).toBeCloseTo(3, 12)
    expect(distanceToOutline(sectionOf('plate'), -10, 5)).toBeCloseTo(4, 12)
  })
})

describe('walls that fold', () => {
  const wide: HornInput = { type: 'OSSE', L: 120, a: 60, a0: 10, r0: 12.7, s: 0, wallThicknessMm: 6 }

  test('begin behind the fold at a wide throat', () => {
    const { sections: walk, folds } = hornOutlineWithFolds(parseHorn(wide))
    const step = sectionOf('step', walk).points
    expect(step[0]).toBeCloseTo(-1.2, 1)
    expect(step[1]).toBeCloseTo(18.58, 1)
    // The first kept point is just as far from the throat edge as the wall is thick.
    expect(Math.hypot(step[0] as number, (step[1] as number) - 12.7)).toBeCloseTo(6, 5)
    expect(folds).toHaveLength(1)
    expect(folds[0]).toMatchObject({ place: 'throat' })
    // k r0 (1 + tan² a0)^(3/2) / (tan² a − tan² a0)
    expect(folds[0]?.curvatureRadiusMm).toBeCloseTo(4.4787, 3)
  })

  test('are told to the reader of the design', () => {
    expect(parseHorn(wide).notes).toEqual([
      expect.objectContaining({ code: 'WALL_FOLDED', message: expect.stringContaining('curvature 4.48 mm') }),
    ])
  })

  test('meet in a crease in a flare, both branches at the wall’s distance', () => {
    const sharp = { L: 187, a: 28.4, a0: 3.3, r0: 15.6, k: 0.92, s: 0.13, n: 8.56, q: 1.042 }
    const horn = parseHorn({ type: 'OSSE', ...sharp, wallThicknessMm: 17.44 })
    const { sections: walk, folds } = hornOutlineWithFolds(horn)
    expect(folds.map(({ place }) => place)).toContain('flare')
    const outer = walk.filter(({ role }) => role === 'outer')
    expect(outer.length).toBeGreaterThan(1)
    const inner = walk.filter(({ role }) => role === 'inner')
    const nearest = (z: number, r: number): number =>
      Math.min(...inner.map((section) => Math.abs(distanceToOutline(section, z, r))))
    for (const { points } of outer) {
      for (let i = 0; i < points.length; i += 2) {
        const [z, r] = [points[i] as number, points[i + 1] as number]
        expect(Math.abs(nearest(z, r) - 17.44)).toBeLessThan(1e-6)
      }
    }
  })

  test('are refused at a rolled-back lip, with place and radius', () => {
    expect(() => withWall(presets['demo-rosse'] as HornInput, 15)).toThrow(
      /HORN_GEOMETRY: a wall of 15 mm folds at the lip.*14\.44 mm.*wallThicknessMm/,
    )
    expect(() => withWall(presets['demo-rosse'] as HornInput, 14)).not.toThrow()
  })
})

describe('a kinked wall (q > 1)', () => {
  const horn = parseHorn({
    type: 'OSSE',
    L: 100,
    a: 50,
    a0: 12,
    k: 2,
    s: 0.6,
    n: 5,
    q: 1.3,
    wallThicknessMm: 6,
  })
  const walk = hornOutline(horn)

  test('is cut at the kink, and its outer side rounds it', () => {
    expect(walk.map(({ role }) => role)).toEqual([
      'source',
      'inner',
      'inner',
      'rim',
      'outer',
      'outer',
      'outer',
      'step',
      'plate',
    ])
    const kink = walk[2]?.points.subarray(0, 2)
    expect(kink?.[0]).toBeCloseTo(100 / 1.3, 9)
    const arc = walk[5]?.points as Float64Array
    for (let i = 0; i < arc.length; i += 2)
      expect(
        Math.hypot((arc[i] as number) - (kink?.[0] ?? 0), (arc[i + 1] as number) - (kink?.[1] ?? 0)),
      ).toBeCloseTo(6, 9)
  })
})

describe('a bare horn', () => {
  test('has its source and its inner wall only', () => {
    const bare = hornOutline(parseHorn({ ...presets['demo-rosse'], type: 'R-OSSE', body: 'bare' }))
    expect(bare.map(({ role }) => role)).toEqual(['source', 'inner'])
  })
})

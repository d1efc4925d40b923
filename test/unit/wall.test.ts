import { describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { mouthPlaneMm } from '../../src/geometry/horn-meridian.ts'
import { profile } from '../../src/geometry/profile.ts'
import { surfaceGrid } from '../../src/geometry/surface.ts'
import { throatAreaMm2 } from '../../src/geometry/throat-area.ts'
import { hornWall } from '../../src/geometry/wall.ts'
import { mirrorPlanesOf } from '../../src/geometry/wall-symmetry.ts'
import type { HornInput } from '../../src/model/horn.ts'

const bare = (input: HornInput): ReturnType<typeof parseHorn> => parseHorn({ ...input, body: 'bare' })

const shaped: HornInput = {
  ...{ type: 'OSSE', L: 120, a: '48.5-5.6*cos(2*p)^5-31*sin(p)^12', a0: 15.5, r0: 12.7, k: 7 },
  ...{ s: '0.58+0.2*cos(p)^2', n: 4.158, q: 0.991 },
}
const rectangle: HornInput = {
  ...{
    type: 'OSSE',
    L: 120,
    a: 45,
    a0: 10,
    r0: 12.7,
    s: 0.5,
    throatExtLength: 10,
    throatExtAngle: 4,
    slotLength: 6,
  },
  morph: { target: 'rectangle', width: 400, height: 330, corner: 30 },
}
const wide: HornInput = {
  ...{ type: 'R-OSSE', R: '140*(abs(cos(p)/1.6)^3+abs(sin(p)/1)^4)^(-1/4.5)', a: 25, a0: 15.5, k: 2, q: 3.4 },
}

describe('a wall', () => {
  test.each([
    ['numbers', { L: 100 }, true],
    ['expressions without p', { L: '50*2', a: '40+5' }, true],
    ['an expression of p', shaped, false],
    ['a rectangle', rectangle, false],
    ['a guide', { L: 120, guide: { width: 260 } }, false],
    ['a circle as guide', { L: 120, guide: { width: 260, n: 2 } }, true],
  ])('of %s is round: %s', (_, input, isRound) => {
    expect(hornWall(bare(input as HornInput)).isRound).toBe(isRound)
  })

  test('has as many sections at every azimuth as at 0, each on u = 0…1 and joined to the next', () => {
    for (const input of [shaped, rectangle, wide]) {
      const wall = hornWall(bare(input))
      for (let i = 0; i < 64; i++) {
        const sections = wall.sections(i / 10)
        expect(sections).toHaveLength(wall.sectionCount)
        for (const [index, section] of sections.entries()) {
          const before = sections[index - 1]?.point(1)
          const start = section.point(0)
          if (before) expect(Math.hypot(start.z - before.z, start.r - before.r)).toBeLessThan(1e-9)
        }
      }
    }
    expect(hornWall(bare(rectangle)).sectionCount).toBe(4)
  })

  test('whose kink ends somewhere around the axis is refused', () => {
    expect(() => bare({ L: 100, q: '1+0.2*cos(p)' })).toThrow(/kink or a joint at some azimuths/)
    expect(hornWall(bare({ L: 100, q: '1.3+0.2*cos(p)' })).sectionCount).toBe(2)
  })

  test('has normals at right angles to differences of its points, at breaks too', () => {
    for (const input of [shaped, rectangle, wide]) {
      const wall = hornWall(bare(input))
      const azimuths = [
        0,
        0.3,
        0.7,
        1.2,
        Math.PI / 2,
        2.9,
        ...wall.breaks.slice(0, 2).map((each) => each.azimuth),
      ]
      for (let index = 0; index < wall.sectionCount; index++) {
        for (const azimuth of azimuths) expectNormals(wall, index, azimuth, 0.4)
      }
    }
  })
})

function expectNormals(wall: ReturnType<typeof hornWall>, index: number, azimuth: number, u: number): void {
  const step = 1e-5
  const family = wall.family(index)
  const at = (p: number, v: number): Float64Array =>
    surfaceGrid(family, Float64Array.of(p), Float64Array.of(v)).points
  const { normals } = surfaceGrid(family, Float64Array.of(azimuth), Float64Array.of(u))
  const differences = [
    [at(azimuth, u - step), at(azimuth, u + step)],
    [at(azimuth - step, u), at(azimuth + step, u)],
  ]
  for (const [from = new Float64Array(3), to = new Float64Array(3)] of differences) {
    const along = to.map((x, k) => x - (from[k] ?? 0))
    const dot = along.reduce((sum, x, k) => sum + x * (normals[k] ?? 0), 0)
    // Differences of first order across a break: its jump of the second derivative times the step.
    expect(Math.abs(dot) / Math.hypot(...along)).toBeLessThan(
      wall.breaks.some((each) => each.azimuth === azimuth) ? 1e-4 : 1e-6,
    )
  }
}

describe('the rate of a ring by azimuth', () => {
  test('beside corners of 0.2 mm is that of its own side', () => {
    const horn = bare({ ...rectangle, morph: { target: 'rectangle', width: 400, height: 330, corner: 0.2 } })
    const wall = hornWall(horn)
    const [from, to] = wall.breaks.map(({ azimuth }) => azimuth)
    if (from === undefined || to === undefined) throw new Error('no corner')
    expect(to - from).toBeLessThan(2e-3)
    const rate = (azimuth: number): number => wall.family(3).azimuthRate(azimuth, 1).r
    // At the mouth the sides are x = 200 and y = 165: r = 200/cos p and 165/sin p.
    for (const p of [from - 1e-9, from - 3e-4])
      expect(rate(p)).toBeCloseTo((200 * Math.sin(p)) / Math.cos(p) ** 2, 5)
    for (const p of [to, to + 1e-9, to + 3e-4])
      expect(rate(p)).toBeCloseTo((-165 * Math.cos(p)) / Math.sin(p) ** 2, 5)
  })
})

describe('mirror planes', () => {
  test.each([
    ['a round horn', { L: 100 }, ['x', 'y']],
    ['an even expression', shaped, ['x', 'y']],
    ['a horn that leans up', { L: 100, a: '45+5*sin(p)' }, ['x']],
    ['a horn that leans to the side', { L: 100, a: '45+5*cos(p)' }, ['y']],
    ['a turned guide', { L: 120, guide: { width: 260, aspect: 0.7, rot: 20 } }, []],
    ['a slightly uneven horn', { L: 100, a: '45+1e-6*sin(p)' }, ['x']],
  ])('of %s are %j', (_, input, planes) => {
    expect(mirrorPlanesOf(hornWall(bare(input as HornInput)))).toEqual(planes)
  })
})

describe('sizes of a wall', () => {
  test('have the throat at the driver end of an extension', () => {
    const horn = bare({ L: 160, r0: 10, throatExtLength: 12, throatExtAngle: 3 })
    expect(throatAreaMm2(horn)).toBeCloseTo(Math.PI * (10 - 12 * Math.tan(Math.PI / 60)) ** 2, 9)
  })

  test('have the area of a throat that is not round', () => {
    const ellipse = { L: 100, r0: '(cos(p)^2/16^2+sin(p)^2/11^2)^(-1/2)' }
    expect(throatAreaMm2(bare(ellipse))).toBeCloseTo(Math.PI * 16 * 11, 8)
  })

  test('have the front-most place over all azimuths as the mouth plane', () => {
    expect(mouthPlaneMm(bare({ L: '110-15*sin(p)^2' }))).toBeCloseTo(110, 9)
  })

  test('are all multiplied by scale, at any azimuth', () => {
    for (const input of [shaped, rectangle]) {
      const [plain, doubled] = [bare(input), bare({ ...input, scale: 2 })]
      const [a, b] = [plain, doubled].map((horn) => profile(horn, { azimuthDeg: 30, points: 41 }))
      for (const [i, value] of (a ?? []).entries()) expect((b?.[i] ?? 0) - 2 * value).toBeCloseTo(0, 6)
    }
  })
})

describe('profile at an azimuth', () => {
  test('is refused with the azimuth where an expression has no value there', () => {
    // Between the 720 azimuths that the parser looks at.
    const narrow = bare({
      L: 100,
      a: '45+0*max(0,1e-9/(abs(p-1.00001)-1e-9)*0)+max(0,50-1e7*abs(p-1.00001))',
    })
    expect(() => profile(narrow, { azimuthDeg: (1.00001 * 180) / Math.PI })).toThrow(
      /HORN_PARAMETER: a must be a number in \(0, 90\) °, got 95 .*\(at azimuth 57\.2963\d*°\)/,
    )
  })
})

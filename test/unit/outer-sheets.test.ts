import { describe, expect, test } from 'vitest'
import { WaveguideError } from '../../src/core/errors.ts'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { hornBody } from '../../src/geometry/body.ts'
import { distanceToOutline } from '../../src/geometry/distance.ts'
import { hornOutline } from '../../src/geometry/outline.ts'
import { mesh } from '../../src/mesh/mesh-horn.ts'
import type { HornInput } from '../../src/model/horn.ts'
import { oval, rectangle } from '../support/shaped-horns.ts'
import { shellThickness } from '../support/shell-thickness.ts'

const osse: HornInput = { type: 'OSSE', L: 120, a0: 10, r0: 12.7, wallThicknessMm: 6 }
const extension = { throatExtLength: 12, throatExtAngle: 3 }
const onto: HornInput = { morph: { target: 'circle', width: 400, height: 400, rate: 1, fixed: 0.3 } }

/** Round walls with kinks along the profile; `a` or `R` is added as a number or as an expression. */
const kinked: [string, HornInput, number][] = [
  ['an extension that opens less than the throat', { ...osse, ...extension }, 45],
  ['an extension and a slot', { ...osse, ...extension, a0: 8, slotLength: 8 }, 45],
  [
    'an extension that opens more than the throat',
    { ...osse, a0: 4, r0: 14, throatExtLength: 12, throatExtAngle: 12 },
    45,
  ],
  [
    'an extension that its neighbour swallows',
    { ...osse, a0: 20, throatExtLength: 0.5, throatExtAngle: 3 },
    45,
  ],
  ['a throat that folds', { ...osse, s: 0 }, 60],
  ['an extension before a throat that folds', { ...osse, ...extension, s: 0.3 }, 60],
  ['a saturated termination', { ...osse, L: 100, a0: 12, k: 2, s: 0.6, n: 5, q: 1.3 }, 50],
  ['the onset of a linear morph', { ...osse, ...onto }, 45],
  [
    'a cylinder before an R-OSSE',
    { type: 'R-OSSE', a0: 15.5, a: 25, r0: 12.7, k: 2, ...extension, slotLength: 10, wallThicknessMm: 6 },
    140,
  ],
]

describe('the outer side of a round wall that is taken for one that is not', () => {
  test.each(kinked)('%s: is that of the round one', (_, input, value) => {
    const key = input.type === 'R-OSSE' ? 'R' : 'a'
    const { sheets } = hornBody(parseHorn({ ...input, [key]: `${value} + 0*p` }))
    const outline = hornOutline(parseHorn({ ...input, [key]: value }))
    expect(sheets.map(({ role }) => role)).toEqual(outline.map(({ role }) => role))
    for (const [index, sheet] of sheets.entries())
      for (let i = 0; i <= 40; i++) {
        const [radial, around, z] = sheet.at(i / 40, 0.37 * i)
        expect(Math.abs(around)).toBeLessThan(1e-9)
        const section = outline[index]
        // The place of a crease along the walk is interpolated between azimuths.
        const off = section ? Math.abs(distanceToOutline(section, z, radial)) : Number.NaN
        expect(off, `${sheet.role} ${index} at ${i / 40}`).toBeLessThan(1e-5)
      }
  })
})

const askew: HornInput = { ...oval, a: '45 - 8*sin(p + 0.3)^2', r0: '16 - 2*sin(p)^2' }
const lofted: HornInput = {
  type: 'points',
  points: [
    [0, 12.7, 12.7],
    [30, 30, 26],
    [60, 60, 45],
    [90, 120, 80],
  ],
  wallThicknessMm: 5,
}
const rosse: HornInput = { type: 'R-OSSE', a: 25, a0: 15.5, wallThicknessMm: 5 }
const steps = [
  [0, 12, 12],
  [30, 20, 18],
  [60, 45, 38],
  [80, 90, 70],
]
const bumps = [
  [0, 12, 12],
  [30, 40, 38],
  [60, 50, 45],
  [80, 90, 70],
]

/** Walls that are not round with creases, tubes and edges, and the number of outer surfaces that they have. */
const shaped: [string, HornInput, number][] = [
  ['a crease at an extension', { ...oval, ...extension }, 2],
  ['a crease that leans around the axis', { ...askew, ...extension }, 2],
  ['a tube around the end of an extension', { ...askew, throatExtLength: 12, throatExtAngle: 18 }, 3],
  ['straight steps', { type: 'points', interpolation: 'linear', points: steps, wallThicknessMm: 4 }, 3],
  [
    'straight steps back and forth',
    { type: 'points', interpolation: 'linear', points: bumps, wallThicknessMm: 4 },
    4,
  ],
  ['the onset of a linear morph', { ...rectangle, morph: { ...rectangle.morph, rate: 1 } }, 2],
  ['the edges of a sharp rectangle', { ...rectangle, morph: { ...rectangle.morph, corner: 0 } }, 2],
  ['an edge from abs outside', { ...oval, a: '45 - 4*abs(sin(p + 0.3))' }, 1],
  ['an edge from abs inside', { ...oval, a: '40 + 6*abs(sin(p + 0.3)) - 3*cos(p)' }, 1],
  ['weak edges from abs outside', { ...rosse, R: '140 + 0.5*abs(sin(3*p))' }, 1],
  ['weaker edges from abs outside', { ...rosse, R: '140 + 0.1*abs(sin(p))' }, 1],
  ['an edge along a crease', { ...oval, ...extension, a: '45 + 4*abs(sin(p))', r0: '16 + abs(cos(p))' }, 2],
]

describe('the outer side of a wall that is not round', () => {
  test.each(shaped)('%s: is as far from the inner one as the wall is thick', (_, input, surfaces) => {
    const body = hornBody(parseHorn(input))
    expect(body.sheets.filter(({ role }) => role === 'outer')).toHaveLength(surfaces)
    const { least, most } = shellThickness(body, 100)
    const thickness = input.wallThicknessMm ?? 0
    expect(least).toBeGreaterThan(thickness - 0.001)
    // Sides of an edge inside are bent a little to meet in it.
    expect(most).toBeLessThan(thickness + 0.005)
  })

  test.each(shaped)('%s: its mesh is closed, and volumes of coarse and fine ones agree', async (_, input) => {
    const [coarse, fine] = await Promise.all(
      [2500, 10_000].map((maxTriangles) => mesh(input, { maxTriangles, mesher: 'rings' })),
    )
    for (const one of [coarse, fine]) expect(one?.quality).toMatchObject({ closed: true, oriented: true })
    expect(Math.abs((coarse?.quality.volume ?? 0) / (fine?.quality.volume ?? 0) - 1)).toBeLessThan(2e-3)
  })

  test.each([
    ['throatExtAngle', { ...oval, a0: '5 + 10*sin(p)^2', throatExtLength: 12, throatExtAngle: 10 }],
    [
      'points[1]',
      {
        type: 'points',
        interpolation: 'linear',
        points: [
          [0, 12, 12],
          [20, 20, 30],
          [40, 50, 35],
        ],
        wallThicknessMm: 4,
      },
    ],
  ] as [string, HornInput][])(
    'a joint that turns one way here and another there names %s and place',
    (key, input) => {
      const thrown = caught(() => hornBody(parseHorn(input)))
      expect(thrown.message).toContain(`Change ${key}`)
      expect(thrown.details).toMatchObject({ reason: 'WALL_FOLDS', parameter: key })
      expect(thrown.details?.['azimuthDeg']).toEqual(expect.any(Number))
      expect(thrown.details?.['z']).toEqual(expect.any(Number))
    },
  )

  test('a wall of two meridians with exponent 1 has edges on its axes and keeps its thickness', async () => {
    const diamond = { ...lofted, exponent: 1 }
    const { least, most } = shellThickness(hornBody(parseHorn(diamond)), 200)
    expect(least).toBeGreaterThan(5 - 0.001)
    expect(most).toBeLessThan(5 + 0.005)
    const { quality } = await mesh(diamond, { maxTriangles: 4000, mesher: 'rings' })
    expect(quality).toMatchObject({ closed: true, oriented: true })
    // Its throat is no circle drawn with four sides.
    expect(quality.validTo).toBeGreaterThan(1000)
  })

  test('a wall that bends on the axes without bound is refused with its exponent and place', () => {
    expect(() => hornBody(parseHorn({ ...lofted, exponent: 1.2 }))).toThrow(
      expect.objectContaining({
        code: 'HORN_GEOMETRY',
        details: expect.objectContaining({ parameter: 'exponent', limit: 1.5, azimuthDeg: 0, z: 90, r: 120 }),
      }),
    )
    expect(hornBody(parseHorn({ ...lofted, exponent: 1.5 })).breaks).toHaveLength(4)
    expect(hornBody(parseHorn({ ...lofted, exponent: 1.2, body: 'infinite-baffle' })).breaks).toHaveLength(4)
  })

  test('a wall that bends around the axis with less than its thickness is refused', () => {
    const waves = { ...oval, r0: '16 + cos(9*p)', a: 45 }
    expect(() => hornBody(parseHorn(waves))).toThrow(/the wall folds near .* at azimuth/)
    // At one azimuth only: 57.3°, between two rows of the tables.
    const ridge = { ...rosse, R: '140 + 3*exp(-((p - 1)/0.02)^2)' }
    expect(() => hornBody(parseHorn(ridge))).toThrow(/the wall folds near .* at azimuth 5[678]/)
  })
})

function caught(step: () => void): WaveguideError {
  try {
    step()
  } catch (thrown) {
    if (thrown instanceof WaveguideError) return thrown
    throw thrown
  }
  throw new Error('nothing was thrown')
}

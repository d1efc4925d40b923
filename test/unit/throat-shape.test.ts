import { describe, expect, test } from 'vitest'
import { WaveguideError } from '../../src/core/errors.ts'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { writeHorn } from '../../src/design/write-horn.ts'
import { writeScript } from '../../src/design/write-script.ts'
import { hornBody } from '../../src/geometry/body.ts'
import { profile } from '../../src/geometry/profile.ts'
import { sourceAreasMm2, throatAreaMm2 } from '../../src/geometry/throat-area.ts'
import { throatShapeRadius } from '../../src/geometry/throat-shape.ts'
import { hornWall } from '../../src/geometry/wall.ts'
import { edgePartners } from '../../src/mesh/edge-table.ts'
import { mesh } from '../../src/mesh/mesh-horn.ts'
import { topology } from '../../src/mesh/topology.ts'
import type { HornInput, ThroatShape } from '../../src/model/horn.ts'
import { shellThickness } from '../support/shell-thickness.ts'
import { areaByTag } from '../support/triangle-areas.ts'

const ellipse: ThroatShape = { shape: 'ellipse', width: 40, height: 24 }
const rectangle: ThroatShape = { shape: 'rectangle', width: 36, height: 24, corner: 4 }
/** A slit: corners that no even division of the circle meets. */
const slit: ThroatShape = { shape: 'rectangle', width: 60, height: 10, corner: 2 }

/** 400 times as wide as high. */
const flat: ThroatShape = { shape: 'ellipse', width: 200, height: 0.5 }
const flatSlit: ThroatShape = { shape: 'rectangle', width: 200, height: 0.5, corner: 0.25 }

function exactArea({ shape, width, height, corner = 0 }: ThroatShape): number {
  return shape === 'ellipse' ? (Math.PI * width * height) / 4 : width * height - (4 - Math.PI) * corner ** 2
}

const families: readonly HornInput[] = [
  { type: 'OSSE', L: 100, a: 45, a0: 10, s: 0.6 },
  { type: 'R-OSSE', R: 140, a: 25, a0: 15.5, k: 2 },
  { type: 'conical', a: 25, L: 80 },
  { type: 'exponential', fc: 600, L: 100 },
  { type: 'hyperbolic', fc: 600, L: 100, T: 0.7 },
  { type: 'tractrix', fc: 600, mouthAngle: 60 },
  { type: 'spherical', fc: 600, mouthAngle: 60 },
]
const osse = families[0] as HornInput

function throatRadiusAt(input: HornInput, azimuthDeg: number): number {
  return profile(parseHorn(input), { azimuthDeg })[1] ?? Number.NaN
}

describe('a throat with a shape', () => {
  test.each(families)('begins the wall of $type at every azimuth', (family) => {
    const at = (throat: ThroatShape, deg: number): number => throatRadiusAt({ ...family, throat }, deg)
    expect([0, 90, 180, 270].map((deg) => at(ellipse, deg))).toEqual(
      [20, 12, 20, 12].map((r) => expect.closeTo(r, 12)),
    )
    expect(at(ellipse, 30)).toBeCloseTo(
      1 / Math.hypot(Math.cos(Math.PI / 6) / 20, Math.sin(Math.PI / 6) / 12),
      12,
    )
    expect(at(rectangle, 10)).toBeCloseTo(18 / Math.cos(Math.PI / 18), 12)
    // The middle of a corner's arc: its centre is (14, 8), and (14, 8) + 4 (cos q, sin q) has the azimuth q of (14, 8).
    const corner = Math.atan2(8, 14)
    expect(at(rectangle, (corner * 180) / Math.PI)).toBeCloseTo(Math.hypot(14, 8) + 4, 10)
  })

  test.each([ellipse, rectangle, slit, flat, flatSlit])('%j has its area exactly', (throat) => {
    const horn = parseHorn({ ...osse, throat })
    expect(Math.abs(throatAreaMm2(horn) / exactArea(throat) - 1)).toBeLessThan(1e-14)
    const { width, height } = throat
    const scaled = { ...osse, scale: 0.5, throat: { ...throat, width: 2 * width, height: 2 * height } }
    if (throat.shape === 'ellipse')
      expect(Math.abs(throatAreaMm2(parseHorn(scaled)) / exactArea(throat) - 1)).toBeLessThan(1e-14)
    const sources = [
      { shape: 'disc', outer: 3 },
      { shape: 'annulus', inner: 3 },
    ] as const
    const [inner = 0, outer = 0] = sourceAreasMm2(parseHorn({ ...osse, throat, sources }))
    expect(inner).toBeCloseTo(9 * Math.PI, 9)
    expect(inner + outer).toBeCloseTo(throatAreaMm2(horn), 9)
  })

  test.each([ellipse, flat])('%j as an expression has its area to 1e-9', (throat) => {
    const { width, height } = throat
    const r0 = `((cos(p)/${width / 2})^2 + (sin(p)/${height / 2})^2)^(-1/2)`
    expect(Math.abs(throatAreaMm2(parseHorn({ ...osse, r0 })) / exactArea(throat) - 1)).toBeLessThan(1e-9)
  })

  test('behind an extension that opens is what the extension leaves at the driver', () => {
    const horn = parseHorn({ ...osse, throat: slit, throatExtLength: 10, throatExtAngle: 5 })
    const less = 10 * Math.tan((5 * Math.PI) / 180)
    // ∮ (r0 − e)²/2 dp = A − e ∮ r0 dp + π e², and ∮ r0 dp by a sum so fine that its error is below 1e-9.
    const count = 1e6
    let around = 0
    for (let i = 0; i < count; i++)
      around += (throatShapeRadius(slit, (2 * Math.PI * (i + 0.5)) / count) * 2 * Math.PI) / count
    const expected = exactArea(slit) - less * around + Math.PI * less ** 2
    expect(Math.abs(throatAreaMm2(horn) / expected - 1)).toBeLessThan(1e-9)
  })

  test('that is a circle is a round horn', () => {
    const circles: ThroatShape[] = [
      { shape: 'ellipse', width: 30, height: 30 },
      { shape: 'rectangle', width: 30, height: 30, corner: 15 },
    ]
    for (const throat of circles) {
      const wall = hornWall(parseHorn({ ...osse, throat }))
      expect(wall).toMatchObject({ isRound: true, breaks: [] })
      expect(wall.sections(0)[0]?.point(0).r).toBe(15)
    }
  })

  test('breaks the wall where its sides pass into corners, once where a morph does so too', () => {
    const breaks = (more: HornInput): number[] =>
      hornWall(parseHorn({ ...osse, throat: rectangle, ...more })).breaks.map(({ azimuth }) => azimuth)
    const [from, to] = [Math.atan2(8, 18), Math.atan2(12, 14)]
    expect(breaks({})).toHaveLength(8)
    expect(breaks({}).slice(0, 2)).toEqual([expect.closeTo(from, 14), expect.closeTo(to, 14)])
    const morph = { target: 'rectangle', width: 400, height: 330, corner: 30 } as const
    expect(breaks({ morph })).toHaveLength(16)
    // Twenty times the throat: the very same azimuths.
    expect(breaks({ morph: { ...morph, width: 720, height: 480, corner: 80 } })).toHaveLength(8)
  })

  test('with corners too small to be seen has sharp ones, and all of its wall', () => {
    const body = hornBody(parseHorn({ ...osse, a0: 10, throat: { ...rectangle, corner: 1e-6 } }))
    expect(body.breaks).toHaveLength(4)
    const { least, most } = shellThickness(body, 100)
    expect(least).toBeGreaterThan(5 - 0.001)
    expect(most).toBeLessThan(5 + 0.005)
  })

  test.each([ellipse, rectangle])('%j is the same after writing and parsing', (throat) => {
    const horn = parseHorn({ ...osse, throat })
    expect(writeHorn(horn)).toMatchObject({ throat })
    expect(writeHorn(horn)).not.toHaveProperty('r0')
    expect(parseHorn(JSON.stringify(writeHorn(horn)))).toEqual(horn)
    expect(() => writeScript(horn)).toThrow(/throat has no form in ATH/)
  })

  test.each<[object, string, RegExp]>([
    [{ throat: { width: 40, height: 24 } }, 'throat.shape', /is missing/],
    [{ throat: { ...ellipse, shape: 'oval' } }, 'throat.shape', /"ellipse", "rectangle", got "oval"/],
    [{ throat: { shape: 'ellipse', width: 40 } }, 'throat.height', /is missing/],
    [{ throat: { ...ellipse, width: 0 } }, 'throat.width', /in \[0.02, 100000\] mm, got 0/],
    [{ throat: { ...ellipse, corner: 3 } }, 'throat.corner', /does not belong to an ellipse/],
    [{ throat: { ...rectangle, corner: undefined } }, 'throat.corner', /is missing/],
    [{ throat: { ...rectangle, corner: 0 } }, 'throat.corner', /in \(0, 100000\] mm, got 0/],
    [
      { throat: { ...rectangle, corner: 13 } },
      'throat.corner',
      /at most half the smaller side, 12 mm, got 13/,
    ],
    [{ throat: { ...ellipse, widht: 3 } }, 'throat.widht', /did you mean "throat.width"/],
    [{ throat: ellipse, r0: 12 }, 'throat', /beside r0/],
    [
      { throat: ellipse, type: 'le-cleach', fc: 600, L: undefined, a: undefined },
      'throat',
      /no place in le-cleach/,
    ],
  ])('%j: HORN_PARAMETER at %s', (more, parameter, message) => {
    const { a0: _, s: __, ...plain } = osse
    const refused = (): unknown => parseHorn({ ...plain, ...more } as HornInput)
    expect(refused).toThrow(message)
    expect(refused).toThrow(WaveguideError)
    expect(refused).toThrow(expect.objectContaining({ details: expect.objectContaining({ parameter }) }))
  })
})

describe('the mesh of a throat with a shape', () => {
  test('is that of the same throat as an expression', async () => {
    const options = { maxTriangles: 1500 }
    const shaped = await mesh({ ...osse, throat: ellipse }, options)
    const written = await mesh({ ...osse, r0: '((cos(p)/20)^2 + (sin(p)/12)^2)^(-1/2)' }, options)
    expect(shaped.triangles).toEqual(written.triangles)
    // Rounding of r0 moves where rings stand by nanometres.
    for (const [i, x] of shaped.vertices.entries()) expect(written.vertices[i]).toBeCloseTo(x, 7)
  })

  test.each([
    ['shell', ellipse],
    ['shell', rectangle],
    ['infinite-baffle', ellipse],
    ['infinite-baffle', rectangle],
    ['infinite-baffle', slit],
    ['enclosure', ellipse],
    ['enclosure', rectangle],
  ] as const)('body "%s", %j: closed, its sources as large as they are', async (body, throat) => {
    const box = body === 'enclosure' && { enclosure: { depth: 200 } }
    const sources = [
      { shape: 'disc', outer: 4 },
      { shape: 'annulus', inner: 4 },
    ] as const
    const made = await mesh({ ...osse, ...box, body, throat, sources })
    expect(made.quality).toMatchObject({ closed: true, oriented: true })
    expect(made.quality.validTo).toBeGreaterThan(1000)
    const areas = areaByTag(made)
    const inner = 16 * Math.PI
    expect(Math.abs((1e6 * (areas.get(2) ?? 0)) / inner - 1)).toBeLessThan(1e-4)
    expect(Math.abs((1e6 * (areas.get(5) ?? 0)) / (exactArea(throat) - inner) - 1)).toBeLessThan(1e-4)
  })

  test('has no edge between more than two triangles where its rings crowd at the axis', async () => {
    const { triangles, vertices } = await mesh(
      {
        ...{
          type: 'spherical',
          fc: 200,
          mouthAngle: 133,
          wallThicknessMm: 3,
          source: { shape: 'annulus', inner: 1 },
        },
        throat: { shape: 'rectangle', width: 16, height: 46, corner: 4 },
      },
      { maxTriangles: 1500 },
    )
    const { open, crowded } = topology(triangles, edgePartners(triangles, vertices.length / 3))
    expect([open.count, crowded.count]).toEqual([0, 0])
  })

  test('is no round source drawn with few sides', async () => {
    const throat = { shape: 'rectangle', width: 30, height: 30, corner: 1 } as const
    const { quality } = await mesh({ ...osse, body: 'infinite-baffle', throat })
    expect(quality.limits.filter(({ check }) => check === 'throat')).toEqual([])
  })

  test('carries a cap of the circle of equal area', async () => {
    const cap = await mesh({
      ...osse,
      body: 'infinite-baffle',
      throat: rectangle,
      source: { shape: 'cap', radius: 30 },
    })
    const edge = Math.sqrt(exactArea(rectangle) / Math.PI)
    let pole = 0
    for (const [i, v] of cap.triangles.entries())
      if (cap.tags[Math.floor(i / 3)] === 2) pole = Math.max(pole, cap.vertices[3 * v + 2] ?? 0)
    expect(1000 * pole).toBeCloseTo(30 - Math.sqrt(30 ** 2 - edge ** 2), 5)
  })
})

import { describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { hornBody } from '../../src/geometry/body.ts'
import { boxDistance, boxRoles } from '../../src/geometry/enclosure.ts'
import { bodyVolumeMm3 } from '../../src/geometry/measures.ts'
import { hornOutline } from '../../src/geometry/outline.ts'
import { newSheetPlace } from '../../src/geometry/sheet-table.ts'
import { newSurfacePlace } from '../../src/mesh/formula-surface.ts'
import { mesh } from '../../src/mesh/mesh-horn.ts'
import { meshableOf } from '../../src/mesh/meshable.ts'
import type { Horn, HornInput, HornSource } from '../../src/model/horn.ts'
import type { Mesh } from '../../src/model/mesh.ts'
import { simulate } from '../../src/solve/simulate.ts'
import { oval, rectangle } from '../support/shaped-horns.ts'

const round: HornInput = {
  ...{ type: 'R-OSSE', R: 140, a: 25, a0: 15.5, r0: 12.7, k: 2, q: 3.4, r: 0.4, b: 0.2, m: 0.85 },
  wallThicknessMm: 6,
}
/** The same horn written so that it has to be taken for one that depends on the azimuth. */
const disguised: HornInput = { ...round, R: '140 + 0*p' }

describe('hornBody', () => {
  test('of a round horn has the outline at every azimuth', () => {
    const { sheets, planes } = hornBody(parseHorn(disguised))
    const outline = hornOutline(parseHorn(round))
    expect(sheets.map(({ role }) => role)).toEqual(outline.map(({ role }) => role))
    expect(planes).toEqual(['x', 'y'])
    for (const [index, sheet] of sheets.entries())
      for (const azimuth of [0, 0.7, 2, 5]) {
        const [radial, around, z] = sheet.at(1, azimuth)
        const points = outline[index]?.points ?? new Float64Array()
        // The outer wall takes its normals from a table: 6 mm off, that costs 0.2 µm.
        expect(Math.abs(radial - (points.at(-1) ?? Number.NaN))).toBeLessThan(5e-4)
        expect(Math.abs(around)).toBeLessThan(5e-4)
        expect(Math.abs(z - (points.at(-2) ?? Number.NaN))).toBeLessThan(5e-4)
      }
  })

  test.each([
    ['oval', oval],
    ['rectangle', rectangle],
  ])('%s: every place of the outer wall is as far from the inner one as the wall is thick', (_, input) => {
    const { sheets } = hornBody(parseHorn(input))
    const inner = meshableOf(parseHorn(input)).surfaces.filter(({ role }) => role === 'inner')
    const place = newSurfacePlace()
    for (const sheet of sheets.filter(({ role }) => role === 'outer'))
      for (let i = 0; i < 200; i++) {
        const [u, azimuth] = [(i % 20) / 19, (i * 2.399963) % (2 * Math.PI)]
        const [radial, around, z] = sheet.at(u, azimuth)
        const [cos, sin] = [Math.cos(azimuth), Math.sin(azimuth)]
        let least = Number.POSITIVE_INFINITY
        for (const surface of inner) {
          surface.locate(radial * cos - around * sin, radial * sin + around * cos, z, place)
          least = Math.min(least, Math.abs(place.distance))
        }
        // First order in the distance: the corners of the rectangle bend with 30 mm.
        expect(Math.abs(least - 6)).toBeLessThan(0.12)
      }
  })

  test('a table finds places and normals between its azimuths and stations', () => {
    const { sheets } = hornBody(parseHorn(oval))
    const inner = sheets.find(({ role }) => role === 'inner')
    if (!inner) throw new Error('no inner wall')
    const place = newSheetPlace()
    let worst = 0
    for (let i = 0; i < 300; i++) {
      const [station, azimuth] = [(i * 0.618034 * 7) % (inner.stations.length - 1), i * 0.37]
      const j = Math.floor(station)
      const [from = 0, to = 0] = inner.stations.subarray(j, j + 2)
      inner.table.find(station, azimuth, place)
      const exact = inner.at(from + (station - j) * (to - from), azimuth)
      // Along the wall the stations' parameters are only nearly smooth; across it is what counts.
      const gap = exact.reduce((sum, x, c) => sum + (x - (place.point[c] ?? 0)) * (place.normal[c] ?? 0), 0)
      worst = Math.max(worst, Math.abs(gap))
    }
    expect(worst).toBeLessThan(1e-3)
  })

  test('an infinite baffle needs a mouth in one plane, in front of the wall', () => {
    const baffled = (input: HornInput): Horn => parseHorn({ ...input, body: 'infinite-baffle' })
    expect(hornBody(baffled(oval)).sheets.map(({ role }) => role)).toEqual(['source', 'inner', 'aperture'])
    expect(() => hornBody(baffled({ ...oval, L: '100 + 5*cos(p)' }))).toThrow(/not flat .* at azimuth/)
    expect(() => hornBody(baffled(disguised))).toThrow(/lies behind the front-most place/)
  })
})

describe('a vertical offset', () => {
  const lifted: HornInput = { ...round, verticalOffset: 25 }

  test('shifts the finished mesh along y and nothing else', async () => {
    const plain = await mesh(round, { maxTriangles: 1500, mesher: 'rings' })
    const shifted = await mesh(lifted, { maxTriangles: 1500, mesher: 'rings' })
    expect(shifted.triangles).toEqual(plain.triangles)
    for (let i = 0; i < plain.vertices.length; i++)
      expect(shifted.vertices[i]).toBeCloseTo((plain.vertices[i] ?? 0) + (i % 3 === 1 ? 0.025 : 0), 12)
    expect(shifted.quality.deviationMm).toBeCloseTo(plain.quality.deviationMm ?? 0, 9)
  })

  test('takes the mirror plane away', async () => {
    await expect(mesh(lifted, { quadrants: '12' })).rejects.toThrow(/not its own mirror image/)
    expect((await mesh(lifted, { quadrants: '14', maxTriangles: 1500 })).symmetry).toEqual(['x'])
  })

  test('leaves the polars as they are, measured from the mouth where it now is', async () => {
    const options = { frequencies: [800], maxTriangles: 1500 }
    const levels = await Promise.all(
      [round, lifted].map(async (input) => (await simulate(input, options)).polars.map((p) => p.levelDb)),
    )
    for (const [i, polar] of (levels[0] ?? []).entries())
      for (const [j, level] of polar.entries()) expect(levels[1]?.[i]?.[j]).toBeCloseTo(level, 3)
  })
})

describe('a spherical source', () => {
  const capped = (source: Partial<HornSource>, more: HornInput = {}): HornInput => ({
    ...oval,
    ...more,
    source,
  })

  test('stands at right angles to the wall, and its height is that of a sphere', () => {
    const outline = hornOutline(parseHorn({ ...round, source: { shape: 'cap' } }))
    const cap = outline[0]
    const wall = outline[1]?.curve
    // r·tan(α/2) with the wall's angle at the throat, 17.04° for this horn (not a0).
    expect(cap?.points[0]).toBeCloseTo(12.7 * Math.tan((17.04 / 2) * (Math.PI / 180)), 2)
    const [edge, start] = [cap?.curve.tangent(1), wall?.tangent(wall.start)]
    expect((edge?.z ?? 1) * (start?.z ?? 0) + (edge?.r ?? 1) * (start?.r ?? 0)).toBeCloseTo(0, 12)
  })

  test.each([
    ['convex', { shape: 'cap', radius: 40 }, {}],
    ['at right angles to the wall', { shape: 'cap' }, {}],
    ['concave', { shape: 'cap', radius: 40, curv: -1 }, {}],
    ['over an oval throat', { shape: 'cap', radius: 40 }, { r0: '16 - 3*sin(p)^2' }],
  ] as [string, Partial<HornSource>, HornInput][])(
    '%s: the mesh is closed and the cap has its volume',
    async (_, source, more) => {
      const [flat, cap] = await Promise.all(
        [{ ...oval, ...more } as HornInput, capped(source, more)].map((input) =>
          mesh(input, { maxTriangles: 4000 }),
        ),
      )
      expect(cap?.quality.closed).toBe(true)
      const radius = 'r0' in more ? Math.sqrt((16 ** 2 + 13 ** 2) / 2 - 9 / 8) : 16
      // At right angles to the wall, which leaves the throat at a0 = 10°: r·tan 5°.
      const height = source.radius
        ? source.radius - Math.sqrt(source.radius ** 2 - radius ** 2)
        : radius * Math.tan(Math.PI / 36)
      const pole = source.curv === -1 ? -height : height
      expect(1000 * (poleOf(cap) ?? 0)).toBeCloseTo(pole, 6)
      // Behind a concave cap the rear plate stands back, so its volume says nothing of the cap.
      if (pole < 0) return
      const volume = (Math.PI * height * (3 * radius ** 2 + height ** 2)) / 6
      const gained = ((cap?.quality.volume ?? 0) - (flat?.quality.volume ?? 0)) * 1e9
      expect(Math.abs(gained / volume - 1)).toBeLessThan(0.1)
    },
  )

  test('smaller than the throat is refused', () => {
    expect(() => hornBody(parseHorn(capped({ shape: 'cap', radius: 10 })))).toThrow(
      /does not reach the throat/,
    )
  })
})

describe('an enclosure', () => {
  const boxed: HornInput = {
    ...oval,
    body: 'enclosure',
    enclosure: { depth: 150, edgeRadius: 12, spacing: [20, 30, 20, 30] },
  }

  test('has the sizes of the mouth in whole mm, plus the spacing', () => {
    const { box, sheets } = hornBody(parseHorn(boxed))
    const mouth = sheets.findLast(({ role }) => role === 'inner')
    const [width, height] = [0, Math.PI / 2].map((p) => Math.ceil(mouth?.at(1, p)[0] ?? 0))
    expect(box?.x).toEqual([-(width ?? 0) - 20, (width ?? 0) + 20])
    expect(box?.y).toEqual([-(height ?? 0) - 30, (height ?? 0) + 30])
    expect(box?.z).toEqual([-50, 100])
    expect(sheets.map(({ role }) => role)).toEqual([
      ...['source', 'inner', 'front', 'edge', 'side', 'edge', 'back'],
    ])
  })

  test.each([
    ['rounded', {}],
    ['chamfered', { enclosure: { depth: 150, edgeRadius: 12, edge: 'chamfer' } }],
    ['sharp', { enclosure: { depth: 150, edgeRadius: 0 } }],
    ['off centre', { enclosure: { depth: 150, edgeRadius: 12, spacing: [20, 50, 80, 30] } }],
    ['around a round horn', { a: 45 }],
  ] as [string, HornInput][])('%s: closed, oriented, with the volume of box less horn', async (_, more) => {
    const horn = parseHorn({ ...boxed, ...more })
    const { quality, groups } = await mesh(horn, { maxTriangles: 6000 })
    expect(quality).toMatchObject({ closed: true, oriented: true })
    // Off centre, the front is four times as wide on one side as on the other.
    expect(quality.minAngleDeg).toBeGreaterThan(10)
    expect(groups.at(-1)).toEqual({ tag: 3, name: 'SD2G0', role: 'enclosure' })
    const air = await mesh(
      { ...horn, body: { kind: 'infinite-baffle', wallThicknessMm: 0 } },
      { maxTriangles: 6000 },
    )
    const { box } = hornBody(horn)
    const sides = [box?.x, box?.y, box?.z].map((pair) => (pair?.[1] ?? 0) - (pair?.[0] ?? 0))
    const exact = boxVolume(sides, box?.edge ?? 0, box?.isChamfered ?? false) + air.quality.volume * 1e9
    // Chords across the edges alone would take 1e-3 to 2e-3.
    expect(Math.abs((quality.volume * 1e9) / exact - 1)).toBeLessThan(5e-4)
  })

  test.each(['roundover', 'chamfer'] as const)(
    '%s: every place of its surfaces has no distance from it',
    (edge) => {
      const enclosure = { depth: 150, edgeRadius: 12, edge, spacing: [20, 30, 40, 30] } as const
      const { box, sheets } = hornBody(parseHorn({ ...boxed, enclosure }))
      if (!box) throw new Error('no box')
      for (const sheet of sheets.filter(({ role }) => boxRoles.has(role)))
        for (let i = 0; i < 400; i++) {
          const [u, azimuth] = [(i % 20) / 19, i * 0.0157]
          const [radial, , z] = sheet.at(u, azimuth)
          const [distance, ...normal] = boxDistance(
            box,
            radial * Math.cos(azimuth),
            radial * Math.sin(azimuth),
            z,
          )
          expect(Math.abs(distance), `${sheet.role} at ${u}, ${azimuth}`).toBeLessThan(1e-9)
          expect(Math.hypot(...normal)).toBeCloseTo(1, 12)
        }
    },
  )

  test.each([
    [{ enclosure: { depth: 90 } }, /does not reach behind the driver/],
    [{ enclosure: { depth: 150, edgeRadius: 30 } }, /at most 25.0 mm/],
    [{ L: '100 + 5*cos(p)' }, /not flat/],
  ] as [HornInput, RegExp][])('%j is refused', (more, message) => {
    expect(() => hornBody(parseHorn({ ...boxed, ...more }))).toThrow(message)
  })
})

/** z of the source's vertex on the axis, m. */
function poleOf(meshed: Mesh | undefined): number | undefined {
  if (!meshed) return undefined
  const { vertices, triangles, tags } = meshed
  const corners = [...triangles].filter((_, i) => tags[Math.floor(i / 3)] === 2)
  const onAxis = corners.find((v) => vertices[3 * v] === 0 && vertices[3 * v + 1] === 0)
  return onAxis === undefined ? undefined : vertices[3 * onAxis + 2]
}

/** Of a box without its edges: Steiner's formula for a sum with a ball; or 12 wedges and 5/6·e³ at each corner less. */
function boxVolume(sides: readonly number[], e: number, isChamfered: boolean): number {
  const [a = 0, b = 0, c = 0] = sides
  if (isChamfered) return a * b * c - 2 * e ** 2 * (a + b + c - 6 * e) - (20 / 3) * e ** 3
  const [p, q, r] = [a - 2 * e, b - 2 * e, c - 2 * e]
  const [faces, edges] = [2 * e * (p * q + q * r + r * p), Math.PI * e ** 2 * (p + q + r)]
  return p * q * r + faces + edges + (4 / 3) * Math.PI * e ** 3
}

describe('mesh of a horn that is not round', () => {
  const options = { maxTriangles: 3000 } as const

  test('of a disguised round horn has the volume of the round one', async () => {
    const { quality } = await mesh(disguised, options)
    const exact = bodyVolumeMm3(hornOutline(parseHorn(round)))
    expect(quality).toMatchObject({ closed: true, oriented: true })
    expect(Math.abs((quality.volume * 1e9) / exact - 1)).toBeLessThan(1e-3)
  })

  test.each([
    ['oval', oval],
    ['rectangle', rectangle],
    ['lopsided', { ...oval, a: '45 - 6*sin(p) - 4*cos(p)' }],
    ['higher than wide, askew', { ...oval, a: '45 - 8*sin(p + 0.3)^2' }],
    ['only symmetric left and right', { ...oval, a: '45 - 6*sin(p)' }],
    ['only symmetric up and down', { ...oval, a: '45 - 6*cos(p)' }],
  ])('%s: closed, oriented, close to the formula', async (_, input) => {
    const { quality, tags } = await mesh(input as HornInput, options)
    expect(quality).toMatchObject({ closed: true, oriented: true, openEdges: 0 })
    expect(tags.length).toBeGreaterThan(2500)
    expect(quality.minAngleDeg).toBeGreaterThan(10)
    expect(quality.deviationMm).toBeLessThan(1.5)
    expect(quality.validTo).toBeGreaterThan(1500)
  })

  test('in an infinite baffle the air is inside and the mouth an interface', async () => {
    const { quality, termination, groups } = await mesh({ ...oval, body: 'infinite-baffle' }, options)
    expect(termination).toBe('baffle')
    expect(quality.closed).toBe(true)
    expect(quality.volume).toBeLessThan(0)
    expect(groups.map(({ name }) => name)).toEqual(['SD1G0', 'SD1D1001', 'mouth_aperture'])
  })

  test('is cut only where it is its own mirror image', async () => {
    const lopsided: HornInput = { ...oval, a: '45 - 6*sin(p)' }
    expect((await mesh(lopsided, { ...options, quadrants: '14' })).symmetry).toEqual(['x'])
    await expect(mesh(lopsided, { ...options, quadrants: '1' })).rejects.toThrow(/not its own mirror image/)
  })

  test('gmsh meshes it when it is asked to, rings by default', async () => {
    const [gmsh, rings, byDefault] = [
      await mesh(oval, { ...options, mesher: 'gmsh' }),
      await mesh(oval, { ...options, mesher: 'rings' }),
      await mesh(oval, options),
    ]
    expect(byDefault.vertices).toEqual(rings.vertices)
    expect(gmsh.vertices).not.toEqual(rings.vertices)
    expect(gmsh.quality).toMatchObject({ closed: true, oriented: true })
  })
})

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { hornOutline } from '../../src/geometry/outline.ts'
import { throatRings } from '../../src/geometry/throat-rings.ts'
import { mesh } from '../../src/mesh/mesh-horn.ts'
import { readMesh } from '../../src/mesh/read-mesh.ts'
import { writeMesh } from '../../src/mesh/write-mesh.ts'
import type { HornInput, HornSource } from '../../src/model/horn.ts'
import { areaByTag } from '../support/triangle-areas.ts'

const round: HornInput = { type: 'R-OSSE', R: 140, a: 25, a0: 15.5, k: 2, wallThicknessMm: 6 }
/** Throat of equal area: √((16² + 13²)/2 − 9/8) mm. */
const oval: HornInput = {
  ...{ type: 'OSSE', L: 100, a: '45 - 12*sin(p)^2', a0: 10, r0: '16 - 3*sin(p)^2', s: 0.6 },
  wallThicknessMm: 6,
}
const ovalArea = Math.PI * ((16 ** 2 + 13 ** 2) / 2 - 9 / 8)

type Sources = readonly Partial<HornSource>[]
const split: Sources = [
  { shape: 'disc', outer: 6 },
  { shape: 'annulus', inner: 6 },
]
const apart: Sources = [
  { shape: 'annulus', inner: 8, outer: 11, name: 'ring' },
  { shape: 'disc', outer: 4 },
]

describe('the rings of a throat', () => {
  test('are its sources from the axis outwards, and rigid ones between them', () => {
    expect(throatRings(undefined, 12)).toEqual([{ from: 0, to: 12, source: 0 }])
    expect(throatRings(apart as HornSource[], 12)).toEqual([
      { from: 0, to: 4, source: 1 },
      { from: 4, to: 8 },
      { from: 8, to: 11, source: 0 },
      { from: 11, to: 12 },
    ])
  })

  test('close gaps that no triangle could fill', () => {
    const sources: HornSource[] = [
      { shape: 'disc', outer: 6 },
      { shape: 'annulus', inner: 6.0005, outer: 11.9995 },
    ]
    expect(throatRings(sources, 12)).toEqual([
      { from: 0, to: 6, source: 0 },
      { from: 6, to: 12, source: 1 },
    ])
  })

  test('of a cap lie on one sphere', () => {
    const whole = hornOutline(parseHorn({ ...round, source: { shape: 'cap' } }))[0]
    const parts = hornOutline(
      parseHorn({
        ...round,
        sources: [
          { shape: 'cap', outer: 8 },
          { shape: 'cap', inner: 9 },
        ],
      }),
    ).slice(0, 3)
    expect(parts.map(({ role, source }) => [role, source])).toEqual([
      ['source', 0],
      ['throat', undefined],
      ['source', 1],
    ])
    const pole = whole?.points[0] ?? 0
    const radius = (12.7 ** 2 + pole ** 2) / (2 * pole)
    for (const { points } of parts)
      for (let i = 0; i < points.length; i += 2)
        expect(Math.hypot((points[i] ?? 0) - pole + radius, points[i + 1] ?? 0)).toBeCloseTo(radius, 9)
    expect([...(parts[1]?.points.slice(1, 2) ?? [])]).toEqual([expect.closeTo(8, 12)])
  })
})

describe('the mesh of a throat with rings', () => {
  const full = new Map<string, number>()
  beforeAll(async () => {
    for (const [name, input] of [
      ['round', round],
      ['oval', oval],
    ] as const)
      full.set(name, (await mesh(input, { mesher: 'rings' })).quality.volume)
  })

  const ring = (inner: number, outer: number): number => Math.PI * (outer ** 2 - inner ** 2)
  test.each([
    ['round', 'gmsh', round, Math.PI * 12.7 ** 2],
    ['round', 'rings', round, Math.PI * 12.7 ** 2],
    ['oval', 'rings', oval, ovalArea],
  ] as const)('%s by %s: closed, exact areas, the same body', async (name, mesher, input, throat) => {
    const cases: [Sources, Record<number, number>][] = [
      [[{ shape: 'annulus', inner: 3 }], { 2: throat - ring(0, 3) }],
      [[{ shape: 'disc', outer: 9 }], { 2: ring(0, 9) }],
      [split, { 2: ring(0, 6), 5: throat - ring(0, 6) }],
      [apart, { 2: ring(8, 11), 5: ring(0, 4) }],
    ]
    for (const [sources, areas] of cases) {
      const made = await mesh({ ...input, sources }, { mesher })
      expect(made.quality).toMatchObject({ closed: true, oriented: true })
      // 12 sides of a source are asked for; inner circles have 24.
      expect(made.quality.limits.filter(({ check }) => check === 'throat')).toEqual([])
      expect(Math.abs(made.quality.volume / (full.get(name) ?? 0) - 1)).toBeLessThan(2e-4)
      const measured = areaByTag(made)
      // Circles are scaled to their exact areas; an oval's are known to the table's 1e-5.
      for (const [tag, area] of Object.entries(areas))
        expect(Math.abs((1e6 * (measured.get(Number(tag)) ?? 0)) / area - 1)).toBeLessThan(1e-5)
    }
  })

  test.each(['infinite-baffle', 'enclosure'] as const)('in body "%s" too', async (body) => {
    const box = body === 'enclosure' && { enclosure: { depth: 150 } }
    const made = await mesh({ ...oval, ...box, body, sources: split })
    expect(made.quality).toMatchObject({ closed: true, oriented: true })
    expect(1e6 * (areaByTag(made).get(5) ?? 0)).toBeCloseTo(ovalArea - ring(0, 6), 2)
  })

  test.each(['gmsh', 'rings'] as const)('a cap in two by %s has the zones of its sphere', async (mesher) => {
    const sources: Sources = [
      { shape: 'cap', radius: 40, outer: 8 },
      { shape: 'cap', radius: 40, inner: 8 },
    ]
    const measured = areaByTag(await mesh({ ...round, sources }, { mesher }))
    const zone = (from: number, to: number): number =>
      2 * Math.PI * 40 * (Math.sqrt(40 ** 2 - from ** 2) - Math.sqrt(40 ** 2 - to ** 2))
    expect(Math.abs((1e6 * (measured.get(2) ?? 0)) / zone(0, 8) - 1)).toBeLessThan(1e-3)
    expect(Math.abs((1e6 * (measured.get(5) ?? 0)) / zone(8, 12.7) - 1)).toBeLessThan(1e-3)
  })

  test('sizes that were asked for leave inner circles round', async () => {
    const made = await mesh(
      { ...round, sizeMm: { throat: 8, mouth: 20, rear: 24 }, source: { shape: 'annulus', inner: 3 } },
      { mesher: 'rings' },
    )
    const onCircle = new Set<number>()
    for (const v of made.triangles) {
      const [x = 0, y = 0, z = 0] = made.vertices.subarray(3 * v, 3 * v + 3)
      if (z === 0 && Math.abs(Math.hypot(x, y) - 0.003) < 1e-4) onCircle.add(v)
    }
    expect(onCircle.size).toBeGreaterThanOrEqual(24)
  })

  test('eight sources have eight tags, none of them the aperture’s', async () => {
    const sources = Array.from({ length: 8 }, (_, i) =>
      i === 0 ? { outer: 1.5 } : ({ shape: 'annulus', inner: 1.5 * i, outer: 1.5 * (i + 1) } as const),
    )
    const made = await mesh({ type: 'conical', a: 30, L: 60, body: 'infinite-baffle', sources })
    expect(made.groups.map(({ tag }) => tag)).toEqual([1, 2, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(new Set(made.tags)).toEqual(new Set([1, 2, 5, 6, 7, 8, 9, 10, 11, 12]))
  })
})

describe('files of a mesh with several sources', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'waveguide-sources-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(['msh2', 'msh4', 'stl'] as const)('%s gives groups, names and roles back', async (format) => {
    const made = await mesh({ ...round, sources: apart }, { maxTriangles: 1500, mesher: 'rings' })
    expect(made.groups).toEqual([
      { tag: 1, name: 'SD1G0', role: 'wall' },
      { tag: 2, name: 'ring', role: 'source' },
      { tag: 5, name: 'SD1D1002', role: 'source' },
      { tag: 3, name: 'SD2G0', role: 'rear' },
    ])
    const path = join(folder, `sources.${format === 'stl' ? 'stl' : 'msh'}`)
    await writeMesh(made, path, { format, binary: false })
    expect(readFileSync(path, 'utf8')).toContain('source:ring')
    const back = await readMesh(path)
    const named = (groups: typeof made.groups): unknown[] =>
      groups.map(({ name, role }) => `${name} ${role}`).sort()
    expect(named(back.groups)).toEqual(named(made.groups))
    if (format !== 'stl') expect(new Map(back.groups.map(({ tag, name }) => [tag, name])).get(2)).toBe('ring')
  })
})

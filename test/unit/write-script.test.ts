import { describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { writeHorn } from '../../src/design/write-horn.ts'
import { writeScript } from '../../src/design/write-script.ts'
import type { Horn, HornInput } from '../../src/model/horn.ts'

const script = [
  '; my horn',
  'OSSE = {',
  '  L = 120      ; mm',
  '  a = 48.5-5.6*cos(2*p)^5 ; by azimuth',
  '  a0 = 10',
  '  Rot = 2',
  '}',
  '_Mesh.Roundover = {',
  '  x = 1',
  '}',
  'Foo.Bar = "kept; as it is"   ; unknown',
  'Mesh = { WallThickness = 6',
  ' Quadrants = 14 }',
  'Source.Shape = 2',
  'ABEC.SimType = 2',
].join('\r\n')

const withValues = (horn: Horn, change: object): Horn => ({
  ...horn,
  profile: { ...horn.profile, ...change } as never,
})
const input = (horn: Horn): HornInput => ({ ...writeHorn(horn), name: 'x' })

describe('a design that came from a script', () => {
  test('is written as that script, character by character', () => {
    expect(writeScript(parseHorn(script))).toBe(script)
  })

  test('has a changed value changed in place, and nothing else', () => {
    const horn = parseHorn(script)
    expect(writeScript(withValues(horn, { L: 130, a: '50-cos(2p)', rot: 3 }))).toBe(
      script
        .replace('L = 120', 'L = 130')
        .replace('48.5-5.6*cos(2*p)^5', '50-cos(2p)')
        .replace('Rot = 2', 'Rot = 3'),
    )
  })

  test('has new values in the block or at the end, and what is gone as a comment', () => {
    const horn = parseHorn(script)
    const { rot, ...profile } = horn.profile as never as Record<string, never>
    expect(rot).toBe(2)
    const changed: Horn = {
      ...horn,
      profile: { ...profile, s: 0.5, slotLength: 4 } as never,
      morph: parseHorn({ L: 100, morph: { width: 300 } }).morph as never,
    }
    const text = writeScript(changed)
    expect(input(parseHorn(text))).toEqual(input(changed))
    for (const kept of [
      '; my horn',
      'a = 48.5-5.6*cos(2*p)^5 ; by azimuth',
      'Foo.Bar = "kept; as it is"   ; unknown',
    ])
      expect(text).toContain(kept)
    expect(text).toMatch(/; Rot = 2/)
    expect(text).toMatch(/OSSE = \{[\s\S]*s = 0\.5[\s\S]*\}/)
    expect(text).toMatch(/Slot\.Length = 4/)
  })

  test('keeps a brace that shares its line with what is gone', () => {
    const horn = parseHorn('OSSE = { L = 120\n Rot = 2 }\nMesh.WallThickness = 6\nABEC.SimType = 2')
    const { rot, ...profile } = horn.profile as never as Record<string, never>
    expect(rot).toBe(2)
    const text = writeScript({ ...horn, profile: profile as never })
    expect(text).toContain('}; Rot = 2')
    expect(parseHorn(text).profile).toEqual(profile)
  })

  test('has flat keys where the script has them', () => {
    const flat =
      'Length = 120 ; mm\nThroat.Diameter = 25+2*cos(p)\nTerm.k = 2\nMesh.WallThickness = 6\nABEC.SimType = 2\n'
    const horn = parseHorn(flat)
    expect(horn.profile).toMatchObject({ r0: '(25+2*cos(p))/2' })
    expect(writeScript(withValues(horn, { r0: '(26+2*cos(p))/2', k: 3, s: 0.4 }))).toBe(
      `${flat.replace('25+2', '26+2').replace('Term.k = 2', 'Term.k = 3')}Term.s = 0.4\n`,
    )
  })

  test('is written anew where its keys do not mean what ATH’s mean', () => {
    const config =
      '; MWG config\nLength = 100\nSlot.Length = 10\nTerm.s = 0.5\nMesh.WallThickness = 6\nABEC.SimType = 2'
    const horn = parseHorn(config)
    expect(horn.profile).toMatchObject({ L: 110 })
    expect(writeScript(horn)).toBe(config)
    const text = writeScript(withValues(horn, { L: 120 }))
    expect(input(parseHorn(text))).toEqual(input(withValues(horn, { L: 120 })))
  })
})

describe('a design without a script', () => {
  const body = { wallThicknessMm: 6 }
  test.each<[string, HornInput]>([
    [
      'OSSE',
      { ...body, L: 120, a: '40+5*cos(2p)', h: 3, throatExtLength: 5, throatExtAngle: 2, slotLength: 3 },
    ],
    ['an arc', { ...body, L: 120, a: 40, throatProfile: 3, circArcRadius: 300 }],
    ['R-OSSE', { ...body, R: '140+0*p', a0: 10, rot: 3, sizeMm: { throat: 4, rear: 20 }, verticalOffset: 5 }],
    [
      'a superellipse',
      { L: 120, a0: 8, r0: 18, s: 0.4, guide: { width: 240, aspect: 0.75, n: 3, dist: 0.9 } },
    ],
    [
      'a superformula',
      {
        L: 150,
        a0: 12,
        k: 2,
        s: 0.5,
        guide: { type: 'superformula', width: 220, sf: [1, 1, 8, 8, 6, 5, 2], dist: 0.6 },
      },
    ],
    [
      'a box',
      {
        ...{ L: 120, s: 0.5, morph: { width: 400, height: 330, allowShrinkage: true }, scale: 1.5 },
        enclosure: { depth: 200, edge: 'chamfer', frontResolution: [8, 8, 9, 9] },
      },
    ],
    [
      'a baffle',
      {
        ...{
          L: 120,
          body: 'infinite-baffle',
          source: { shape: 'cap', radius: 40, curv: -1, velocity: 'axial' },
        },
        grid: { angular: 64, throat: 12, zmap: [0.5, 0.1, 0.5, 0.9] },
        simulation: { from: 200, to: 20000, count: 50, spacing: 'linear' },
        polars: [
          {
            ...{ name: 'SPL_H', normAngleDeg: 10, distance: 3, offsetMm: 0, inclinationDeg: 90 },
            anglesDeg: { from: -90, to: 90, count: 37 },
          },
        ],
      },
    ],
  ])('%s is the same after writing and reading', (_, design) => {
    const horn = parseHorn({ ...design, name: 'x' })
    const again = parseHorn(writeScript(horn))
    expect(input(again)).toEqual(input(horn))
    expect(again.ignored.filter(({ reason }) => reason !== 'harmless')).toEqual([])
  })

  test.each<HornInput>([
    { type: 'tractrix', fc: 600, body: 'bare' },
    { L: 100, body: 'bare' },
  ])('%j has no script form', (design) => {
    expect(() => writeScript(parseHorn(design))).toThrow(/HORN_PARAMETER.*no form in ATH/)
  })
})

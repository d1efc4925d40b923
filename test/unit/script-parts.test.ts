import { describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import type { Horn } from '../../src/model/horn.ts'

const flat = 'ABEC.SimType = 2\nSource.Shape = 2\nMesh.WallThickness = 6\nLength = 120\nCoverage.Angle = 40\n'
const read = (more: string): Horn => parseHorn(flat + more)

describe('profile keys', () => {
  test('are ATH’s flat names for what a block calls by letters', () => {
    const { profile } = read(
      'Throat.Ext.Length = 12\nThroat.Ext.Angle = 0\nSlot.Length = 8\nRot = 2\nOS.h = 1.5\ns1 = 0\nTerm.s = 0.58+0.2*cos(p)^2',
    )
    expect(profile).toMatchObject({
      ...{ throatExtLength: 12, slotLength: 8, rot: 2, h: 1.5, s: '0.58+0.2*cos(p)^2' },
    })
    expect(profile).not.toHaveProperty('s1')
  })

  test('of an arc count with Throat.Profile = 3 only', () => {
    expect(read('Throat.Profile = 3\nCircArc.Radius = 300').profile).toMatchObject({
      ...{ throatProfile: 3, circArcRadius: 300 },
    })
    expect(() => read('Throat.Profile = 2')).toThrow(/must be 1 \(OS-SE\) or 3/)
  })

  test('that ATH reads at the top level only count beside a block, Rot unless the block has its own', () => {
    const block = (member: string): string =>
      `OSSE = {\nL = 120\n${member}\nThroat.Ext.Length = 50\nSlot.Length = 50\n}\nRot = 2\nThroat.Ext.Length = 12\nLength = 7`
    const own = parseHorn(block('Rot = 3'))
    expect(own.profile).toMatchObject({ L: 120, rot: 3, throatExtLength: 12 })
    expect(own.profile).not.toHaveProperty('slotLength')
    expect(own.ignored).toContainEqual(expect.objectContaining({ key: 'Rot', reason: 'overridden' }))
    expect(parseHorn(block('')).profile).toMatchObject({ rot: 2 })
  })

  test('halve an expression of Throat.Diameter as an expression', () => {
    expect(read('Throat.Diameter = 25+2*cos(p)').profile).toMatchObject({ r0: '(25+2*cos(p))/2' })
  })
})

describe('guide and morph keys', () => {
  test('make a superellipse', () => {
    expect(
      read('GCurve.Type = 1\nGCurve.Width = 420\nGCurve.AspectRatio = 0.8\nGCurve.Dist = 0.5').guide,
    ).toEqual({
      ...{ type: 'superellipse', width: 420, aspect: 0.8, rot: 0, n: 3, dist: 0.5 },
    })
  })

  test.each([
    ['GCurve.SF = 1,1,8,6,5,2', [1, 1, 8, 8, 6, 5, 2]],
    ['GCurve.SF = "1,1,8,6,5,2"', [1, 1, 8, 8, 6, 5, 2]],
    ['GCurve.SF = 0\nGCurve.SF.m1 = 8\nGCurve.SF.n1 = 6', [1, 1, 8, 8, 6, 2, 2]],
    ['GCurve.SF.m2 = 2', [1, 1, 4, 2, 2, 2, 2]],
  ])('make a superformula of %j', (lines, sf) => {
    expect(read(`GCurve.Type = 2\nGCurve.Width = 260\n${lines}`).guide).toEqual({
      ...{ type: 'superformula', width: 260, aspect: 1, rot: 0, sf },
    })
  })

  test('make a morph with ATH’s defaults', () => {
    expect(read('Morph.TargetShape = 1\nMorph.TargetWidth = 600\nMorph.AllowShrinkage = yes').morph).toEqual({
      ...{ target: 'rectangle', width: 600, height: 0, corner: 35, rate: 3, fixed: 0.2 },
      ...{ allowShrinkage: true, exponent: 2 },
    })
  })

  test('that choose nothing known are refused with what there is', () => {
    expect(() => read('GCurve.Type = 3')).toThrow(/GCurve\.Type must be 0 or 1 \(superellipse\) or 2/)
    expect(() => read('GCurve.Type = 2\nGCurve.Width = 260\nGCurve.SF = 1,2')).toThrow(
      /GCurve\.SF must be \[a, b/,
    )
    expect(() => read('Morph.AllowShrinkage = maybe\nMorph.TargetShape = 1')).toThrow(
      /must be 1 or 0, true or false/,
    )
  })
})

describe('keys of the body', () => {
  test('make an enclosure, which needs no SimType', () => {
    const text =
      'Source.Shape = 2\nLength = 120\nMesh = {\nEnclosure = {\nDepth = 280\nSpacing = 25,40,25,30\nEdgeType = 2\nFrontResolution = 9\nBackResolution = 20,24\n}\n}'
    const horn = parseHorn(text)
    expect(horn.body).toEqual({
      kind: 'enclosure',
      wallThicknessMm: 5,
      enclosure: {
        ...{ depth: 280, spacing: [25, 40, 25, 30], edgeRadius: 18, edge: 'chamfer' },
        frontResolution: [9, 9, 9, 9],
        backResolution: [20, 24, 24, 24],
      },
    })
    expect(horn.notes).toBeUndefined()
    expect(() => parseHorn(`${text}\nABEC.SimType = 1`)).toThrow(/beside a Mesh\.Enclosure/)
    expect(() => parseHorn(text.replace('Depth = 280\n', ''))).toThrow(/enclosure\.depth is missing/)
    expect(() => parseHorn(text.replace('= 9', '= 0'))).toThrow(
      /FrontResolution must be four sizes of 0.01 to 1000 mm.*line 8/,
    )
    expect(() => parseHorn(text.replace(',24', ',-5'))).toThrow(/BackResolution must be four sizes/)
    expect(() => parseHorn(text.replace(',30', ''))).toThrow(/Spacing must be \[left, top, right, bottom\]/)
  })

  test('make a baffle, whose wall thickness may be 0', () => {
    const horn = parseHorn(
      'Length = 120\nABEC.SimType = 1\nMesh.WallThickness = 0\nSource.Shape = 1\nSource.Curv = -1',
    )
    expect(horn.body.kind).toBe('infinite-baffle')
    expect(horn.sources).toEqual([{ shape: 'cap', curv: -1 }])
  })

  test('scale and shift', () => {
    expect(read('Scale = 1.5\nMesh.VerticalOffset = -20')).toMatchObject({ scale: 1.5, verticalOffset: -20 })
  })
})

describe('keys of the grid', () => {
  test('are kept as wishes', () => {
    expect(read('Mesh.AngularSegments = 64\nMesh.ZMapPoints = 0.5,0.1,0.5,0.9').grid).toEqual({
      ...{ angular: 64, zmap: [0.5, 0.1, 0.5, 0.9] },
    })
  })
})

describe('keys of the simulation', () => {
  test('are kept as wishes', () => {
    const horn = read(
      'ABEC.f1 = 200\nABEC.f2 = 20000\nABEC.NumFrequencies = 60\nABEC.Abscissa = 2\nABEC.Polars:SPL_H = {\nMapAngleRange = 0,90,19\nDistance = 3\nInclination = 90\nOffset = 95\n}',
    )
    expect(horn.simulation).toEqual({ from: 200, to: 20000, count: 60, spacing: 'linear' })
    expect(horn.polars).toEqual([
      {
        ...{ name: 'SPL_H', normAngleDeg: 0, distance: 3, offsetMm: 95, inclinationDeg: 90 },
        anglesDeg: { from: 0, to: 90, count: 19 },
      },
    ])
    expect(() => read('ABEC.Polars:V = {\nMapAngleRange = 0,90\n}')).toThrow(/three numbers/)
  })
})

describe('a config of Waveguide Generator', () => {
  const old = `; MWG config\n${flat}Throat.Angle = 8\nThroat.Diameter = 36\nTerm.s = 0.5\nTerm.n = 4\nTerm.q = 0.995\nOS.k = 1\nSlot.Length = 10\nThroat.Ext.Length = 20\nThroat.Ext.Angle = 5\n`
  const said = ({ notes = [] }: Horn): string => notes.map(({ message }) => message).join('\n')

  test('is converted to the horn that it meant, with a note', () => {
    const horn = parseHorn(old)
    expect(horn.profile).toMatchObject({ L: 130, r0: 18 + 20 * Math.tan(Math.PI / 36) })
    expect(said(horn)).toMatch(/slot was added to the length.*cone here.*moved from the driver/)
  })

  test('is read as ATH on demand, and any script as v1', () => {
    const horn = parseHorn(old, { legacyThroat: 'ath' })
    expect(horn.profile).toMatchObject({ L: 120, r0: 18 })
    expect(said(horn)).toMatch(/legacyThroat "ath"/)
    expect(parseHorn(old.replace('; MWG', '; my'), { legacyThroat: 'v1' }).profile).toMatchObject({ L: 130 })
    expect(parseHorn(old.replace('; MWG', '; my')).profile).toMatchObject({ L: 120, r0: 18 })
  })

  test('of the late kind has its radius at the main throat', () => {
    const late = old.replace('config\n', 'config\n; Waveguide Generator geometry-interpretation: native-v1\n')
    expect(parseHorn(late).profile).toMatchObject({ L: 130, r0: 18 })
  })

  test('with expressions is converted as expressions', () => {
    const horn = parseHorn(old.replace('Length = 120', 'Length = 120-5*sin(p)^2').replace('= 36', '= 36+0*p'))
    expect(horn.profile).toMatchObject({ L: '(120-5*sin(p)^2)+(10)', r0: '((36+0*p)/2)+(20)*tan(rad(5))' })
  })

  test('without slot and extension angle means the same in all readings', () => {
    const plain = old.replace(/(Slot.Length|Throat.Ext.Angle) = \d+\n/g, '')
    expect(parseHorn(plain)).toEqual(parseHorn(plain, { legacyThroat: 'ath' }))
    expect(said(parseHorn(plain))).not.toMatch(/legacyThroat/)
  })

  test('of version 2 is known by its first line', () => {
    expect(parseHorn(old.replace('MWG config', 'Parameter config')).profile).toMatchObject({ L: 130 })
  })
})

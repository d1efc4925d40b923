import { describe, expect, test } from 'vitest'
import { parseAthScript } from '../../src/design/ath-script.ts'
import { parseHorn } from '../../src/design/parse-horn.ts'
import type { Horn } from '../../src/model/horn.ts'

const complete = 'ABEC.SimType = 2\nSource.Shape = 2\nMesh.WallThickness = 6\n'
const flat = `${complete}Length = 120\nCoverage.Angle = 40\n`

/** What the reader of a script says it decided. */
function told({ notes = [] }: Horn): string[] {
  return notes.map(({ message }) => message)
}

describe('the ATH grammar', () => {
  test('has values, nested blocks, instances, script lines and comments', () => {
    const text = [
      '; a comment',
      'Length = 120 ; another',
      'Name = "a;b" ; quoted semicolons are text',
      'Mesh = {    ; after a brace',
      '  Quadrants = 1',
      '  Enclosure = {',
      '    Spacing = 25,40,25,25',
      '  }',
      '}',
      'ABEC.Polars:SPL_H = {',
      'NormAngle = 10',
      '}',
      'Source.Contours = {',
      '  point p1 0 12.7 2',
      '}',
      'Mesh.SubdomainSlices =',
    ].join('\r\n')
    expect(
      parseAthScript(text).map(({ kind, written, path, value, place }) => [
        kind,
        written,
        path,
        value,
        place.line,
      ]),
    ).toEqual([
      ['value', 'Length', 'Length', '120', 2],
      ['value', 'Name', 'Name', '"a;b"', 3],
      ['block', 'Mesh', 'Mesh', '', 4],
      ['value', 'Mesh.Quadrants', 'Mesh.Quadrants', '1', 5],
      ['block', 'Mesh.Enclosure', 'Mesh.Enclosure', '', 6],
      ['value', 'Mesh.Enclosure.Spacing', 'Mesh.Enclosure.Spacing', '25,40,25,25', 7],
      ['block', 'ABEC.Polars:SPL_H', 'ABEC.Polars', '', 10],
      ['value', 'ABEC.Polars:SPL_H.NormAngle', 'ABEC.Polars.NormAngle', '10', 11],
      ['block', 'Source.Contours', 'Source.Contours', '', 13],
      ['line', 'Source.Contours', 'Source.Contours', 'point p1 0 12.7 2', 14],
      ['value', 'Mesh.SubdomainSlices', 'Mesh.SubdomainSlices', '', 16],
    ])
  })

  test('lets a brace share its line with a member', () => {
    const paths = parseAthScript('R-OSSE = { R = 140\n m = 0.85 }\nLength = 3').map(({ path }) => path)
    expect(paths).toEqual(['R-OSSE', 'R-OSSE.R', 'R-OSSE.m', 'Length'])
    expect(parseAthScript('Mesh = {}')).toHaveLength(1)
  })

  test.each([
    ['OSSE = {\nL = 3', 1, 1, /block "OSSE" is never closed/],
    ['A = 1\n  }', 2, 3, /closes no block/],
    ['A = 1\nfoo bar', 2, 1, /expected "key = value", got "foo bar"/],
    ['= 3', 1, 1, /"" is no name of a key/],
    ['a b = 3', 1, 1, /"a b" is no name/],
    ['2x = {\n}', 1, 1, /"2x" is no name of a block/],
    ['a = {\n'.repeat(40), 33, 1, /nested more than 32 deep/],
  ])('%j is a syntax error with its place', (text, line, column, message) => {
    expect(() => parseAthScript(text)).toThrow(
      expect.objectContaining({
        code: 'HORN_PARSE',
        details: { line, column },
        message: expect.stringMatching(message),
      }),
    )
  })
})

describe('an ATH design', () => {
  test('may be flat keys', () => {
    const { profile, body } = parseHorn(
      `${complete}Length = 120\nThroat.Diameter = 36\nThroat.Angle = 10\nCoverage.Angle = 40\nOS.k = 2\nTerm.s = 0.5\nTerm.n = 5\nTerm.q = 0.99`,
    )
    expect(profile).toEqual({ type: 'OSSE', L: 120, a: 40, a0: 10, r0: 18, k: 2, s: 0.5, n: 5, q: 0.99 })
    expect(body).toEqual({ kind: 'shell', wallThicknessMm: 6 })
  })

  test('may group flat keys in blocks', () => {
    const grouped = `${complete}Length = 120\nThroat = {\nDiameter = 36\n}\nMesh = {\nMouthResolution = 9\n}`
    const horn = parseHorn(grouped)
    expect(horn.profile).toMatchObject({ r0: 18 })
    expect(horn.sizeMm).toEqual({ mouth: 9 })
  })

  test.each(['OSSE', 'R-OSSE', 'ROSSE'])(
    'may be a block %s, beside which flat profile keys count for nothing',
    (name) => {
      const size = name === 'OSSE' ? 'L = 120' : 'R = 140'
      const horn = parseHorn(`${complete}Length = 77\n${name} = {\n${size}\na = 30\n}`)
      expect(horn.profile).toMatchObject({ type: name === 'OSSE' ? 'OSSE' : 'R-OSSE', a: 30 })
      expect(horn.ignored).toContainEqual({ key: 'Length', value: '77', line: 4, reason: 'overridden' })
    },
  )

  test('takes the last of two assignments and lists the first', () => {
    const horn = parseHorn(`${flat}Length = 130`)
    expect(horn.profile).toMatchObject({ L: 130 })
    expect(horn.ignored).toContainEqual({ key: 'Length', value: '120', line: 4, reason: 'overridden' })
  })

  test('lists parked items and what lies in them', () => {
    const horn = parseHorn(`${flat}_Mesh.Roundover = {\nx = 1\n}\n_Rot = 5`)
    expect(horn.ignored).toContainEqual({ key: '_Mesh.Roundover.x', value: '1', line: 7, reason: 'parked' })
    expect(horn.ignored).toContainEqual({ key: '_Rot', value: '5', line: 9, reason: 'parked' })
  })

  test('lists harmless keys without a note', () => {
    const horn = parseHorn(
      `${flat}ABEC.f1 = 200\nABEC.Polars:H = {\nMapAngleRange = 0,90,19\n}\nOutput.STL = 1`,
    )
    expect(horn.notes).toBeUndefined()
    expect(horn.ignored.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['ABEC.Polars:H.MapAngleRange', 'Output.STL']),
    )
  })

  test('lists unknown keys with the nearest known one, and notes those that look like geometry', () => {
    const horn = parseHorn(`${flat}Mesh.WallThicknes = 9\nFoo = 1`)
    expect(horn.ignored).toContainEqual({
      ...{ key: 'Mesh.WallThicknes', value: '9', line: 6, reason: 'unknown', nearest: 'Mesh.WallThickness' },
    })
    expect(horn.ignored.find(({ key }) => key === 'Foo')).toMatchObject({ reason: 'unknown', line: 7 })
    expect(told(horn)).toEqual([expect.stringMatching(/Mesh\.WallThicknes \(line 6\).*geometry may differ/)])
  })
})

describe('a hostile script', () => {
  // Each took seconds when every unknown key was compared with every known one.
  test.each([
    ['many unknown keys', Array.from({ length: 40_000 }, (_, i) => `Foo.bar${i} = 1`).join('\n')],
    ['a key without end', `${'a'.repeat(900_000)} = 1`],
    ['many blocks', 'x = {\n}\n'.repeat(100_000)],
  ])('of %s is read with hints for the first of them only', (_, text) => {
    const { ignored } = parseHorn(flat + text)
    expect(ignored.filter(({ nearest }) => nearest !== undefined).length).toBeLessThan(101)
  })
})

describe('an ATH key that would change the result', () => {
  test.each([
    'Rollback = 1',
    'Rollback = yes',
    'Mesh.RearShape = 2',
    'Throat.Ext.Ctrl = 0,1,2,3,4,5',
    'Mesh = {\nEnclosure = {\nPlan = x\n}\n}',
    'Mesh.Enclosure.LFSource.B = {\n}',
    'Horn.Part:1 = {\n}',
    'Source.Contours = "file.txt"',
    'LFSource.B = {\n}',
    'Profile = file.txt',
  ])('%j is refused by name', (line) => {
    expect(() => parseHorn(flat + line)).toThrow(
      expect.objectContaining({
        code: 'HORN_PARAMETER',
        message: expect.stringMatching(/not supported yet.*\(line \d+\)$/),
      }),
    )
  })

  test.each([
    'Throat.Profile = 1',
    'Throat.Ext.Length = 0.0',
    'Throat.Ext.Angle = 5',
    'GCurve.Width = 300',
    'Morph.TargetWidth = 400',
    'CircArc.Radius = 300',
    'Source.Curv = 1',
    'Rot = 0',
    'Scale = 1.0',
    'CircArc.TermAngle = 1',
    'GCurve.Type = 0',
    'Rollback = off',
    'Mesh.RearShape = 1',
    'Source.Contours =',
    'Mesh.SubdomainSlices =',
  ])('%j is neutral and listed', (line) => {
    const [key = ''] = line.split(' =')
    expect(parseHorn(flat + line).ignored).toContainEqual(
      expect.objectContaining({ key, reason: 'harmless' }),
    )
  })
})

describe('an ATH value', () => {
  test.each([
    ['Coverage.Angle = 48.5 - 5.6*cos(2*p', /column 18: expected "\)", found the end \(line 6\)/],
    ['Coverage.Angle = 85+6*cos(p)', /at every azimuth; "85\+6\*cos\(p\)" is 91 at 0° \(line 6\)/],
    ['Mesh.WallThickness = 5*p', /must be a plain number, got "5\*p"/],
    ['Coverage.Angle = 12,5', /must be a number with a decimal point, got "12,5"/],
    ['Coverage.Angle = 0x10', /Coverage.Angle/],
    ['Coverage.Angle =', /has no value/],
    ['Coverage.Angle = NaN', /must be a finite number/],
    ['Length = 1e999', /must be a finite number/],
    ['Coverage.Angle = 95', /Coverage.Angle \(a\) must be a number in \(0, 90\) °, got 95 \(line 6\)/],
    ['Throat.Diameter = 0', /Throat.Diameter \/ 2 \(r0\) must be/],
    ['Mesh.WallThickness = 0', /Mesh.WallThickness must be/],
    ['Mesh.Quadrants = 13', /must be one of 1, 12, 14, 1234, got "13"/],
  ])('%j is refused with its line', (line, message) => {
    expect(() => parseHorn(flat + line)).toThrow(
      expect.objectContaining({ code: 'HORN_PARAMETER', message: expect.stringMatching(message) }),
    )
  })

  test.each([
    ['1d2', 100],
    ['+1.2e2', 120],
    ['120.', 120],
    ['.5e2', 50],
  ])('%s is the number %f', (text, value) => {
    expect(parseHorn(`${complete}Length = ${text}`).profile).toMatchObject({ L: value })
  })
})

describe('a profile block', () => {
  test('holds parameters of its family only', () => {
    expect(() => parseHorn(`${complete}R-OSSE = {\nR = 140\ntmx = 1\n}`)).toThrow(
      /HORN_PARAMETER: "R-OSSE\.tmx" is no parameter of R-OSSE; did you mean "tmax"\? \(line 6\)/,
    )
    expect(() => parseHorn(`${complete}R-OSSE = {\nR = 140\nn = 4\n}`)).toThrow(/HORN_PARAMETER/)
    for (const line of ['ss = 0.6+0.2*cos(p)^2', 'Foo = bar', 'Scael = "1+cos(p)"'])
      expect(() => parseHorn(`OSSE = {\nL = 100\na = 45\na0 = 10\nr0 = 12.7\n${line}\n}`)).toThrow(
        /HORN_PARAMETER: .* is no parameter of OSSE.*line 6/,
      )
    expect(() => parseHorn(`${complete}R-OSSE = {\nR = 140\nwhat is this\n}`)).toThrow(/HORN_PARSE.*line 6/)
  })

  test('may stand once only', () => {
    expect(() => parseHorn('OSSE = {\nL = 100\n}\nR-OSSE = {\nR = 140\n}')).toThrow(
      /HORN_PARSE: line 4.*second profile/,
    )
    expect(() => parseHorn('OSSE = {\nL = 100\n}\nOSSE = {\nL = 100\n}')).toThrow(
      /HORN_PARSE: line 4.*second profile/,
    )
  })

  test('is needed where no flat key describes a horn', () => {
    expect(() => parseHorn('')).toThrow(/HORN_PARSE.*no horn/)
    expect(() => parseHorn('Mesh.WallThickness = 6')).toThrow(/HORN_PARSE.*no horn/)
    expect(() => parseHorn('Coverage.Angle = 40')).toThrow(/HORN_PARAMETER: Length is missing/)
  })
})

describe('a script that is silent where ATH would do otherwise', () => {
  test('says what was decided', () => {
    expect(told(parseHorn('Length = 120'))).toEqual([
      expect.stringMatching(/neither ABEC\.SimType nor Mesh\.WallThickness.*5 mm wall.*infinite baffle/),
    ])
    expect(parseHorn('Length = 120').sources).toEqual([{ shape: 'cap' }])
    expect(told(parseHorn('Length = 120\nMesh.WallThickness = 6\nSource.Shape = 2'))).toEqual([
      expect.stringMatching(/no ABEC\.SimType: taken as a free-standing shell/),
    ])
    expect(parseHorn(`${flat}`).notes).toBeUndefined()
  })
})

describe('an MWG config', () => {
  const text = `; MWG config\n; Generated: 2026-02-01\nThroat.Profile = 1\nCoverage.Angle = 45\nLength = 120\nTerm.n = 4\nTerm.q = 0.995\nTerm.s = 0.5\nThroat.Angle = 15.5\nThroat.Diameter = 25.4\nOS.k = 1\n${complete}`

  test('is known by its first line and reads like a script', () => {
    expect(parseHorn(text).profile).toEqual({
      ...{ type: 'OSSE', L: 120, a: 45, a0: 15.5, r0: 12.7, k: 1, s: 0.5, n: 4, q: 0.995 },
    })
    expect(parseHorn(text).notes).toBeUndefined()
  })

  test('without a source has a flat disc, and says so', () => {
    const silent = parseHorn(text.replace(/^Source.*$/gm, ''))
    expect(silent.sources).toBeUndefined()
    expect(told(silent)).toEqual([expect.stringMatching(/no Source\.Shape: the source is a flat disc/)])
  })

  test('that leaves profile keys out is told that ATH’s defaults apply', () => {
    expect(told(parseHorn(text.replace('Term.s = 0.5\n', '')))).toEqual([
      expect.stringMatching(/does not give s: ATH/),
    ])
  })

  test('with the NaN that MWG writes for expressions is refused', () => {
    expect(() => parseHorn(text.replace('25.4', 'NaN'))).toThrow(
      /HORN_PARAMETER: Throat\.Diameter must be a finite number/,
    )
  })
})

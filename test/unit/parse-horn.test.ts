import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { WaveguideError } from '../../src/core/errors.ts'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { presetNamed, presets } from '../../src/design/presets.ts'
import { writeHorn } from '../../src/design/write-horn.ts'
import type { Horn, HornInput } from '../../src/model/horn.ts'

function refusal(source: unknown, options?: { format: 'json' | 'ath' }): WaveguideError {
  try {
    parseHorn(source as HornInput, options)
  } catch (thrown) {
    if (thrown instanceof WaveguideError) return thrown
    throw thrown
  }
  throw new Error('was not refused')
}

/** Notes other than that a wall folds, which wide throats and slots make it do. */
function doubts({ notes = [] }: Horn): unknown[] {
  return notes.filter(({ code }) => code !== 'WALL_FOLDED')
}

describe('a design object', () => {
  test('takes ATH’s defaults for what it leaves out', () => {
    expect(parseHorn({ L: 100 }).profile).toEqual({
      ...{ type: 'OSSE', L: 100, a: 45, a0: 0, r0: 12.7, k: 1, s: 0.7, n: 4, q: 0.995 },
    })
    expect(parseHorn({ R: 140 }).profile).toEqual({
      ...{ type: 'R-OSSE', R: 140, a: 45, a0: 0, r0: 12.7, k: 1, q: 3.4, r: 0.4, m: 0.85, b: 0.2, tmax: 1 },
    })
    expect(parseHorn({ L: 100 }).body).toEqual({ kind: 'shell', wallThicknessMm: 5 })
  })

  test.each(['OSSE', 'OS-SE'] as const)('may spell its type %s', (type) => {
    expect(parseHorn({ type, L: 100 }).profile.type).toBe('OSSE')
  })

  test.each(['R-OSSE', 'ROSSE'] as const)('may spell its type %s', (type) => {
    expect(parseHorn({ type, R: 140 }).profile.type).toBe('R-OSSE')
  })

  test('reads undefined as left out', () => {
    expect(parseHorn({ R: 140, L: undefined } as unknown as HornInput).profile.type).toBe('R-OSSE')
  })

  test('is not changed and not kept', () => {
    const input = Object.freeze({ R: 140, sizeMm: Object.freeze({ throat: 4 }) })
    expect(parseHorn(input).sizeMm).not.toBe(input.sizeMm)
  })
})

describe('a bad parameter', () => {
  test.each([
    [{ R: 140, wallThickness: 6 }, /"wallThickness" is no key.*did you mean "wallThicknessMm"/],
    [{ R: 140, Tmax: 1 }, /did you mean "tmax"/],
    [{ R: 140, sizeMm: { troat: 4 } }, /did you mean "sizeMm.throat"/],
    [{ R: 140, wombat: 1 }, /"wombat" is no key of a design; known: R, a, a0/],
    [{ R: 140, L: 100, type: 'R-OSSE' }, /L is a parameter of OSSE, conical.*; this design is R-OSSE/],
    [{ R: 140, n: 4 }, /n is a parameter of OSSE/],
    [{ a: 45 }, /type is missing/],
    [{ R: 140, L: 100 }, /type is missing/],
    [{ type: 'traktrix' }, /type must be one of "OSSE", "R-OSSE", .*, got "traktrix"/],
    [{ type: 'constructor', R: 140 }, /type must be/],
    [{ type: 'OSSE' }, /L is missing/],
    [{ R: '140' }, /R must be a number in \[0\.01, 100000\] mm, got "140"/],
    [{ R: null }, /got null/],
    [{ R: Number.NaN }, /got NaN/],
    [{ R: Number.POSITIVE_INFINITY }, /got Infinity/],
    [{ R: -1 }, /R must be/],
    [{ L: 0 }, /L must be/],
    [{ L: 100, a: 90 }, /a must be a number in \(0, 90\) °, got 90/],
    [{ L: 100, a: 100 }, /a must be/],
    [{ L: 100, a: 0 }, /a must be/],
    [{ L: 100, a0: -1 }, /a0 must be a number in \[0, 90\) °/],
    [{ L: 100, k: 0 }, /k must be/],
    [{ L: 100, n: 0.9 }, /n must be/],
    [{ L: 100, q: 0 }, /q must be/],
    [{ R: 140, q: -1 }, /q must be/],
    [{ R: 140, tmax: 1.5 }, /tmax must be a number in \(0, 1\]/],
    [{ R: 140, tmax: 0 }, /tmax must be/],
    [{ R: 140, r: 0 }, /r must be above 0 for m between 0 and 1/],
    [{ R: 140, wallThicknessMm: 0 }, /wallThicknessMm must be/],
    [{ R: 140, body: 'box' }, /body must be "shell" or "bare" or .*, got "box"/],
    [{ R: 140, sizeMm: 4 }, /sizeMm must be an object/],
    [{ R: 140, sizeMm: { throat: 0 } }, /sizeMm.throat must be/],
    [{ R: 140, name: '' }, /name must be a text/],
  ])('%j is refused', (input, message) => {
    const error = refusal(input)
    expect(error.code).toBe('HORN_PARAMETER')
    expect(error.message).toMatch(message)
  })

  test('is named in the details', () => {
    expect(refusal({ L: 100, a: 95 }).details).toEqual({ parameter: 'a', value: 95, range: 'in (0, 90) °' })
    expect(refusal({ R: 140, tmx: 1 }).details).toEqual({ parameter: 'tmx', nearest: 'tmax' })
  })
})

describe('parameters that make no horn together', () => {
  test.each([
    ['a mouth within the throat', { R: 10 }, /R must exceed the throat radius r0: R = 10 mm, r0 = 12\.7 mm/],
    ['a mouth as wide as the throat', { R: 12.7 }, /R must exceed/],
    ['a straight tube that never reaches R', { R: 140, a: 0, a0: 0 }, /a and a0 are both 0/],
    ['a negative mouth term', { R: 140, a: 80, k: 30 }, /must not be negative/],
    [
      'a wall that leaves the throat backwards',
      { R: 140, m: -0.2 },
      /leaves the throat backwards.*m above 0/,
    ],
    ['a negative radius', { L: 100, s: -5 }, /radius is -?\d.*must be positive/],
    ['a wall that folds at the lip', { ...presets['demo-rosse'], wallThicknessMm: 30 }, /folds at the lip/],
    [
      'a meridian that crosses itself',
      {
        R: 30.11,
        a: 74.76,
        a0: 40.46,
        r0: 13.85,
        k: 3.77,
        q: 0.95,
        r: 0.03,
        m: 0.96,
        b: 15.89,
        body: 'bare',
      },
      /intersects itself/,
    ],
  ])('%s is refused', (_, input, message) => {
    const error = refusal(input)
    expect(error.message).toMatch(message)
    expect(error.code).toBe('HORN_GEOMETRY')
  })
})

describe('JSON text', () => {
  test('is found by its first character and read like an object', () => {
    const input = presets['demo-rosse'] as HornInput
    expect(parseHorn(` \n${JSON.stringify(input, null, 2)}`)).toEqual(parseHorn(input))
    expect(parseHorn(`\uFEFF${JSON.stringify(input)}`, { format: 'json' })).toEqual(parseHorn(input))
  })

  test.each([
    ['{"R":140,}', 1, 10, /expected a text in double quotes, found "}"/],
    ['{"R":140\n "a":2}', 2, 2, /expected "," or "}"/],
    ['{"R":140', 1, 9, /found the end of the text/],
    ['{"R":0140}', 1, 7, /expected "," or "}"/],
    ['{"R":NaN}', 1, 6, /expected a value/],
    ["{'R':140}", 1, 2, /double quotes/],
    ['{"R":140} x', 1, 11, /after the end/],
    ['{"R":1,"R":2}', 1, 8, /"R" is given twice/],
    ['{"name":"a\nb"}', 1, 9, /bad escape or a line break/],
    ['{"name":"\\x"}', 1, 9, /bad escape/],
    [`{"R":${'['.repeat(100)}`, 1, 22, /nested more than 16 deep/],
    ['[1]', 1, 1, /a JSON design is an object/],
  ])('%j is a syntax error with its place', (text, line, column, message) => {
    const error = refusal(text)
    expect(error.code).toBe('HORN_PARSE')
    expect(error.message).toMatch(message)
    expect(error.details).toEqual({ line, column })
  })

  test('has no key that reaches a prototype', () => {
    expect(refusal('{"R":140,"__proto__":{"a":1}}').message).toMatch(/"__proto__" is no key/)
  })

  test('of more than a mebibyte is refused, and of less is read', () => {
    expect(refusal(`{"R":140${' '.repeat(1 << 20)}}`).message).toMatch(
      /HORN_PARSE: the text has 10485\d\d characters/,
    )
    expect(refusal(`{"name":"${'x'.repeat(1_000_000)}","R":140}`).message).toMatch(/name must be/)
  })

  test('is refused where ATH was asked for', () => {
    expect(refusal('{"R":140}', { format: 'ath' }).code).toBe('HORN_PARSE')
    expect(refusal('Length = 100', { format: 'json' }).code).toBe('HORN_PARSE')
  })
})

describe('a bad argument', () => {
  test.each([undefined, null, 3, true, ['R']])('%j is no design', (source) => {
    expect(refusal(source).code).toBe('OPTION')
  })

  test('an unknown option or format is refused', () => {
    expect(() => parseHorn({ R: 140 }, { fromat: 'json' } as never)).toThrow(/OPTION.*did you mean "format"/)
    expect(() => parseHorn({ R: 140 }, { format: 'yaml' } as never)).toThrow(/OPTION/)
  })
})

describe('presets', () => {
  test.each(Object.keys(presets))('%s parses, carries its name and survives writing', (name) => {
    const horn = parseHorn(presetNamed(name) as HornInput)
    expect(horn.name).toBe(name)
    expect(doubts(horn)).toEqual([])
    expect(parseHorn(writeHorn(horn))).toEqual(horn)
  })

  test('are found by their own names only', () => {
    expect(presetNamed('toString')).toBeUndefined()
  })
})

describe('examples', () => {
  const folder = new URL('../../examples/', import.meta.url)
  const designs = readdirSync(folder).filter((name) => /\.(cfg|json)$/.test(name))

  test('there are some', () => {
    expect(designs).toEqual(expect.arrayContaining(['demo-rosse.cfg', 'demo-rosse.json', 'osse-round.cfg']))
  })

  test.each(designs)('%s parses without a remark', (name) => {
    const horn = parseHorn(readFileSync(new URL(name, folder), 'utf8'))
    expect(doubts(horn)).toEqual([])
    expect(horn.ignored.filter(({ reason }) => reason !== 'harmless')).toEqual([])
    if (name.startsWith('demo-rosse')) {
      const { profile, body, sizeMm } = parseHorn(presets['demo-rosse'] as HornInput)
      expect(horn).toMatchObject({ profile, body, sizeMm })
    }
  })
})

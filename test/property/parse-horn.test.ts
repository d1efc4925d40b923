import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WaveguideError } from '../../src/core/errors.ts'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { writeHorn } from '../../src/design/write-horn.ts'
import type { HornInput } from '../../src/model/horn.ts'
import { runs } from '../support/property.ts'
import { hornInput, hornOrNone } from '../support/random-horns.ts'

/** The design as an ATH script with a profile block. */
function athText({ type, wallThicknessMm, ...parameters }: HornInput): string {
  const members = Object.entries(parameters).map(([name, value]) => `  ${name} = ${value} ; comment`)
  const rest = [`Mesh.WallThickness = ${wallThicknessMm}`, 'ABEC.SimType = 2', 'Source.Shape = 2']
  return [`${type} = {`, ...members, '}', ...rest].join('\r\n')
}

describe('random designs', () => {
  test('are the same after writing and parsing, as object and as JSON text', () => {
    let checked = 0
    fc.assert(
      fc.property(hornInput, fc.option(fc.double({ min: 1, max: 50, noNaN: true })), (input, mouth) => {
        const horn = hornOrNone({ ...input, name: 'x "y"', ...(mouth && { sizeMm: { mouth } }) })
        if (!horn) return
        checked++
        expect(parseHorn(writeHorn(horn))).toEqual(horn)
        expect(parseHorn(JSON.stringify(writeHorn(horn)))).toEqual(horn)
      }),
      runs(100),
    )
    expect(checked).toBeGreaterThan(50)
  })

  test('are the same from an ATH script and from JSON', () => {
    fc.assert(
      fc.property(hornInput, (input) => {
        const horn = hornOrNone(input)
        if (!horn) return
        const { profile, body } = parseHorn(athText(input))
        expect({ profile, body }).toEqual({ profile: horn.profile, body: horn.body })
      }),
      runs(100),
    )
  })
})

describe('garbage', () => {
  const pieces = [
    'R-OSSE = {',
    'OSSE={',
    '}',
    'R = 140',
    'L=',
    'a = NaN',
    '; x',
    '"',
    '{"R":',
    '140',
    ':',
    ',',
    '\n',
    '=',
    '[',
    '_x = {',
    '\u0000',
    '1e999',
  ]
  const garbage = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('\n')),
    fc.json(),
  )

  test('is refused with a code of its own, never with another error', () => {
    fc.assert(
      fc.property(garbage, fc.constantFrom('auto', 'ath', 'mwg', 'json'), (text, format) => {
        try {
          parseHorn(text, { format: format as 'auto' })
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(WaveguideError)
          expect((thrown as WaveguideError).code).toMatch(/^HORN_(PARSE|PARAMETER|GEOMETRY)$/)
        }
      }),
      runs(1000),
    )
  })

  test('JSON is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify({ name: 'n', R: 140, extra: value })
        expect(() => parseHorn(text)).toThrow(/HORN_PARAMETER: "extra" is no key/)
      }),
      runs(200),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WaveguideError } from '../../src/core/errors.ts'
import { compileExpression } from '../../src/expression/compile.ts'
import { doors, knownExpression, passes } from '../support/fuzz/design-doors.ts'
import { runs } from '../support/property.ts'

/** Texts per door; `npm run fuzz` asks for more. */
const textCount = Number(process.env['FUZZ_CASES'] ?? 150)
const timeout = 60_000 + 100 * textCount

describe.each(doors)('the door for a $name', (door) => {
  test(
    'reads a text or refuses it with a code of its own, never with another error',
    () => {
      let read = 0
      const property = fc.property(door.text, (text) => {
        if (passes(door, text)) read++
      })
      fc.assert(property, runs(textCount))
      expect(read / textCount).toBeGreaterThan(door.leastRead)
    },
    timeout,
  )
})

describe('an expression that is right by construction', () => {
  test(
    'has the value of its construction, or none where that has none',
    () => {
      const property = fc.property(knownExpression, ({ text, value }) => {
        const found = evaluated(text)
        if (found === undefined) return
        if (Number.isFinite(value)) expect(found).toBe(value)
        else expect(found).toBeNaN()
      })
      fc.assert(property, runs(2 * textCount))
    },
    timeout,
  )
})

/** The value; NaN where it is refused as not finite, undefined where the text is too long for the door. */
function evaluated(text: string): number | undefined {
  try {
    return compileExpression(text, 'a').valueAt(0.7)
  } catch (thrown) {
    const reason = thrown instanceof WaveguideError && thrown.details?.['reason']
    if (reason === 'EXPR_NONFINITE') return Number.NaN
    if (reason === 'EXPR_TOO_LONG') return undefined
    throw thrown
  }
}

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { WaveguideError } from '../../src/core/errors.ts'
import { compileExpression } from '../../src/expression/compile.ts'

interface GoldenExpressions {
  readonly ok: readonly { readonly expr: string; readonly values: readonly (readonly [number, number])[] }[]
  readonly errors: readonly { readonly expr: string; readonly code: string }[]
}

const { expressions } = JSON.parse(
  readFileSync(new URL('../data/profiles.json', import.meta.url), 'utf8'),
) as { expressions: GoldenExpressions }

function refusal(text: string, p = 0): WaveguideError {
  try {
    compileExpression(text, 'a').valueAt(p)
  } catch (thrown) {
    return thrown as WaveguideError
  }
  throw new Error(`${text} was not refused`)
}

const value = (text: string, p = 0): number => compileExpression(text, 'a').valueAt(p)

describe('an expression', () => {
  test.each(expressions.ok.map((each) => [each.expr, each.values] as const))(
    '%j has its value',
    (text, values) => {
      // A few roundings of double arithmetic.
      for (const [p, expected] of values)
        expect(Math.abs(value(text, p) - expected)).toBeLessThanOrEqual(
          1e-14 * Math.max(1, Math.abs(expected)),
        )
    },
  )

  test.each(expressions.errors.map(({ expr, code }) => [expr, code]))(
    '%j is refused as %s',
    (text, reason) => {
      const { code, details } = refusal(text)
      expect(code).toBe('HORN_PARAMETER')
      expect(details).toMatchObject({ parameter: 'a', reason })
    },
  )

  test('takes an implicit product for one of the same level as "*"', () => {
    expect(value('1/2p', 3)).toBe(1.5)
    expect(value('(p)2', 3)).toBe(6)
    expect(value('2p^2', 3)).toBe(18)
    expect(value('p(p+1)', 3)).toBe(12)
    expect(value('1e')).toBe(Math.E)
  })

  test('has names in either case and "**" for "^"', () => {
    expect(value('2 SIN(Pi/2) ** 2')).toBe(2)
  })

  test('rounds half away from zero and knows C’s functions', () => {
    expect(value('round(-2.5)')).toBe(-3)
    expect(value('round(0.49999999999999994)')).toBe(0)
    expect(value('copysign(3,-1)+fmod(-7,3)')).toBe(-4)
    expect(value('exp2(3)+hypot(3,4)')).toBe(13)
  })

  test('knows whether it depends on the azimuth', () => {
    expect(compileExpression('2*70', 'R').dependsOnAzimuth).toBe(false)
    expect(compileExpression('2*70+0*p', 'R').dependsOnAzimuth).toBe(true)
  })
})

describe('a refused expression', () => {
  test.each([
    ['2 3', 'EXPR_SYNTAX', 2],
    ['2*$', 'EXPR_SYNTAX', 2],
    ['1+foo', 'EXPR_UNKNOWN_NAME', 2],
    ['2*sin(p,p)', 'EXPR_ARITY', 2],
    ['min()', 'EXPR_SYNTAX', 4],
    ['2*log(p)', 'EXPR_AMBIGUOUS', 2],
    ['toString', 'EXPR_UNKNOWN_NAME', 0],
    ['__proto__', 'EXPR_UNKNOWN_NAME', 0],
    ['p)', 'EXPR_SYNTAX', 1],
    [`${'('.repeat(65)}p${')'.repeat(65)}`, 'EXPR_TOO_LONG', 65],
    [`${'-'.repeat(100)}p`, 'EXPR_TOO_LONG', undefined],
    [Array(200).fill('p').join('+'), 'EXPR_TOO_LONG', undefined],
    ['p'.repeat(1025), 'EXPR_TOO_LONG', 0],
  ])('%j is %s in its column', (text, reason, column) => {
    const { details } = refusal(text)
    expect(details).toMatchObject({ reason, ...(column !== undefined && { column }) })
  })

  test('without a finite value names the azimuth', () => {
    expect(refusal('1/p', 0).details).toMatchObject({ reason: 'EXPR_NONFINITE', azimuthDeg: 0 })
    expect(refusal('sqrt(1-p)', Math.PI / 2).message).toMatch(/NaN at azimuth 90°/)
  })

  test('suggests the nearest name', () => {
    expect(refusal('cso(p)').message).toMatch(/did you mean "cos"/)
  })
})

import { shown } from '../core/options.ts'
import { isNonFiniteToken, numberOf } from './number-token.ts'
import { type Place, parameterError } from './parameters.ts'

/**
 * The number that a script gives for `name`, or the text of an expression.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` when the text is empty or no finite number.
 */
export function numberOrExpression(name: string, text: string, place: Place): number | string {
  const value = numberOf(text)
  if (value !== undefined) return value
  if (text === '') throw parameterError(name, 'has no value; give a number', { value: text, place })
  if (isNonFiniteToken(text))
    throw parameterError(name, `must be a finite number, got ${shown(text)}`, { value: text, place })
  if (/^[+-]?\d+,\d+$/.test(text))
    throw parameterError(name, `must be a number with a decimal point, got ${shown(text)}`, {
      value: text,
      place,
    })
  return text
}

/**
 * The plain number that a script gives for `name`.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` when the text is none.
 */
export function numberFor(name: string, text: string, place: Place): number {
  const value = numberOrExpression(name, text, place)
  if (typeof value === 'number') return value
  throw parameterError(name, `must be a plain number, got ${shown(text)}`, { value: text, place })
}

/**
 * The numbers of a list `a,b,c`.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` for a member that is no number.
 */
export function numbersFor(name: string, text: string, place: Place): number[] {
  const unquoted = unquote(text)
  return unquoted.split(',').map((member) => numberFor(name, member.trim(), place))
}

/** The text between double quotes, or the text itself. */
function unquote(text: string): string {
  return /^"[^"]*"$/.test(text) ? text.slice(1, -1) : text
}

const words: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['true', true],
  ['yes', true],
  ['on', true],
  ['0', false],
  ['false', false],
  ['no', false],
  ['off', false],
])

/**
 * The boolean that a script gives for `name`.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` when it is none.
 */
export function booleanFor(name: string, text: string, place: Place): boolean {
  const value = words.get(text.toLowerCase())
  if (value !== undefined) return value
  throw parameterError(name, `must be 1 or 0, true or false, yes or no, on or off, got ${shown(text)}`, {
    value: text,
    place,
  })
}

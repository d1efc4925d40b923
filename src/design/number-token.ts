import { shown } from '../core/options.ts'
import { type Place, parameterError } from './parameters.ts'

const token = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][+-]?\d{1,3})?$/

/**
 * The number that a text spells, or undefined.
 *
 * Stricter than `Number`: no hexadecimal, no blanks, no `Infinity`, decimal point only; `1d3` counts as `1e3`.
 */
export function numberOf(text: string): number | undefined {
  if (!token.test(text)) return undefined
  const value = Number(text.replace(/[dD]/, 'e'))
  return Number.isFinite(value) ? value : undefined
}

/**
 * The number that a design's text gives for `name`.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` when the text is empty, an expression, or no finite number.
 */
export function numberFor(name: string, text: string, place: Place): number {
  const value = numberOf(text)
  if (value !== undefined) return value
  throw parameterError(name, complaintAbout(text), { value: text, place })
}

function complaintAbout(text: string): string {
  if (text === '') return 'has no value; give a number'
  if (/^[+-]?(?:nan|inf|infinity)$/i.test(text) || token.test(text))
    return `must be a finite number, got ${shown(text)}`
  if (/[a-z(*/^]|\d\s*[+-]/i.test(text))
    return `is the expression ${shown(text)}: expressions are not supported yet`
  return `must be a number with a decimal point, got ${shown(text)}`
}

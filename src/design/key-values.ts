import { shown } from '../core/options.ts'
import type { Choice, KeyMeaning } from './ath-keys.ts'
import type { ScriptItem } from './ath-script.ts'
import { numberOf } from './number-token.ts'
import { type DraftValue, parameterError } from './parameters.ts'
import { booleanFor, numberFor, numberOrExpression, numbersFor } from './script-value.ts'

/**
 * What a script's key says, in the draft's terms.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` for a value of another kind.
 */
export function draftValueOf({ path, value, place }: ScriptItem, { name, kind }: KeyMeaning): DraftValue {
  const label = path === name ? path : `${path} (${name})`
  if (path === 'Throat.Diameter') {
    const diameter = numberOrExpression(path, value, place)
    const radius = typeof diameter === 'number' ? diameter / 2 : `(${diameter})/2`
    return { value: radius, place, label: 'Throat.Diameter / 2 (r0)' }
  }
  if (kind === 'parameter') return { value: numberOrExpression(path, value, place), place, label }
  if (kind === 'number') return { value: numberFor(path, value, place), place, label: path }
  if (kind === 'boolean') return { value: booleanFor(path, value, place), place, label: path }
  if (kind === 'list') return { value: numbersFor(path, value, place), place, label: path }
  return { value: chosen(path, value, kind, place), place, label: path }
}

function chosen(path: string, value: string, choice: Choice, place: ScriptItem['place']): string {
  const word = Object.hasOwn(choice, value) ? choice[value] : undefined
  if (word !== undefined) return word
  const meanings = Object.entries(choice).map(([code, name]) => (name ? `${code} (${name})` : code))
  throw parameterError(path, `must be ${meanings.join(' or ')}, got ${shown(value)}`, { value, place })
}

/**
 * Refuses a key that is supported at one value only, unless it has that or none.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER`, reason `CFG_REFUSED`.
 */
export function refuseUnlessNeutral(item: ScriptItem, neutral: number): void {
  const isOff = neutral === 0 && /^(?:false|no|off)$/i.test(item.value)
  if (item.value === '' || isOff || numberOf(item.value) === neutral) return
  throw unsupported(item, neutral)
}

/** The error for a key that would change the result. */
export function unsupported(item: ScriptItem, neutral?: number): Error {
  const advice = neutral === undefined ? 'remove it' : `only ${neutral} is`
  const what = item.kind === 'value' ? `${item.written} = ${item.value}` : item.written
  return parameterError(what, `is not supported yet and would change the result; ${advice}`, {
    parameter: item.written,
    value: item.value,
    reason: 'CFG_REFUSED',
    ...(neutral !== undefined && { supported: neutral }),
    place: item.place,
  })
}

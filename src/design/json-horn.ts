import { nearestName, shown } from '../core/options.ts'
import type { HornProfile } from '../model/horn.ts'
import type { Draft } from './make-horn.ts'
import { type DraftValue, osseRules, parameterError, rosseRules } from './parameters.ts'

const sizeKeys = ['throat', 'mouth', 'rear']
const commonKeys = ['name', 'type', 'body', 'wallThicknessMm', 'sizeMm']
const spellings: Readonly<Record<string, HornProfile['type']>> = {
  OSSE: 'OSSE',
  'OS-SE': 'OSSE',
  'R-OSSE': 'R-OSSE',
  ROSSE: 'R-OSSE',
}

/**
 * The draft of a `HornInput`; every key must be known.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` for an unknown key (with the nearest known one), a key of the other
 * profile, or a `type`, `body`, `name` or `sizeMm` that is none.
 */
export function draftOfInput(input: Readonly<Record<string, unknown>>): Draft {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  const type = typeOf(given)
  const rules = type === 'OSSE' ? osseRules : rosseRules
  refuseUnknown(given, type, Object.keys(rules))
  const values = new Map<string, DraftValue>()
  for (const name of [...Object.keys(rules), 'wallThicknessMm']) {
    if (Object.hasOwn(given, name)) values.set(name, { value: given[name] })
  }
  for (const [name, value] of sizesOf(given['sizeMm'])) values.set(name, { value, label: `sizeMm.${name}` })
  return { name: nameOf(given['name']), type, kind: kindOf(given['body']), values, ignored: [], notes: [] }
}

function typeOf(given: Readonly<Record<string, unknown>>): HornProfile['type'] {
  const { type } = given
  if (typeof type === 'string' && Object.hasOwn(spellings, type)) return spellings[type] ?? 'OSSE'
  if (type !== undefined)
    throw parameterError('type', `must be "OSSE" or "R-OSSE", got ${shown(type)}`, { value: shown(type) })
  const hasR = Object.hasOwn(given, 'R')
  if (hasR !== Object.hasOwn(given, 'L')) return hasR ? 'R-OSSE' : 'OSSE'
  throw parameterError('type', 'is missing: give "R-OSSE" with a mouth radius R, or "OSSE" with a length L')
}

function refuseUnknown(given: object, type: HornProfile['type'], letters: readonly string[]): void {
  const known = [...letters, ...commonKeys]
  const elsewhere: readonly string[] = Object.keys(type === 'OSSE' ? rosseRules : osseRules)
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue
    if (elsewhere.includes(key)) {
      const other = type === 'OSSE' ? 'R-OSSE' : 'OSSE'
      throw parameterError(
        key,
        `is a parameter of ${other}; this design is ${type}, with ${letters.join(', ')}`,
      )
    }
    throw unknownKey(key, known)
  }
}

/** The error for a key that nobody knows, with the nearest known one. */
function unknownKey(key: string, known: readonly string[]): Error {
  const nearest = nearestName(key, known)
  const hint = nearest ? `did you mean "${nearest}"?` : `known: ${known.join(', ')}`
  return parameterError(shown(key), `is no key of a design; ${hint}`, {
    parameter: key,
    ...(nearest && { nearest }),
  })
}

function sizesOf(sizeMm: unknown): [string, unknown][] {
  if (sizeMm === undefined) return []
  if (typeof sizeMm !== 'object' || sizeMm === null || Array.isArray(sizeMm))
    throw parameterError('sizeMm', `must be an object with throat, mouth or rear, got ${shown(sizeMm)}`)
  for (const key of Object.keys(sizeMm)) {
    if (!sizeKeys.includes(key))
      throw unknownKey(
        `sizeMm.${key}`,
        sizeKeys.map((size) => `sizeMm.${size}`),
      )
  }
  return Object.entries(sizeMm).filter(([, value]) => value !== undefined)
}

function kindOf(body: unknown): Draft['kind'] {
  if (body === undefined || body === 'shell') return 'shell'
  if (body === 'bare') return 'bare'
  throw parameterError('body', `must be "shell" or "bare", got ${shown(body)}`, { value: shown(body) })
}

/** The name of a design that has none. */
const nameless = 'horn'

function nameOf(name: unknown): string {
  if (name === undefined) return nameless
  if (typeof name === 'string' && name.length > 0 && name.length <= 200) return name
  throw parameterError('name', `must be a text of 1 to 200 characters, got ${shown(name)}`)
}

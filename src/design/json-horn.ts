import { shown } from '../core/options.ts'
import { profileRules } from '../geometry/parameter-rules.ts'
import type { HornBody, HornProfile, PolarWish } from '../model/horn.ts'
import { designParts } from './design-rules.ts'
import type { Draft } from './draft.ts'
import { type DraftValue, parameterError } from './parameters.ts'
import { checkedPolars } from './polar-wishes.ts'
import { unknownKey } from './unknown-key.ts'

const commonKeys = [
  'name',
  'type',
  'body',
  'wallThicknessMm',
  'scale',
  'verticalOffset',
  'polars',
  'sources',
  ...Object.keys(designParts),
]
/** Keys whose values are taken over as they are. */
const plainKeys = ['wallThicknessMm', 'scale', 'verticalOffset', 'sources']

/** Members of a profile that are no parameters with a rule. */
const ownMembers: Readonly<Partial<Record<HornProfile['type'], readonly string[]>>> = {
  OSSE: ['throatProfile'],
  points: ['points', 'interpolation'],
}

const types = Object.keys(profileRules) as HornProfile['type'][]
const spellings: ReadonlyMap<string, HornProfile['type']> = new Map<string, HornProfile['type']>([
  ...types.map((type) => [type, type] as const),
  ['OS-SE', 'OSSE'],
  ['ROSSE', 'R-OSSE'],
])
const kinds: readonly unknown[] = ['shell', 'bare', 'enclosure', 'infinite-baffle']

/**
 * The draft of a `HornInput`; every key must be known.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` for an unknown key (with the nearest known one), a key of another
 * family, or a `type`, `body`, `name` or part that is none.
 */
export function draftOfInput(input: Readonly<Record<string, unknown>>): Draft {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  const type = typeOf(given)
  const letters = lettersOf(type)
  refuseUnknown(given, type, letters)
  const values = new Map<string, DraftValue>()
  for (const name of [...letters, ...plainKeys]) {
    if (Object.hasOwn(given, name)) values.set(name, { value: given[name] })
  }
  for (const [name, value] of Object.keys(designParts).flatMap((part) => membersOf(part, given[part])))
    values.set(name, { value })
  const polars: readonly PolarWish[] = checkedPolars(given['polars'])
  return { name: nameOf(given['name']), type, kind: kindOf(given), values, polars, ignored: [], notes: [] }
}

/** What the profile of a family is described by. */
function lettersOf(type: HornProfile['type']): string[] {
  return [...Object.keys(profileRules[type]), ...(ownMembers[type] ?? [])]
}

function typeOf(given: Readonly<Record<string, unknown>>): HornProfile['type'] {
  const { type } = given
  const known = typeof type === 'string' ? spellings.get(type) : undefined
  if (known) return known
  if (type !== undefined)
    throw parameterError('type', `must be one of ${types.map(shown).join(', ')}, got ${shown(type)}`, {
      value: shown(type),
    })
  const hasR = Object.hasOwn(given, 'R')
  if (hasR !== Object.hasOwn(given, 'L')) return hasR ? 'R-OSSE' : 'OSSE'
  throw parameterError('type', 'is missing: give "R-OSSE" with a mouth radius R, or "OSSE" with a length L')
}

function refuseUnknown(given: object, type: HornProfile['type'], letters: readonly string[]): void {
  const known = [...letters, ...commonKeys]
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue
    const others = types.filter((other) => lettersOf(other).includes(key))
    if (others.length > 0) {
      throw parameterError(
        key,
        `is a parameter of ${others.join(', ')}; this design is ${type}, with ${letters.join(', ')}`,
      )
    }
    throw unknownKey(key, known)
  }
}

/** The members of a part, with the part's name in front. */
function membersOf(part: string, value: unknown): [string, unknown][] {
  if (value === undefined) return []
  const members: readonly string[] = designParts[part as keyof typeof designParts]
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw parameterError(part, `must be an object with ${members.join(', ')}, got ${shown(value)}`)
  for (const key of Object.keys(value)) {
    if (!members.includes(key))
      throw unknownKey(
        `${part}.${key}`,
        members.map((member) => `${part}.${member}`),
      )
  }
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => [`${part}.${key}`, member])
}

/** The body; an enclosure that is described says it without a word. */
function kindOf({ body, enclosure }: Readonly<Record<string, unknown>>): HornBody['kind'] {
  if (body === undefined) return enclosure === undefined ? 'shell' : 'enclosure'
  if (kinds.includes(body)) return body as HornBody['kind']
  throw parameterError('body', `must be ${kinds.map(shown).join(' or ')}, got ${shown(body)}`, {
    value: shown(body),
  })
}

/** The name of a design that has none. */
const nameless = 'horn'

function nameOf(name: unknown): string {
  if (name === undefined) return nameless
  if (typeof name === 'string' && name.length > 0 && name.length <= 200) return name
  throw parameterError('name', `must be a text of 1 to 200 characters, got ${shown(name)}`)
}

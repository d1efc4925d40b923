import { shown } from '../core/options.ts'
import type { HornBody, HornProfile, IgnoredKey, PolarWish } from '../model/horn.ts'
import { type DesignList, type DesignNumber, designLists, designRules, designWords } from './design-rules.ts'
import { checkedNumber, type DraftValue, parameterError } from './parameters.ts'

/** A design as read from text or an object, before anything is checked. */
export interface Draft {
  readonly name: string
  readonly type: HornProfile['type']
  readonly kind: HornBody['kind']
  /** Keyed by `HornInput`'s names; members of its objects with a dot: `R`, `wallThicknessMm`, `morph.rate`. */
  readonly values: ReadonlyMap<string, DraftValue>
  readonly polars?: readonly PolarWish[]
  readonly ignored: readonly IgnoredKey[]
  readonly notes: readonly string[]
  readonly script?: string
}

/** True when the design says something of a part: `has(draft, 'morph')`. */
export function hasPart({ values }: Draft, part: string): boolean {
  return [...values.keys()].some((name) => name.startsWith(`${part}.`))
}

/** A number of the design that has a default or must be given. */
export function requiredNumber(draft: Draft, name: DesignNumber): number {
  return optionalNumber(draft, name) ?? 0
}

/** A number of the design, or undefined for an optional one that is not given. */
export function optionalNumber(draft: Draft, name: DesignNumber): number | undefined {
  return checkedNumber(name, draft.values.get(name), designRules[name])
}

/**
 * One of the words that `name` may be, or undefined when it is not given.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` for another value.
 */
export function wordOf<Name extends keyof typeof designWords>(
  draft: Draft,
  name: Name,
): (typeof designWords)[Name][number] | undefined {
  return checkedWord(name, draft.values.get(name), designWords[name])
}

/**
 * One of some words, or undefined when it is not given.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` for another value.
 */
export function checkedWord<Word extends string>(
  name: string,
  given: DraftValue | undefined,
  words: readonly Word[],
): Word | undefined {
  if (given?.value === undefined) return undefined
  const found = words.find((word) => word === given.value)
  if (found !== undefined) return found
  throw parameterError(
    given.label ?? name,
    `must be one of ${words.map(shown).join(', ')}, got ${shown(given.value)}`,
    {
      parameter: name,
      value: shown(given.value),
      place: given.place,
    },
  )
}

/**
 * The finite numbers of a list, or undefined when it is not given.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` for anything else, another count of them, or one out of its range.
 */
export function listOf(draft: Draft, name: DesignList): number[] | undefined {
  const given = draft.values.get(name)
  if (given?.value === undefined) return undefined
  const {
    least,
    most,
    what,
    from = Number.NEGATIVE_INFINITY,
    to = Number.POSITIVE_INFINITY,
  } = designLists[name]
  const list = given.value
  const isList = Array.isArray(list) && list.length >= least && list.length <= most
  const isNumber = (value: unknown): boolean =>
    typeof value === 'number' && Number.isFinite(value) && value >= from && value <= to
  if (isList && list.every(isNumber)) return [...list]
  throw parameterError(given.label ?? name, `must be ${what}, got ${shown(list)}`, {
    parameter: name,
    value: shown(list),
    place: given.place,
  })
}

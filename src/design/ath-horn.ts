import { nearestName, shown } from '../core/options.ts'
import type { IgnoredKey } from '../model/horn.ts'
import {
  blockMembers,
  geometryBeginnings,
  groupNames,
  harmlessNames,
  isAtOrBelow,
  type KeyMeaning,
  meanings,
  neutralInBlock,
  neutralMembers,
  neutralValues,
  refusedNames,
  unreadInBlock,
} from './ath-keys.ts'
import { polarKey, polarsOf } from './ath-polars.ts'
import { parseAthScript, type ScriptItem } from './ath-script.ts'
import { settled } from './ath-settle.ts'
import type { Draft } from './draft.ts'
import type { Gathered } from './gathered.ts'
import { draftValueOf, refuseUnlessNeutral, unsupported } from './key-values.ts'
import { numberOf } from './number-token.ts'
import { type DraftValue, parameterError } from './parameters.ts'
import { numberOrExpression } from './script-value.ts'
import { textError } from './text-error.ts'

/** What is gathered while a script is read. */
interface Gathering extends Gathered {
  /** The profile block's name as written, when there is one. */
  readonly block: string | undefined
}

const profileBlocks: ReadonlyMap<string, Gathered['type']> = new Map([
  ['R-OSSE', 'R-OSSE'],
  ['ROSSE', 'R-OSSE'],
  ['OSSE', 'OSSE'],
])
const quadrants = ['1', '12', '14', '1234']

/**
 * The draft of an ATH script or MWG config.
 *
 * Every key is used, listed in `ignored`, or refused; keys that would change the geometry are never ignored.
 *
 * @throws {@link WaveguideError} `HORN_PARSE` for syntax, for no or two profiles; `HORN_PARAMETER` for a key or value
 * that is refused.
 */
export function draftOfScript(text: string, kind: 'ath' | 'mwg', legacyThroat: 'v1' | 'ath'): Draft {
  const items = parseAthScript(text)
  const block = profileBlockOf(items)
  const type = (block && profileBlocks.get(block)) || 'OSSE'
  const gathering: Gathering = { type, block, values: new Map(), items: new Map(), ignored: [], notes: [] }
  const counting = withoutOverridden(items, gathering.ignored)
  for (const item of counting) readItem(item, gathering)
  if (!block && gathering.values.get('L') === undefined) refuseMissingProfile(gathering)
  const body = settled(gathering, { kind, legacyThroat, text })
  const { values, ignored, notes } = gathering
  ignored.sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  const polars = polarsOf(counting)
  return { name: 'horn', type, kind: body, values, polars, ignored, notes, script: text }
}

/** The script's profile block; two of them are an error. */
function profileBlockOf(items: readonly ScriptItem[]): string | undefined {
  let found: string | undefined
  for (const { kind, path, place, parked } of items) {
    const name = path.split('.')[0] ?? ''
    if (parked || !profileBlocks.has(name)) continue
    const isSecond = kind === 'block' && path === name
    if (found !== undefined && (isSecond || found !== name))
      throw textError(
        `a second profile, ${shown(name)} beside ${shown(found)}: a script describes one horn`,
        place,
      )
    found = name
  }
  return found
}

/** Lists parked items and all but the last assignment of a key; returns the rest. */
function withoutOverridden(items: readonly ScriptItem[], ignored: IgnoredKey[]): ScriptItem[] {
  const last = new Map<string, ScriptItem>()
  for (const item of items) if (item.kind === 'value') last.set(item.written, item)
  return items.filter((item) => {
    const reason = item.parked
      ? 'parked'
      : item.kind === 'value' && last.get(item.written) !== item && 'overridden'
    if (!reason) return true
    if (item.kind !== 'block') ignored.push(ignoredItem(item, reason))
    return false
  })
}

function ignoredItem(item: ScriptItem, reason: NonNullable<IgnoredKey['reason']>): IgnoredKey {
  return { key: item.written, value: item.value, line: item.place.line, reason }
}

function readItem(item: ScriptItem, gathering: Gathering): void {
  const { block } = gathering
  if (block && isAtOrBelow(item.path, [block])) readMember(item, block, gathering)
  else if (isAtOrBelow(item.path, refusedNames)) readRefused(item, gathering)
  else if (item.kind === 'value') readFlat(item, gathering)
  else readOther(item, gathering)
}

/** A line inside the profile block: a parameter, or an error. */
function readMember(item: ScriptItem, block: string, gathering: Gathering): void {
  const { kind, path, value, place, written } = item
  if (path === block && kind === 'block') return
  if (kind !== 'value') throw textError(`block ${shown(block)} holds parameters only, as "R = 140"`, place)
  const member = path.slice(block.length + 1)
  const members = blockMembers[gathering.type]
  const name = members.get(member)
  if (name !== undefined) {
    const neutral = neutralMembers.includes(name) && (value === '' || numberOf(value) === 0)
    if (neutral) gathering.ignored.push(ignoredItem(item, 'harmless'))
    else
      set(item, name, { value: numberOrExpression(written, value, place), place, label: written }, gathering)
  } else if (unreadInBlock.includes(member) || isNeutralInBlock(member, value)) {
    gathering.ignored.push(ignoredItem(item, 'harmless'))
  } else {
    throw unknownMember(item, member, gathering.type)
  }
}

/** A number that changes nothing, of a key that ATH does not look for in the block. */
function isNeutralInBlock(member: string, value: string): boolean {
  const neutral = neutralInBlock.get(member)
  return neutral !== undefined && neutral === numberOf(value)
}

function unknownMember({ written, place }: ScriptItem, member: string, type: Gathered['type']): Error {
  if (neutralInBlock.has(member))
    return parameterError(
      shown(written),
      `stands inside the block of ${type}, where ATH does not look for it; write ${shown(member)} outside`,
      {
        parameter: written,
        place,
      },
    )
  const known = [...blockMembers[type].keys()]
  const nearest = nearestName(member, known)
  const hint = nearest ? `did you mean "${nearest}"?` : `it has ${known.join(', ')}`
  return parameterError(shown(written), `is no parameter of ${type}; ${hint}`, {
    parameter: written,
    ...(nearest && { nearest }),
    place,
  })
}

function set(item: ScriptItem, name: string, value: DraftValue, { values, items, ignored }: Gathering): void {
  const before = items.get(name)
  // Two keys of one meaning, as OS.k and Term.k: the later counts.
  if (before) ignored.push(ignoredItem(before, 'overridden'))
  values.set(name, value)
  items.set(name, item)
}

/** An item that is refused unless it says nothing. */
function readRefused(item: ScriptItem, { ignored }: Gathering): void {
  if (item.kind !== 'value' || item.value !== '') throw unsupported(item)
  ignored.push(ignoredItem(item, 'harmless'))
}

function readFlat(item: ScriptItem, gathering: Gathering): void {
  const { path, value } = item
  const { block, ignored } = gathering
  const meaning = meanings.get(path)
  const neutral = neutralValues.get(path)
  if (meaning && block !== undefined && (meaning.isFlat || isSetInBlock(item, meaning, gathering))) {
    // ATH reads the block alone when there is one.
    ignored.push(ignoredItem(item, 'overridden'))
  } else if (
    meaning &&
    meaning.neutral !== undefined &&
    (value === '' || numberOf(value) === meaning.neutral)
  ) {
    ignored.push(ignoredItem(item, 'harmless'))
  } else if (meaning) {
    set(item, meaning.name, draftValueOf(item, meaning), gathering)
  } else if (neutral !== undefined) {
    refuseUnlessNeutral(item, neutral)
    ignored.push(ignoredItem(item, 'harmless'))
  } else {
    readOther(item, gathering)
  }
}

/** True for a top-level `Rot` beside a block that has its own. */
function isSetInBlock(item: ScriptItem, { name }: KeyMeaning, { items, block }: Gathering): boolean {
  const before = items.get(name)
  return before !== undefined && before !== item && before.path.startsWith(`${block}.`)
}

/** Harmless and unknown items. */
function readOther(item: ScriptItem, { ignored, notes }: Gathering): void {
  const { kind, path, value, place, written } = item
  if (path === 'Mesh.Quadrants' && !quadrants.includes(value))
    throw parameterError(path, `must be one of ${quadrants.join(', ')}, got ${shown(value)}`, {
      value,
      place,
    })
  if (kind === 'block' && (isAtOrBelow(path, harmlessNames) || groupNames.includes(path))) return
  if (isAtOrBelow(path, harmlessNames) || polarKey(path)) {
    ignored.push(ignoredItem(item, 'harmless'))
    return
  }
  const nearest = nearestKnown(path, ignored)
  ignored.push({ ...ignoredItem(item, 'unknown'), ...(nearest && { nearest }) })
  if (kind === 'value' && geometryBeginnings.some((beginning) => path.startsWith(beginning))) {
    const hint = nearest ? `; did you mean "${nearest}"?` : ''
    notes.push(`${written} (line ${place.line}) is not known and was ignored; the geometry may differ${hint}`)
  }
}

/** Unknown keys that get a hint; a text of many is not a script with slips. */
const mostHints = 100

function nearestKnown(path: string, ignored: readonly IgnoredKey[]): string | undefined {
  return ignored.length < mostHints ? nearestName(path, knownNames) : undefined
}

const knownNames: readonly string[] = [
  ...profileBlocks.keys(),
  ...meanings.keys(),
  ...neutralValues.keys(),
  ...refusedNames,
  ...harmlessNames,
]

function refuseMissingProfile({ items }: Gathering): void {
  if ([...items.values()].some(({ path }) => meanings.get(path)?.isFlat))
    throw parameterError('Length', 'is missing; an OSSE horn needs its length in mm')
  throw textError(
    'no horn: expected a block "R-OSSE = { … }" or "OSSE = { … }", or flat keys with "Length = …"',
    {
      line: 1,
      column: 1,
    },
  )
}

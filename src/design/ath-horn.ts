import { nearestName, shown } from '../core/options.ts'
import type { HornProfile, IgnoredKey } from '../model/horn.ts'
import {
  bodyKeys,
  flatProfileKeys,
  geometryBeginnings,
  groupNames,
  harmlessNames,
  isAtOrBelow,
  neutralValues,
  refusedNames,
  unreadInBlock,
  zeroInBlock,
} from './ath-keys.ts'
import { parseAthScript, type ScriptItem } from './ath-script.ts'
import type { Draft } from './make-horn.ts'
import { numberFor, numberOf } from './number-token.ts'
import { type DraftValue, osseRules, parameterError, rosseRules } from './parameters.ts'
import { textError } from './text-error.ts'

/** What is gathered while a script is read. */
interface Gathering {
  readonly type: HornProfile['type']
  /** The profile block's name as written, when there is one. */
  readonly block: string | undefined
  readonly values: Map<string, DraftValue>
  readonly ignored: IgnoredKey[]
  readonly notes: string[]
}

const profileBlocks: ReadonlyMap<string, HornProfile['type']> = new Map([
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
export function draftOfScript(text: string, kind: 'ath' | 'mwg'): Draft {
  const items = parseAthScript(text)
  const block = profileBlockOf(items)
  const type = (block && profileBlocks.get(block)) || 'OSSE'
  const gathering: Gathering = { type, block, values: new Map(), ignored: [], notes: [] }
  for (const item of withoutOverridden(items, gathering.ignored)) readItem(item, gathering)
  if (!block && gathering.values.get('L') === undefined) refuseMissingProfile(gathering)
  noteDecisions(items, gathering, kind)
  const { values, ignored, notes } = gathering
  ignored.sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  return { name: 'horn', type, kind: 'shell', values, ignored, notes }
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
function readMember(item: ScriptItem, block: string, { type, values, ignored }: Gathering): void {
  const { kind, path, value, place } = item
  if (path === block && kind === 'block') return
  if (kind !== 'value') throw textError(`block ${shown(block)} holds parameters only, as "R = 140"`, place)
  const name = path.slice(block.length + 1)
  const letters: readonly string[] = Object.keys(type === 'OSSE' ? osseRules : rosseRules)
  if (letters.includes(name)) {
    values.set(name, { value: numberFor(item.written, value, place), place, label: item.written })
  } else if (zeroInBlock.includes(name)) {
    refuseUnlessNeutral(item, 0)
    ignored.push(ignoredItem(item, 'harmless'))
  } else if (unreadInBlock.includes(name)) {
    ignored.push(ignoredItem(item, 'harmless'))
  } else {
    const nearest = nearestName(name, letters)
    const hint = nearest ? `did you mean "${nearest}"?` : `it has ${letters.join(', ')}`
    throw parameterError(shown(item.written), `is no parameter of ${type}; ${hint}`, {
      parameter: item.written,
      ...(nearest && { nearest }),
      place,
    })
  }
}

/** An item that is refused unless it says nothing. */
function readRefused(item: ScriptItem, { ignored }: Gathering): void {
  if (item.kind !== 'value' || item.value !== '') throw unsupported(item)
  ignored.push(ignoredItem(item, 'harmless'))
}

function readFlat(item: ScriptItem, gathering: Gathering): void {
  const { path, value, place } = item
  const { block, values, ignored } = gathering
  const parameter = flatProfileKeys.get(path)
  const size = bodyKeys.get(path)
  const neutral = neutralValues.get(path)
  if (parameter !== undefined && block !== undefined) {
    // ATH reads the block alone when there is one.
    ignored.push(ignoredItem(item, 'overridden'))
  } else if (parameter !== undefined) {
    values.set(parameter, flatValue(item, parameter))
  } else if (size !== undefined) {
    values.set(size, { value: numberFor(path, value, place), place, label: path })
  } else if (neutral !== undefined) {
    refuseUnlessNeutral(item, neutral)
    ignored.push(ignoredItem(item, 'harmless'))
  } else {
    readOther(item, gathering)
  }
}

function flatValue({ path, value, place }: ScriptItem, parameter: string): DraftValue {
  const number = numberFor(path, value, place)
  if (path !== 'Throat.Diameter') return { value: number, place, label: `${path} (${parameter})` }
  return { value: number / 2, place, label: 'Throat.Diameter / 2 (r0)' }
}

function refuseUnlessNeutral(item: ScriptItem, neutral: number): void {
  const isOff = neutral === 0 && /^(?:false|no|off)$/i.test(item.value)
  if (item.value === '' || isOff || numberOf(item.value) === neutral) return
  throw unsupported(item, neutral)
}

function unsupported(item: ScriptItem, neutral?: number): Error {
  const advice = neutral === undefined ? 'remove it' : `only ${neutral} is`
  const what = item.kind === 'value' ? `${item.written} = ${item.value}` : item.written
  return parameterError(what, `is not supported yet and would change the result; ${advice}`, {
    parameter: item.written,
    value: item.value,
    ...(neutral !== undefined && { supported: neutral }),
    place: item.place,
  })
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
  if (isAtOrBelow(path, harmlessNames)) {
    ignored.push(ignoredItem(item, 'harmless'))
    return
  }
  const nearest = nearestName(path, knownNames)
  ignored.push({ ...ignoredItem(item, 'unknown'), ...(nearest && { nearest }) })
  if (kind === 'value' && geometryBeginnings.some((beginning) => path.startsWith(beginning))) {
    const hint = nearest ? `; did you mean "${nearest}"?` : ''
    notes.push(`${written} (line ${place.line}) is not known and was ignored; the geometry may differ${hint}`)
  }
}

const knownNames: readonly string[] = [
  ...profileBlocks.keys(),
  ...flatProfileKeys.keys(),
  ...bodyKeys.keys(),
  ...neutralValues.keys(),
  ...refusedNames,
  ...harmlessNames,
]

function refuseMissingProfile({ values }: Gathering): void {
  if ([...flatProfileKeys.values()].some((name) => values.has(name)))
    throw parameterError('Length', 'is missing; an OSSE horn needs its length in mm')
  throw textError(
    'no horn: expected a block "R-OSSE = { … }" or "OSSE = { … }", or flat keys with "Length = …"',
    {
      line: 1,
      column: 1,
    },
  )
}

/** Says what had to be decided because the script is silent and ATH would do otherwise. */
function noteDecisions(items: readonly ScriptItem[], { values, notes, type }: Gathering, kind: string): void {
  const has = (path: string): boolean => items.some((item) => !item.parked && item.path === path)
  if (!has('ABEC.SimType') && !has('Mesh.WallThickness')) {
    notes.push(
      'the script has neither ABEC.SimType nor Mesh.WallThickness: taken as a free-standing shell with a 5 mm wall; ' +
        'ATH itself would put the horn into an infinite baffle',
    )
  } else if (!has('ABEC.SimType')) {
    notes.push(
      'the script has no ABEC.SimType: taken as a free-standing shell; ATH itself would assume an infinite baffle',
    )
  }
  if (!has('Source.Shape'))
    notes.push(
      'the script has no Source.Shape: the source is a flat disc; ATH itself would use a spherical cap',
    )
  const silent = Object.keys(type === 'OSSE' ? osseRules : rosseRules).filter((name) => !values.has(name))
  const telling = silent.filter((name) => name !== 'tmax')
  if (kind === 'mwg' && telling.length > 0)
    notes.push(
      `the MWG config does not give ${telling.join(', ')}: ATH's defaults are used, MWG's own differ`,
    )
}

import { shown } from '../core/options.ts'
import { usualSourceName } from '../geometry/source-names.ts'
import type { HornSource } from '../model/horn.ts'
import { designParts, designRules, designWords } from './design-rules.ts'
import { checkedWord, type Draft, hasPart } from './draft.ts'
import { given } from './given.ts'
import { checkedNumber, type DraftValue, parameterError } from './parameters.ts'
import { unknownKey } from './unknown-key.ts'

/** As many as have tags of their own in a mesh. */
const mostSources = 8

type Member = (typeof designParts.source)[number]

/** The members of one source, and the key that it stands under. */
interface SourceDraft {
  readonly key: string
  member(name: Member): DraftValue | undefined
}

/**
 * The sources of a design that says something of them, every member checked; not yet whether they fit the throat.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER`.
 */
export function sourcesOf(draft: Draft): readonly HornSource[] | undefined {
  const sources = draftsOf(draft).map(readSource)
  for (const [index, source] of sources.entries()) refuseMixture(sourceKey(draft, index), source, sources)
  refuseRepeatedNames(draft, sources)
  const [first] = sources
  return first && (sources.length > 1 || isSpecial(first)) ? sources : undefined
}

/** The key that a source of a design stands under. */
export function sourceKey({ values }: Draft, index: number): string {
  return values.has('sources') ? `sources[${index}]` : 'source'
}

function draftsOf(draft: Draft): SourceDraft[] {
  const { values } = draft
  const list = values.get('sources')?.value
  if (list === undefined)
    return hasPart(draft, 'source') ? [{ key: 'source', member: (name) => values.get(`source.${name}`) }] : []
  if (hasPart(draft, 'source')) throw parameterError('sources', 'is given beside "source"; give one of them')
  if (!Array.isArray(list) || list.length === 0 || list.length > mostSources)
    throw parameterError('sources', `must be a list of 1 to ${mostSources} sources, got ${shown(list)}`)
  return list.map((entry, index) => entryDraft(`sources[${index}]`, entry))
}

function entryDraft(key: string, entry: unknown): SourceDraft {
  const members: readonly string[] = designParts.source
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    throw parameterError(key, `must be an object with ${members.join(', ')}, got ${shown(entry)}`)
  const values = new Map(Object.entries(entry))
  for (const name of values.keys()) {
    if (!members.includes(name))
      throw unknownKey(
        `${key}.${name}`,
        members.map((member) => `${key}.${member}`),
      )
  }
  return { key, member: (name) => ({ value: values.get(name) }) }
}

function readSource({ key, member }: SourceDraft): HornSource {
  const word = <Name extends 'shape' | 'velocity'>(
    name: Name,
  ): (typeof designWords)[`source.${Name}`][number] | undefined =>
    checkedWord(`${key}.${name}`, member(name), designWords[`source.${name}`])
  const length = (name: 'inner' | 'outer' | 'radius'): number | undefined =>
    checkedNumber(`${key}.${name}`, member(name), designRules[`source.${name}`])
  const source: HornSource = given({
    name: nameOf(`${key}.name`, member('name')?.value),
    shape: word('shape') ?? 'disc',
    inner: length('inner'),
    outer: length('outer'),
    radius: length('radius'),
    curv: curvatureSide(`${key}.curv`, member('curv')),
    velocity: word('velocity'),
  })
  refuseForeign(key, source)
  return source
}

/** Members that only some shapes have, and those that they must have. */
function refuseForeign(key: string, { shape, inner, outer, radius, curv }: HornSource): void {
  if (shape !== 'cap' && radius !== undefined)
    throw parameterError(`${key}.radius`, `is the curvature of a cap; where a ${shape} ends says outer`)
  if (shape !== 'cap' && curv !== undefined)
    throw parameterError(`${key}.curv`, `belongs to a cap, not to a ${shape}`)
  if (shape === 'annulus' && inner === undefined)
    throw parameterError(
      `${key}.inner`,
      'is missing: an annulus begins at a radius above 0 mm; take a disc for 0',
    )
  if (shape === 'disc' && inner !== undefined)
    throw parameterError(`${key}.inner`, 'does not belong to a disc; take an annulus')
  if (inner !== undefined && outer !== undefined && inner >= outer)
    throw parameterError(`${key}.inner`, `must be below outer, ${outer} mm, got ${inner}`, { value: inner })
}

/** Caps are parts of one sphere, and nothing flat fits beside them. */
function refuseMixture(key: string, source: HornSource, sources: readonly HornSource[]): void {
  const first = sources[0] ?? source
  if ((source.shape === 'cap') !== (first.shape === 'cap'))
    throw parameterError(
      `${key}.shape`,
      `must be ${first.shape === 'cap' ? '"cap"' : 'flat'} as that of the first source, got "${source.shape}"`,
    )
  for (const name of ['radius', 'curv'] as const) {
    if (source[name] !== first[name])
      throw parameterError(
        `${key}.${name}`,
        `must be that of the first source, ${first[name] ?? 'left out'}, as all caps are parts of one sphere; got ${source[name] ?? 'none'}`,
      )
  }
}

/** Letters, digits and some signs: names stand in mesh files. */
const speakable = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]{0,62}[\p{L}\p{N}])?$/u

/** Names with a fixed meaning in mesh files. */
const fixed = /^(?:SD\d+[GD]\d+|I\d+-\d+|mouth_aperture)$/i

function nameOf(key: string, name: unknown): string | undefined {
  if (name === undefined) return undefined
  if (typeof name !== 'string' || !speakable.test(name))
    throw parameterError(
      key,
      `must be a text of 1 to 64 letters, digits, blanks, ".", "_" or "-", with a letter or digit at both ends, got ${shown(name)}`,
    )
  if (fixed.test(name))
    throw parameterError(
      key,
      `has a fixed meaning in mesh files, got ${shown(name)}; take another, or leave it out`,
    )
  return name
}

function refuseRepeatedNames(draft: Draft, sources: readonly HornSource[]): void {
  const names = sources.map(({ name }, index) => name ?? usualSourceName(index))
  const index = names.findIndex((name, i) => names.indexOf(name) < i)
  if (index >= 0)
    throw parameterError(
      `${sourceKey(draft, index)}.name`,
      `must differ from that of the other sources, got ${shown(names[index])}`,
    )
}

function curvatureSide(key: string, found: DraftValue | undefined): number | undefined {
  if (found?.value === undefined || found.value === 0) return undefined
  if (found.value === 1 || found.value === -1) return found.value
  throw parameterError(found.label ?? key, `must be 1, 0 or −1, got ${shown(found.value)}`, {
    value: shown(found.value),
    place: found.place,
  })
}

/** False for what a design without a word has too. */
function isSpecial({ shape, velocity, ...more }: HornSource): boolean {
  return shape !== 'disc' || velocity === 'axial' || Object.keys(more).length > 0
}

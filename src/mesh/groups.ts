import type { BodyPart, OutlineRole } from '../geometry/body-part.ts'
import { usualSourceName } from '../geometry/source-names.ts'
import type { HornSource } from '../model/horn.ts'
import type { GroupRole, MeshGroup } from '../model/mesh.ts'

/** Physical groups of a horn mesh in the names ABEC uses: rigid wall of the air path (inner wall, rim, and what no source covers of the throat). */
const wallGroup: MeshGroup = { tag: 1, name: 'SD1G0', role: 'wall' }

/** The outside. */
const rearGroup: MeshGroup = { tag: 3, name: 'SD2G0', role: 'rear' }

/** The mouth of a horn in a rigid plane. */
const apertureGroup: MeshGroup = { tag: 12, name: 'mouth_aperture', role: 'interface' }

/** The first source has 2; the next ones follow behind the fixed numbers, up to the aperture's. */
const firstSourceTag = 2
const furtherSourceTags = 5

const tagOfRole: Record<Exclude<OutlineRole, 'source'>, number> = {
  throat: 1,
  inner: 1,
  rim: 1,
  outer: 3,
  step: 3,
  plate: 3,
  aperture: 12,
  front: 3,
  edge: 3,
  side: 3,
  back: 3,
}

/**
 * The groups that a body with these surfaces has.
 *
 * @param sources - Of the design, for their names.
 */
export function groupsOf(
  parts: readonly BodyPart[],
  sources: readonly HornSource[] | undefined,
): readonly MeshGroup[] {
  const tags = new Set(parts.map(tagOf))
  const isBox = parts.some(({ role }) => role === 'front')
  const numbers = new Set(parts.flatMap(({ role, source = 0 }) => (role === 'source' ? [source] : [])))
  const moving = [...numbers]
    .sort((a, b) => a - b)
    .map((number): MeshGroup => {
      const name = sources?.[number]?.name ?? usualSourceName(number)
      return { tag: sourceTag(number), name, role: 'source' }
    })
  const outside: MeshGroup = { ...rearGroup, role: isBox ? 'enclosure' : 'rear' }
  return [wallGroup, ...moving, outside, apertureGroup].filter(({ tag }) => tags.has(tag))
}

/** Tag of the triangles on a part of the walk. */
export function tagOf({ role, source = 0 }: BodyPart): number {
  return role === 'source' ? sourceTag(source) : tagOfRole[role]
}

/** Tag of a design's source by its number, from 0. */
export function sourceTag(number: number): number {
  return number === 0 ? firstSourceTag : furtherSourceTags + number - 1
}

const roleByName: readonly [RegExp, GroupRole][] = [
  [/^SD\d+D\d+$/i, 'source'],
  [/source/i, 'source'],
  [/^I\d+-\d+$/i, 'interface'],
  [/aperture/i, 'interface'],
  [/^SD1G\d+$/i, 'wall'],
  [/^SD\d+G\d+$/i, 'rear'],
  [/enclosure/i, 'enclosure'],
  [/rear|outer|back/i, 'rear'],
]

const roleByTag: Record<number, GroupRole> = { 2: 'source', 3: 'rear', 4: 'interface', 12: 'interface' }

/** Group of a tag found in a file: the role follows the name, else the tag (1 wall, 2 source, 3 rear, 4 interface), else wall. */
export function groupFromFile(tag: number, name: string | undefined): MeshGroup {
  if (name === undefined) return { tag, name: `tag ${tag}`, role: roleByTag[tag] ?? 'wall' }
  const [, mark, rest] = marked.exec(name) ?? []
  if (mark && rest) return { tag, name: rest, role: mark as GroupRole }
  return { tag, name, role: roleOfName(name) }
}

/** What a file calls a group whose own name does not say its role, or says another. */
const marked = /^(source|wall|rear|enclosure|interface):(.+)$/s

/** Name of a group in a file, from which {@link groupFromFile} makes the same group again. */
export function nameInFile({ name, role }: MeshGroup): string {
  return groupFromFile(0, name).role === role ? name : `${role}:${name}`
}

function roleOfName(name: string): GroupRole {
  return roleByName.find(([pattern]) => pattern.test(name))?.[1] ?? 'wall'
}

/** The numbers that names stand for, whatever number a file gives them. */
const tagByName: ReadonlyMap<string, number> = new Map([
  ['SD1G0', 1],
  ['SD1D1001', 2],
  ['SD2G0', 3],
  ['I1-2', 4],
])

/** A file's tags with the fixed names on their numbers; a group that stood on one of these numbers moves behind all others. */
export function numberedByName(
  tags: Uint32Array,
  names: ReadonlyMap<number, string>,
): { tags: Uint32Array; names: ReadonlyMap<number, string> } {
  const used = [...new Set(tags)].sort((a, b) => a - b)
  const fixedOf = (tag: number): number | undefined => tagByName.get((names.get(tag) ?? '').toUpperCase())
  const claimed = new Set(used.map(fixedOf))
  let free = Math.max(tagByName.size, ...used)
  const numbers = new Map(used.map((tag) => [tag, fixedOf(tag) ?? (claimed.has(tag) ? ++free : tag)]))
  const numberOf = (tag: number): number => numbers.get(tag) as number
  const named = used.filter((tag) => names.has(tag))
  return {
    tags: tags.map(numberOf),
    names: new Map(named.map((tag) => [numberOf(tag), names.get(tag) as string])),
  }
}

import type { OutlineRole } from '../geometry/outline.ts'
import type { GroupRole, MeshGroup } from '../model/mesh.ts'

/** Physical groups of a horn mesh in the names ABEC uses: rigid wall of the air path (inner wall and rim), and source. */
const airGroups: readonly MeshGroup[] = [
  { tag: 1, name: 'SD1G0', role: 'wall' },
  { tag: 2, name: 'SD1D1001', role: 'source' },
]

/** The outside. */
const rearGroup: MeshGroup = { tag: 3, name: 'SD2G0', role: 'rear' }

/** The mouth of a horn in a rigid plane. */
const apertureGroup: MeshGroup = { tag: 12, name: 'mouth_aperture', role: 'interface' }

const tagOfRole: Record<OutlineRole, number> = {
  source: 2,
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

/** The groups that a body with these surfaces has. */
export function groupsOf(roles: readonly OutlineRole[]): readonly MeshGroup[] {
  const tags = new Set(roles.map(tagOf))
  const outside: MeshGroup = { ...rearGroup, role: roles.includes('front') ? 'enclosure' : 'rear' }
  return [...airGroups, outside, apertureGroup].filter(({ tag }) => tags.has(tag))
}

/** Tag of the triangles on a section of the outline. */
export function tagOf(role: OutlineRole): number {
  return tagOfRole[role]
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
  const named = roleByName.find(([pattern]) => pattern.test(name))
  return { tag, name, role: named?.[1] ?? 'wall' }
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

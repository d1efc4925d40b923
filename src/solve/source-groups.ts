import { WaveguideError } from '../core/errors.ts'
import { optionError, refuseUnknownKeys } from '../core/options.ts'
import { sourceTag } from '../mesh/groups.ts'
import type { Mesh, MeshGroup } from '../model/mesh.ts'
import type { SourceDrive } from '../model/options.ts'
import type { SurfaceGeometry } from './surface-geometry.ts'

/** A group that may move. */
export interface SourceGroup extends MeshGroup {
  /** m², meshed. */
  readonly area: number
  /** Indices. */
  readonly triangles: Uint32Array
  /** Of a drive that does not say: the design's. */
  readonly motion: 'normal' | 'axial'
}

const driveKeys: readonly (keyof SourceDrive)[] = [
  'tag',
  'name',
  'velocity',
  'acceleration',
  'volumeVelocity',
  'pressure',
  'phaseDeg',
  'motion',
  'perTriangle',
]
/** The source groups of a mesh that have triangles. */
export function sourceGroups({ tags, groups, design }: Mesh, { areas }: SurfaceGeometry): SourceGroup[] {
  const motions = new Map(design?.sources?.map(({ velocity }, number) => [sourceTag(number), velocity]))
  return groups
    .filter(({ role }) => role === 'source')
    .map((group) => {
      const triangles = Uint32Array.from(tags.keys()).filter((triangle) => tags[triangle] === group.tag)
      const area = triangles.reduce((sum, triangle) => sum + (areas[triangle] ?? 0), 0)
      return { ...group, triangles, area, motion: motions.get(group.tag) ?? 'normal' }
    })
    .filter(({ triangles }) => triangles.length > 0)
}

/** The group a drive names; a mesh with one source group needs no name. */
export function groupOf(
  option: string,
  drive: SourceDrive,
  groups: readonly SourceGroup[],
  mesh: Mesh,
): SourceGroup {
  if (typeof drive !== 'object' || drive === null) throw optionError(option, 'an object', drive)
  refuseUnknownKeys(option, drive, driveKeys)
  const { tag, name } = drive
  const only = groups[0]
  if (tag === undefined && name === undefined && groups.length === 1 && only) return only
  if (tag === undefined && name === undefined)
    throw optionError(option, 'a drive with a tag or a name, as the mesh has several source groups', drive)
  const found = groups.find(
    (group) => (tag === undefined || group.tag === tag) && (name === undefined || group.name === name),
  )
  if (found) return found
  const known = mesh.groups.map((group) => `"${group.name}" (tag ${group.tag}, ${group.role})`).join(', ')
  const asked = [tag === undefined ? '' : `tag ${tag}`, name === undefined ? '' : `name "${name}"`]
  throw new WaveguideError(
    'MESH_NO_SOURCE',
    `${option}: the mesh has no source group with ${asked.filter(Boolean).join(' and ')}. Its groups: ${known}.`,
    { details: { option, tag, name, groups: mesh.groups } },
  )
}

import { WaveguideError } from '../core/errors.ts'
import { optionError } from '../core/options.ts'
import { sourceAreasMm2 } from '../geometry/throat-area.ts'
import { sourceTag } from '../mesh/groups.ts'
import type { Horn } from '../model/horn.ts'
import type { Mesh } from '../model/mesh.ts'
import type { SourceDrive } from '../model/options.ts'
import { driveGroup, type PlannedSource } from './drive.ts'
import { groupOf, type SourceGroup, sourceGroups } from './source-groups.ts'
import type { SurfaceGeometry } from './surface-geometry.ts'

/**
 * The moving groups of a solve with their velocity patterns and their factors per frequency.
 *
 * Velocity v; acceleration v = a/(jω); volume velocity v = U/S over the meshed area (its projection along z for axial
 * motion). Default: every source group with velocity 1 m/s; in a mesh with a design each has the volume velocity of
 * 1 m/s over the exact area that it covers of the throat, so that what facets lose of it does not change the level.
 *
 * @param frequencies - F, Hz.
 * @throws {@link WaveguideError} `OPTION` for a bad drive, `MESH_NO_SOURCE` for a group that is not there.
 */
export function planSources(
  mesh: Mesh,
  geometry: SurfaceGeometry,
  frequencies: Float64Array,
  drives: readonly SourceDrive[] | undefined,
): PlannedSource[] {
  const groups = sourceGroups(mesh, geometry)
  if (drives === undefined) return defaultSources(mesh, groups, geometry, frequencies)
  if (!Array.isArray(drives) || drives.length === 0)
    throw optionError('SolveOptions.sources', 'a list with at least one drive', drives)
  const chosen = drives.map((drive, index) => ({
    option: `SolveOptions.sources[${index}]`,
    drive,
    group: groupOf(`SolveOptions.sources[${index}]`, drive, groups, mesh),
  }))
  const twice = chosen.find(({ group }, index) => chosen.findIndex((other) => other.group === group) < index)
  if (twice) throw optionError(twice.option, 'the only drive of its group', twice.group.name)
  const sources = chosen.map(({ option, drive, group }) =>
    driveGroup(option, drive, group, geometry, frequencies),
  )
  if (sources.every(isSilent))
    throw new WaveguideError('OPTION', 'SolveOptions.sources move nothing: every drive is zero. Drive one.')
  return sources
}

function defaultSources(
  mesh: Mesh,
  groups: readonly SourceGroup[],
  geometry: SurfaceGeometry,
  frequencies: Float64Array,
): PlannedSource[] {
  const { design } = mesh
  if (!design) return groups.map((group) => driveGroup('', { velocity: 1 }, group, geometry, frequencies))
  const areas = exactAreas(design, groups)
  const covered = design.sources ? 'source' : 'throat'
  return groups.map((group, index) => {
    const volumeVelocity = areas[index] as number
    const factor = volumeVelocity / group.area
    const scaled = Math.abs(factor - 1) > 1e-4 ? ` (${factor.toFixed(4)} times the meshed area)` : ''
    const motion = group.motion === 'axial' ? 'axial ' : ''
    const drive = `${motion}volume velocity of 1 m/s peak over the exact ${covered} area on "${group.name}"${scaled}`
    return { ...driveGroup('', { volumeVelocity }, group, geometry, frequencies), drive }
  })
}

/** Of each group, m². Where groups are not those that the design was meshed with, they share the area of all its sources. */
function exactAreas(design: Horn, groups: readonly SourceGroup[]): number[] {
  // mm² to m².
  const byTag = new Map(sourceAreasMm2(design).map((area, number) => [sourceTag(number), area * 1e-6]))
  const own = groups.flatMap(({ tag }) => byTag.get(tag) ?? [])
  if (own.length === groups.length) return own
  const exact = [...byTag.values()].reduce((sum, area) => sum + area, 0)
  const meshed = groups.reduce((sum, { area }) => sum + area, 0)
  return groups.map(({ area }) => (exact * area) / meshed)
}

function isSilent({ velocity, scale }: PlannedSource): boolean {
  return velocity.every((value) => value === 0) || scale.every((value) => value === 0)
}

import { WaveguideError } from '../core/errors.ts'
import { optionError } from '../core/options.ts'
import { throatAreaMm2 } from '../geometry/horn-meridian.ts'
import type { Mesh } from '../model/mesh.ts'
import type { SourceDrive } from '../model/options.ts'
import { driveGroup, type PlannedSource } from './drive.ts'
import { groupOf, type SourceGroup, sourceGroups } from './source-groups.ts'
import type { SurfaceGeometry } from './surface-geometry.ts'

/**
 * The moving groups of a solve with their velocity patterns and their factors per frequency.
 *
 * Velocity v; acceleration v = a/(jω); volume velocity v = U/S over the meshed area (its projection along z for axial
 * motion). Default: every source group with velocity 1 m/s; a mesh with a design is driven with the volume velocity
 * of 1 m/s over the exact throat area, so that the area lost by a faceted throat does not change the level.
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
  // mm² to m².
  const throatArea = mesh.design && throatAreaMm2(mesh.design) * 1e-6
  const meshedArea = groups.reduce((sum, { area }) => sum + area, 0)
  const factor = throatArea === undefined ? 1 : throatArea / meshedArea
  return groups.map((group) => {
    const source = driveGroup('', { velocity: factor }, group, geometry, frequencies)
    if (throatArea === undefined) return source
    const scaled = Math.abs(factor - 1) > 1e-4 ? ` (${factor.toFixed(4)} times the meshed area)` : ''
    const drive = `volume velocity of 1 m/s peak over the exact throat area on "${group.name}"${scaled}`
    return { ...source, drive }
  })
}

function isSilent({ velocity, scale }: PlannedSource): boolean {
  return velocity.every((value) => value === 0) || scale.every((value) => value === 0)
}

import { WaveguideError } from '../core/errors.ts'
import type { Warning } from '../model/evidence.ts'
import type { Mesh, MeshQuality } from '../model/mesh.ts'
import { whole } from './arrays.ts'
import { componentVolumes } from './components.ts'
import { edgePartners } from './edge-table.ts'
import { type Tagged, unfolded } from './mirror.ts'
import { meshQuality } from './quality.ts'
import { requireStructure, shownPlace } from './structure.ts'
import { type Topology, topology } from './topology.ts'

export interface SolvableOptions {
  /** Let a mesh pass that the gate refuses; a `FORCED` warning says why it would have. */
  readonly force?: boolean
  /** The mesh's own quality when it has just been measured; measured here otherwise, whatever the mesh claims. */
  readonly quality?: MeshQuality
}

const poorAngleDeg = 10

/**
 * Refuses a mesh that cannot be solved or whose results could not mean anything.
 *
 * Checked in this order: the arrays, closed surface, no edge with three triangles, consistent winding, normals into
 * the air, a source, no interface, and the mesh gate: limits of 0 Hz in {@link MeshQuality}.
 *
 * @returns Warnings for the result: `MESH_QUALITY` for angles below 10°, `FORCED` for what `force` overrode.
 * @throws {@link WaveguideError} `MESH_FORMAT`, `MESH_OPEN`, `MESH_ORIENTATION`, `MESH_NO_SOURCE`, `MESH_LIMIT`.
 */
export function requireSolvable(mesh: Mesh, options: SolvableOptions = {}): Warning[] {
  requireStructure(mesh)
  const surface = unfolded(mesh, mesh.symmetry)
  const partners = edgePartners(surface.triangles, surface.vertices.length / 3)
  const faults = topology(surface.triangles, partners)
  requireClosed(mesh, surface, faults)
  requireOriented(mesh, surface, faults, partners)
  requireRoles(mesh)
  const quality = options.quality ?? meshQuality(mesh)
  return [...passGate(quality, options.force ?? false), ...shapeWarning(quality)]
}

function requireClosed(mesh: Mesh, surface: Tagged, faults: Topology): void {
  if (faults.openEdges > 0)
    throw new WaveguideError(
      'MESH_OPEN',
      `${faults.openEdges} open edges, first ${placed(mesh, surface, faults.firstOpen)}. Close the shell there` +
        `${mesh.symmetry.length > 0 ? ', put cut edges exactly on their plane' : ''}, or weld coincident vertices.`,
      { details: { openEdges: faults.openEdges, half: faults.firstOpen } },
    )
  if (faults.crowdedEdges > 0)
    throw new WaveguideError(
      'MESH_OPEN',
      `more than two triangles share an edge, first ${placed(mesh, surface, faults.firstCrowded)}. ` +
        'Remove inner walls and double surfaces.',
      { details: { crowdedEdges: faults.crowdedEdges, half: faults.firstCrowded } },
    )
}

function requireOriented(mesh: Mesh, surface: Tagged, faults: Topology, partners: Int32Array): void {
  if (faults.inconsistentEdges > 0)
    throw new WaveguideError(
      'MESH_ORIENTATION',
      `${faults.inconsistentEdges} edges whose two triangles are wound against each other, ` +
        `first ${placed(mesh, surface, faults.firstInconsistent)}. Wind all triangles alike, normals into the air.`,
      { details: { inconsistentEdges: faults.inconsistentEdges, half: faults.firstInconsistent } },
    )
  const sign = mesh.termination === 'baffle' ? -1 : 1
  const inverted = componentVolumes(surface, partners).find(({ volume }) => sign * volume <= 0)
  if (inverted)
    throw new WaveguideError(
      'MESH_ORIENTATION',
      `the body that begins with triangle ${inverted.triangle} is inside out: its volume is ` +
        `${(1e6 * inverted.volume).toPrecision(3)} cm³. Normals must point into the air: swap two corners of every triangle.`,
      { details: { volume: inverted.volume, triangle: inverted.triangle } },
    )
}

function requireRoles(mesh: Mesh): void {
  const roleOf = new Map(mesh.groups.map((group) => [group.tag, group]))
  const roles = new Set<string>()
  for (const tag of mesh.tags) roles.add(roleOf.get(tag)?.role ?? 'wall')
  const names = mesh.groups.map(({ tag, name, role }) => `${tag} ${name} (${role})`).join(', ')
  if (!roles.has('source'))
    throw new WaveguideError(
      'MESH_NO_SOURCE',
      `no triangle is a source; the groups are ${names || 'none'}. Tag the moving surface 2, or name its group SD1D1001.`,
      { details: { groups: names } },
    )
  if (roles.has('interface') && mesh.termination === 'free')
    throw new WaveguideError(
      'MESH_FORMAT',
      `an interface between two air volumes cannot be solved; the groups are ${names}. Mesh the whole body as one.`,
      { details: { groups: names } },
    )
}

function passGate({ limits }: MeshQuality, force: boolean): Warning[] {
  const refusals = limits.filter(({ frequency }) => frequency === 0)
  if (refusals.length === 0) return []
  const reasons = refusals.map(({ message }) => message).join('; ')
  const details = { limits: refusals }
  if (force) return [{ code: 'FORCED', message: `the mesh gate refused this mesh: ${reasons}`, details }]
  throw new WaveguideError(
    'MESH_LIMIT',
    `no frequency can be trusted on this mesh: ${reasons}. Mesh finer, or pass force to see the numbers all the same.`,
    { details },
  )
}

function shapeWarning({ minAngleDeg }: MeshQuality): Warning[] {
  if (minAngleDeg >= poorAngleDeg) return []
  const message = `the smallest angle of a triangle is ${minAngleDeg.toFixed(1)}°; below ${poorAngleDeg}° accuracy suffers`
  return [{ code: 'MESH_QUALITY', message, details: { minAngleDeg } }]
}

function placed({ groups }: Mesh, surface: Tagged, half: number): string {
  const tag = whole(surface.tags, Math.floor(half / 3))
  const group = groups.find((candidate) => candidate.tag === tag)
  return `at ${shownPlace(surface, half)} in group "${group?.name ?? `tag ${tag}`}"`
}

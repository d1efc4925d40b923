import { WaveguideError } from '../core/errors.ts'
import { runAtOnce, type Sliced } from '../core/sliced.ts'
import type { Warning } from '../model/evidence.ts'
import type { Mesh, MeshQuality } from '../model/mesh.ts'
import { componentVolumes } from './components.ts'
import { edgePartners } from './edge-table.ts'
import { measureFacets, poorAngleDeg } from './facets.ts'
import { type Tagged, unfolded } from './mirror.ts'
import { placesOf } from './places.ts'
import { formulaOf, measureQuality } from './quality.ts'
import { requireStructure, shownPlace } from './structure.ts'
import { type EdgeFaults, type Topology, topology } from './topology.ts'

export interface SolvableOptions {
  /** Let a mesh pass that the gate refuses; a `FORCED` warning says why it would have. */
  readonly force?: boolean
  /** The mesh's own quality when it has just been measured; measured here otherwise, whatever the mesh claims. */
  readonly quality?: MeshQuality
}

/**
 * Refuses a mesh that cannot be solved or whose results could not mean anything.
 *
 * Checked in this order: the arrays, no interface, closed surface, no edge with three triangles, consistent winding, normals into
 * the air, a source, and the mesh gate: limits of 0 Hz in {@link MeshQuality}, surfaces that cut through
 * themselves among them. `details` of each refusal has `reason`, `count` and up to twenty `places`.
 *
 * @returns Warnings for the result: `MESH_QUALITY` for angles below 10°, `FORCED` for what `force` overrode.
 * @throws {@link WaveguideError} `MESH_FORMAT`, `MESH_OPEN`, `MESH_ORIENTATION`, `MESH_NO_SOURCE`, `MESH_LIMIT`.
 */
export function* checkSolvable(mesh: Mesh, options: SolvableOptions = {}): Sliced<Warning[]> {
  requireStructure(mesh)
  requireOneVolume(mesh)
  yield
  const surface = unfolded(mesh, mesh.symmetry)
  const partners = edgePartners(surface.triangles, surface.vertices.length / 3)
  yield
  const faults = topology(surface.triangles, partners)
  requireClosed(mesh, surface, faults)
  requireOriented(mesh, surface, faults, partners)
  requireRoles(mesh)
  yield
  const quality = options.quality ?? (yield* measureQuality(mesh, formulaOf(mesh)))
  return [...passGate(quality, options.force ?? false), ...(yield* shapeWarning(mesh, surface, quality))]
}

/** {@link checkSolvable} without a pause. */
export function requireSolvable(mesh: Mesh, options: SolvableOptions = {}): Warning[] {
  return runAtOnce(checkSolvable(mesh, options))
}

function requireClosed(mesh: Mesh, surface: Tagged, { open, crowded }: Topology): void {
  if (open.count > 0)
    throw edgeError('MESH_OPEN', 'open', mesh, surface, open, (place) => [
      `${open.count} open edges, first ${place}. Close the shell there`,
      mesh.symmetry.length > 0 ? ', put cut edges exactly on their plane' : '',
      ', or weld coincident vertices.',
    ])
  if (crowded.count > 0)
    throw edgeError('MESH_OPEN', 'non-manifold', mesh, surface, crowded, (place) => [
      `more than two triangles share an edge, first ${place}. Remove inner walls and double surfaces.`,
    ])
}

function requireOriented(mesh: Mesh, surface: Tagged, faults: Topology, partners: Int32Array): void {
  const { inconsistent } = faults
  if (inconsistent.count > 0)
    throw edgeError('MESH_ORIENTATION', 'winding', mesh, surface, inconsistent, (place) => [
      `${inconsistent.count} edges whose two triangles are wound against each other, first ${place}. `,
      'Wind all triangles alike, normals into the air.',
    ])
  const sign = mesh.termination === 'baffle' ? -1 : 1
  const inverted = componentVolumes(surface, partners).filter(({ volume }) => sign * volume <= 0)
  const [first] = inverted
  if (!first) return
  const { volume, triangle } = first
  const starts = inverted.map((component) => component.triangle)
  const places = placesOf(surface, mesh.groups, starts, mesh.tags.length)
  throw new WaveguideError(
    'MESH_ORIENTATION',
    `the body that begins with triangle ${triangle} is inside out: its volume is ` +
      `${(1e6 * volume).toPrecision(3)} cm³. Normals must point into the air: swap two corners of every triangle.`,
    { details: { reason: 'inside out', count: inverted.length, places, volume, triangle } },
  )
}

function edgeError(
  code: 'MESH_OPEN' | 'MESH_ORIENTATION',
  reason: string,
  mesh: Mesh,
  surface: Tagged,
  { count, halves }: EdgeFaults,
  message: (place: string) => readonly string[],
): WaveguideError {
  const triangles = halves.map((half) => Math.floor(half / 3))
  const places = placesOf(surface, mesh.groups, triangles, mesh.tags.length)
  const [half = 0] = halves
  const place = `at ${shownPlace(surface, half)} in group "${places[0]?.group}"`
  return new WaveguideError(code, message(place).join(''), { details: { reason, count, places } })
}

function requireRoles(mesh: Mesh): void {
  const roleOf = new Map(mesh.groups.map((group) => [group.tag, group]))
  const roles = new Set<string>()
  for (const tag of mesh.tags) roles.add(roleOf.get(tag)?.role ?? 'wall')
  const names = mesh.groups.map(({ tag, name, role }) => `${tag} ${name} (${role})`).join(', ')
  if (!roles.has('source'))
    throw new WaveguideError(
      'MESH_NO_SOURCE',
      `no triangle is a source; the groups are ${names || 'none'}. ` +
        'Tag the moving surface 2, name its group SD1D1001, or read the file with the option source.',
      { details: { groups: names } },
    )
}

/** Before edges are looked at: an interface shares its own with both volumes. */
function requireOneVolume({ tags, groups, termination }: Mesh): void {
  if (termination !== 'free') return
  const found = groups.find(({ tag, role }) => role === 'interface' && tags.includes(tag))
  if (!found) return
  throw new WaveguideError(
    'MESH_FORMAT',
    `"${found.name}" is an interface between two volumes of air, and only one can be solved. ` +
      'Mesh the body as one: in ATH leave Mesh.SubdomainSlices empty.',
    { details: { reason: 'interface', group: found } },
  )
}

function passGate({ limits }: MeshQuality, force: boolean): Warning[] {
  const refusals = limits.filter(({ frequency }) => frequency === 0)
  const [first] = refusals
  if (!first) return []
  const reasons = refusals.map(({ message }) => message).join('; ')
  const { count = 1, places = [] } = first
  const details = { reason: first.check, count, places, limits: refusals }
  if (force) return [{ code: 'FORCED', message: `the mesh gate refused this mesh: ${reasons}`, details }]
  throw new WaveguideError(
    'MESH_LIMIT',
    `no frequency can be trusted on this mesh: ${reasons}. Mesh finer, or pass force to see the numbers all the same.`,
    { details },
  )
}

function* shapeWarning(mesh: Mesh, surface: Tagged, { minAngleDeg }: MeshQuality): Sliced<Warning[]> {
  if (minAngleDeg >= poorAngleDeg) return []
  const { poor } = yield* measureFacets(surface, mesh.groups)
  const places = placesOf(surface, mesh.groups, poor, mesh.tags.length)
  const message = `the smallest angle of a triangle is ${minAngleDeg.toFixed(1)}°; below ${poorAngleDeg}° accuracy suffers`
  return [{ code: 'MESH_QUALITY', message, details: { minAngleDeg, count: poor.length, places } }]
}

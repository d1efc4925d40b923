import { runAtOnce, type Sliced } from '../core/sliced.ts'
import type { Horn } from '../model/horn.ts'
import type { Mesh, MeshQuality } from '../model/mesh.ts'
import { bendingDeviation } from './bending.ts'
import { boxTree } from './box-tree.ts'
import { crossings } from './crossings.ts'
import { edgePartners } from './edge-table.ts'
import { measureFacets } from './facets.ts'
import { fingerprint } from './fingerprint.ts'
import { formulaDeviation } from './formula-deviation.ts'
import type { FormulaSurface } from './formula-surface.ts'
import { type Faulty, type Measured, meshLimits } from './limits.ts'
import { meshableOf, placedSurfaces } from './meshable.ts'
import { unfolded } from './mirror.ts'
import { signedVolume } from './orientation.ts'
import { placesOf } from './places.ts'
import { sourceLoops } from './source-loops.ts'
import { topology } from './topology.ts'
import { nearOf } from './triangle-pair.ts'
import { wallThickness } from './wall-thickness.ts'

/**
 * Measures a mesh: closed and oriented, sizes, shapes, and up to which frequency its results can mean something.
 *
 * A mesh cut on mirror planes is judged as the whole that it stands for. With a design the facets are compared with
 * its formula, without one with the curvature that neighbours suggest. Linear in the number of triangles.
 * The limits and their reasons are in docs/meshing.md.
 *
 * @throws {@link WaveguideError} `HORN_GEOMETRY` when the mesh's `design` makes no outline.
 */
export function meshQuality(mesh: Omit<Mesh, 'quality'>): MeshQuality {
  return runAtOnce(measureQuality(mesh, formulaOf(mesh)))
}

/**
 * {@link meshQuality} in slices, with the outline at hand. What was measured before is remembered by the content of the
 * mesh, not by its claims: a mesh that was just made is not measured again by the solve that follows.
 *
 * @param images - Of how many mirror images of its first triangles, one behind the other, the mesh is made.
 */
export function* measureQuality(
  mesh: Omit<Mesh, 'quality'>,
  surfaces: readonly FormulaSurface[] | undefined,
  images = 1,
): Sliced<MeshQuality> {
  const print = yield* fingerprint(mesh)
  const known = surfaces ? knownOf(surfaces) : knownWithoutFormula
  const before = known.get(print)
  if (before) return structuredClone(before)
  const quality = yield* freshQuality(mesh, surfaces, mesh.tags.length / images)
  const [oldest] = known.keys()
  if (oldest !== undefined && known.size >= mostKnown) known.delete(oldest)
  known.set(print, structuredClone(quality))
  return quality
}

/** Designs are not changed once parsed; what is known of a mesh hangs on these very lists. */
const placed = new WeakMap<Horn, readonly FormulaSurface[]>()

/** The exact surfaces of a mesh that has a design. */
export function formulaOf({ design }: Pick<Mesh, 'design'>): readonly FormulaSurface[] | undefined {
  if (!design) return undefined
  const before = placed.get(design)
  if (before) return before
  const surfaces = placedSurfaces(meshableOf(design))
  placed.set(design, surfaces)
  return surfaces
}

function throatKind(surfaces: readonly FormulaSurface[] | undefined): Measured['throat'] {
  if (!surfaces) return 'unknown'
  return surfaces.some(({ isAngular }) => isAngular) ? 'angular' : 'smooth'
}

type KnownQualities = Map<string, MeshQuality>

const mostKnown = 8
const knownWithoutFormula: KnownQualities = new Map()
const knownByFormula = new WeakMap<readonly FormulaSurface[], KnownQualities>()

function knownOf(surfaces: readonly FormulaSurface[]): KnownQualities {
  const known = knownByFormula.get(surfaces) ?? new Map()
  knownByFormula.set(surfaces, known)
  return known
}

function* freshQuality(
  mesh: Omit<Mesh, 'quality'>,
  surfaces: readonly FormulaSurface[] | undefined,
  part: number,
): Sliced<MeshQuality> {
  const surface = unfolded(mesh, mesh.symmetry)
  const partners = edgePartners(surface.triangles, surface.vertices.length / 3)
  yield
  const facets = yield* measureFacets(surface, mesh.groups)
  const formula = surfaces && (yield* formulaDeviation(surface, surfaces, partners, part))
  const bending = formula ? undefined : yield* bendingDeviation(surface, facets, partners)
  const inward = formula?.inward ?? (bending as Float64Array)
  const tree = yield* boxTree(surface, nearOf(surface.vertices))
  const thickness = yield* wallThickness(surface, mesh.groups, facets, inward, tree, part)
  const { open, inconsistent } = topology(surface.triangles, partners)
  const crossed = yield* crossings(surface, tree, part)
  const faulty = (count: number, triangles: readonly number[]): Faulty => ({
    count,
    places: placesOf(surface, mesh.groups, triangles, mesh.tags.length),
  })
  const limits = meshLimits({
    facets,
    slivers: faulty(facets.slivers.length, facets.slivers),
    crossings: faulty(
      crossed.count,
      crossed.pairs.map(([t]) => t),
    ),
    formula,
    throat: throatKind(surfaces),
    deviation: formula ? formula.worstMm / 1000 : inward.reduce((most, value) => Math.max(most, value), 0),
    loops: sourceLoops(surface, mesh.groups, partners),
    thickness,
  })
  return {
    closed: open.count === 0,
    oriented: inconsistent.count === 0,
    openEdges: open.count,
    minAngleDeg: facets.minAngleDeg,
    aspect: facets.aspect,
    minEdge: facets.minEdge,
    maxEdge: facets.maxEdge,
    volume: signedVolume(surface.vertices, surface.triangles),
    validTo: limits[0]?.frequency ?? 0,
    limits,
    ...(formula ? { deviationMm: formula.worstMm } : {}),
  }
}

import type { Sliced } from '../core/sliced.ts'
import { real, whole } from './arrays.ts'
import { closeGap, joint, patchOf } from './close-gap.ts'
import type { FormulaSurface } from './formula-surface.ts'

/** A sector of a body around the axis; `tags` hold the index of each triangle's surface on the walk. mm. */
export interface Sector {
  readonly vertices: Float64Array
  readonly triangles: Uint32Array
  readonly tags: Uint32Array
}

const newtonSteps = 3

/**
 * Moves the vertices of a facetted body so that it keeps the areas and the volume of the true one.
 *
 * Facets between vertices on a curved surface lie inside it: a throat of 24 sides loses 1.1 % of its area. Rings at
 * the joints of surfaces are scaled to the area inside the true ring, a circle's by √(2π/(n·sin(2π/n))). Every other vertex moves along
 * the surface's normal by the amount that makes the facets' signed distance to the surface vanish in the mean,
 * weighted by each vertex's hat function (an L2 projection of the gap). Derived in docs/meshing.md.
 *
 * Vertices on the planes x = 0 and y = 0 stay there exactly.
 *
 * @param sector - Vertices on the true surface; they are moved in place.
 * @param surfaces - In the order of the sector's tags.
 * @param isClosed - The sector is the whole circle.
 */
export function* equaliseAreas(
  sector: Sector,
  surfaces: readonly FormulaSurface[],
  isClosed = false,
): Sliced<void> {
  const grouped = { ...sector, tags: groupedTags(sector.tags, surfaces) }
  const owner = sectionOfVertices(grouped)
  scaleJoints(grouped, owner, surfaces, isClosed)
  for (let section = 0; section < surfaces.length; section++) {
    const surface = surfaces[section] as FormulaSurface
    if (surface.isFlat) continue
    const patch = patchOf(grouped, section, owner)
    for (let step = 0; step < newtonSteps && patch.inner.length > 0; step++)
      yield* closeGap(sector.vertices, patch, surface)
  }
}

/** Tags in which all surfaces of a group have the number of its first. */
function groupedTags(tags: Uint32Array, surfaces: readonly FormulaSurface[]): Uint32Array {
  const first = surfaces.map(({ group }, i) =>
    group ? surfaces.findIndex((other) => other.group === group) : i,
  )
  return tags.map((tag) => first[tag] as number)
}

const unowned = 0xfffffffe

/** The one section that each vertex lies on, or `joint`. */
function sectionOfVertices({ vertices, triangles, tags }: Sector): Uint32Array {
  const owner = new Uint32Array(vertices.length / 3).fill(unowned)
  for (let corner = 0; corner < triangles.length; corner++) {
    const vertex = whole(triangles, corner)
    const section = whole(tags, Math.floor(corner / 3))
    const before = whole(owner, vertex)
    owner[vertex] = before === unowned || before === section ? section : joint
  }
  return owner
}

/** Scales each ring of joint vertices about the axis to the area inside the true ring. */
function scaleJoints(
  sector: Sector,
  owner: Uint32Array,
  surfaces: readonly FormulaSurface[],
  isClosed: boolean,
): void {
  const { vertices } = sector
  const rings = jointRings(sector, owner)
  for (let section = 0; section + 1 < surfaces.length; section++) {
    const ring = surfaces[section]?.isFlat ? [] : (rings.get(section) ?? [])
    const scale = equalAreaScale(vertices, ring, surfaces[section] as FormulaSurface, isClosed)
    for (const v of ring) {
      vertices[3 * v] = real(vertices, 3 * v) * scale
      vertices[3 * v + 1] = real(vertices, 3 * v + 1) * scale
    }
  }
}

/** The joint vertices of each section that the next one on the walk shares. */
function jointRings({ triangles, tags }: Sector, owner: Uint32Array): Map<number, number[]> {
  const first = new Uint32Array(owner.length).fill(unowned)
  for (let corner = 0; corner < triangles.length; corner++) {
    const vertex = whole(triangles, corner)
    first[vertex] = Math.min(whole(first, vertex), whole(tags, Math.floor(corner / 3)))
  }
  const rings = new Map<number, number[]>()
  for (let v = 0; v < owner.length; v++) {
    if (whole(owner, v) !== joint) continue
    const section = whole(first, v)
    rings.set(section, [...(rings.get(section) ?? []), v])
  }
  return rings
}

const areaSteps = 2048

/** √(true sector / polygon's sector): ∫ r² dφ over twice the polygon's area. */
function equalAreaScale(
  vertices: Float64Array,
  ring: readonly number[],
  surface: FormulaSurface,
  isClosed: boolean,
): number {
  const corners = ring
    .map((v) => ({ x: real(vertices, 3 * v), y: real(vertices, 3 * v + 1) }))
    .map((corner) => ({ ...corner, azimuth: Math.atan2(corner.y, corner.x) }))
    .sort((a, b) => a.azimuth - b.azimuth)
  const [first] = corners
  const last = corners.at(-1)
  if (!first || !last) return 1
  if (isClosed) corners.push({ ...first, azimuth: first.azimuth + 2 * Math.PI })
  let doubleArea = 0
  for (let i = 1; i < corners.length; i++) {
    const [a, b] = [corners[i - 1] as typeof first, corners[i] as typeof first]
    doubleArea += a.x * b.y - a.y * b.x
  }
  const [from, angle] = [first.azimuth, (corners.at(-1)?.azimuth ?? 0) - first.azimuth]
  let squares = 0
  for (let i = 0; i < areaSteps; i++)
    squares += surface.endRadius(from + (angle * (i + 0.5)) / areaSteps) ** 2
  return doubleArea > 0 ? Math.sqrt((squares * angle) / areaSteps / doubleArea) : 1
}

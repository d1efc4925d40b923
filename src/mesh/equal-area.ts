import type { Sliced } from '../core/sliced.ts'
import { real, whole } from './arrays.ts'
import { type FormulaSurface, newSurfacePlace, type SurfacePlace } from './formula-surface.ts'

/** A sector of a body around the axis; `tags` hold the index of each triangle's surface on the walk. mm. */
export interface Sector {
  readonly vertices: Float64Array
  readonly triangles: Uint32Array
  readonly tags: Uint32Array
}

const newtonSteps = 3
const sweeps = 12

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
    for (let step = 0; step < newtonSteps && patch.inner.length > 0; step++) {
      closeGap(grouped, patch, surface)
      yield
    }
  }
}

/** Tags in which all surfaces of a group have the number of its first. */
function groupedTags(tags: Uint32Array, surfaces: readonly FormulaSurface[]): Uint32Array {
  const first = surfaces.map(({ group }, i) =>
    group ? surfaces.findIndex((other) => other.group === group) : i,
  )
  return tags.map((tag) => first[tag] as number)
}

const joint = 0xffffffff
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

/** The triangles of one section and those of its vertices that are free to move. */
interface Patch {
  readonly corners: Uint32Array
  readonly inner: Uint32Array
  /** Per vertex of the sector: its place in `inner`, or `joint`. */
  readonly local: Uint32Array
}

function patchOf({ vertices, triangles, tags }: Sector, section: number, owner: Uint32Array): Patch {
  const corners: number[] = []
  for (let t = 0; t < tags.length; t++)
    if (whole(tags, t) === section) for (let c = 3 * t; c < 3 * t + 3; c++) corners.push(whole(triangles, c))
  const local = new Uint32Array(vertices.length / 3).fill(joint)
  const inner: number[] = []
  for (let v = 0; v < owner.length; v++)
    if (whole(owner, v) === section && !isOnAxis(vertices, v)) local[v] = inner.push(v) - 1
  return { corners: Uint32Array.from(corners), inner: Uint32Array.from(inner), local }
}

function isOnAxis(vertices: Float64Array, v: number): boolean {
  return real(vertices, 3 * v) === 0 && real(vertices, 3 * v + 1) === 0
}

/** One Newton step: solves for moves whose facets fill the gap's projection on the hat functions. */
function closeGap({ vertices }: Sector, patch: Patch, surface: FormulaSurface): void {
  const system = assemble(vertices, patch, surface)
  const moves = relax(patch, system)
  balance(moves, system)
  const place = newSurfacePlace()
  for (let i = 0; i < patch.inner.length; i++)
    moveAlongNormal(vertices, whole(patch.inner, i), real(moves, i), surface, place)
}

function moveAlongNormal(
  vertices: Float64Array,
  v: number,
  move: number,
  surface: FormulaSurface,
  place: SurfacePlace,
): void {
  const [x, y, z] = [real(vertices, 3 * v), real(vertices, 3 * v + 1), real(vertices, 3 * v + 2)]
  surface.locate(x, y, z, place)
  // Vertices of the mirror planes stay on them to the last bit.
  if (x !== 0) vertices[3 * v] = x + move * place.normalX
  if (y !== 0) vertices[3 * v + 1] = y + move * place.normalY
  vertices[3 * v + 2] = z + move * place.normalZ
}

interface GapSystem {
  /** Diagonal of the mass matrix: Σ area/6. */
  readonly diagonal: Float64Array
  /** ∫ hat·distance for each free vertex. */
  readonly gap: Float64Array
  /** Area of each triangle. */
  readonly areas: Float64Array
  /** ∫ distance over the whole section, the hats of fixed vertices included. */
  totalGap: number
}

/** Adds one small number to all moves: what the fixed vertices' hats leave open is shared out, the volume is kept. */
function balance(moves: Float64Array, { diagonal, totalGap }: GapSystem): void {
  let [rest, weight] = [totalGap, 0]
  for (let i = 0; i < moves.length; i++) {
    const hat = 2 * real(diagonal, i)
    rest += hat * real(moves, i)
    weight += hat
  }
  for (let i = 0; i < moves.length; i++) moves[i] = real(moves, i) - rest / weight
}

function assemble(vertices: Float64Array, patch: Patch, surface: FormulaSurface): GapSystem {
  const { corners, inner, local } = patch
  const system: GapSystem = {
    diagonal: new Float64Array(inner.length),
    gap: new Float64Array(inner.length),
    areas: new Float64Array(corners.length / 3),
    totalGap: 0,
  }
  const place = newSurfacePlace()
  const mean = (a: number, b: number, axis: number): number =>
    (real(vertices, 3 * a + axis) + real(vertices, 3 * b + axis)) / 2
  const distance = (a: number, b: number): number => {
    surface.locate(mean(a, b, 0), mean(a, b, 1), mean(a, b, 2), place)
    return place.distance
  }
  for (let t = 0; t < corners.length; t += 3) {
    const corner = [whole(corners, t), whole(corners, t + 1), whole(corners, t + 2)] as const
    const area = triangleArea(vertices, ...corner)
    system.areas[t / 3] = area
    const vertex = corner.map((v) => distance(v, v))
    const edge = [
      distance(corner[1], corner[2]),
      distance(corner[2], corner[0]),
      distance(corner[0], corner[1]),
    ]
    for (let c = 0; c < 3; c++) {
      const moment = area * hatMoment(vertex, edge, c)
      system.totalGap += moment
      const i = whole(local, corner[c] as number)
      if (i === joint) continue
      system.diagonal[i] = real(system.diagonal, i) + area / 6
      system.gap[i] = real(system.gap, i) + moment
    }
  }
  return system
}

/** ∫ λ_c·d over a triangle of unit area for a quadratic d, given at corners and at the middles of the opposite edges. */
function hatMoment(vertex: readonly number[], edge: readonly number[], c: number): number {
  const [next, last] = [(c + 1) % 3, (c + 2) % 3]
  const at = (values: readonly number[], i: number): number => values[i] as number
  return (
    at(vertex, c) / 30 -
    (at(vertex, next) + at(vertex, last)) / 60 +
    at(edge, c) / 15 +
    (2 / 15) * (at(edge, next) + at(edge, last))
  )
}

function triangleArea(vertices: Float64Array, a: number, b: number, c: number): number {
  const side = (to: number, axis: number): number =>
    real(vertices, 3 * to + axis) - real(vertices, 3 * a + axis)
  const [ux, uy, uz, vx, vy, vz] = [side(b, 0), side(b, 1), side(b, 2), side(c, 0), side(c, 1), side(c, 2)]
  return Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / 2
}

/** Solves mass·moves = −gap by Gauss–Seidel; the mass matrix of hat functions is well conditioned. */
function relax(patch: Patch, { diagonal, gap, areas }: GapSystem): Float64Array {
  const moves = new Float64Array(patch.inner.length)
  const rows = rowsOf(patch)
  for (let sweep = 0; sweep < sweeps; sweep++)
    for (let i = 0; i < moves.length; i++)
      moves[i] = -(real(gap, i) + neighbourSum(i, moves, patch, rows, areas)) / real(diagonal, i)
  return moves
}

/** Σ over the other free vertices j of the mass matrix' entry (i, j), Σ area/12, times move j. */
function neighbourSum(
  i: number,
  moves: Float64Array,
  { corners, local }: Patch,
  rows: Rows,
  areas: Float64Array,
): number {
  let sum = 0
  for (let k = whole(rows.first, i); k < whole(rows.first, i + 1); k++) {
    const triangle = whole(rows.triangles, k)
    for (let c = 3 * triangle; c < 3 * triangle + 3; c++) {
      const j = whole(local, whole(corners, c))
      if (j !== joint && j !== i) sum += (real(areas, triangle) / 12) * real(moves, j)
    }
  }
  return sum
}

/** The triangles around each free vertex. */
interface Rows {
  readonly first: Uint32Array
  readonly triangles: Uint32Array
}

function rowsOf({ corners, local, inner }: Patch): Rows {
  const count = inner.length
  const first = new Uint32Array(count + 1)
  for (let c = 0; c < corners.length; c++) {
    const i = whole(local, whole(corners, c))
    if (i !== joint) first[i + 1] = whole(first, i + 1) + 1
  }
  for (let i = 0; i < count; i++) first[i + 1] = whole(first, i + 1) + whole(first, i)
  const cursor = first.slice()
  const triangles = new Uint32Array(whole(first, count))
  for (let c = 0; c < corners.length; c++) {
    const i = whole(local, whole(corners, c))
    if (i === joint) continue
    triangles[whole(cursor, i)] = Math.floor(c / 3)
    cursor[i] = whole(cursor, i) + 1
  }
  return { first, triangles }
}

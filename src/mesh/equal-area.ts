import type { Sliced } from '../core/sliced.ts'
import { real, whole } from './arrays.ts'
import { type CurvePlace, locate, newPlace, type SectionCurve } from './section-curve.ts'

/** The sector x ≥ 0, y ≥ 0 of a body of revolution; `tags` hold the index of each triangle's section. mm. */
export interface Sector {
  readonly vertices: Float64Array
  readonly triangles: Uint32Array
  readonly tags: Uint32Array
}

const newtonSteps = 3
const sweeps = 12

/**
 * Moves the vertices of a facetted body of revolution so that it keeps the areas and the volume of the round one.
 *
 * Facets between vertices on a curved surface lie inside it: a throat of 24 sides loses 1.1 % of its area. Rings at
 * the joints of sections are scaled to the circle's area, r' = r·√(2π/(n·sin(2π/n))). Every other vertex moves along
 * the meridian's normal by the amount that makes the facets' signed distance to the surface vanish in the mean,
 * weighted by each vertex's hat function (an L2 projection of the gap). Derived in docs/meshing.md.
 *
 * Vertices on the planes x = 0 and y = 0 stay there exactly.
 *
 * @param sector - Vertices on the true surface; they are moved in place.
 * @param curves - The sections, in the order of the sector's tags.
 */
export function* equaliseAreas(sector: Sector, curves: readonly SectionCurve[]): Sliced<void> {
  const owner = sectionOfVertices(sector)
  scaleJoints(sector, owner, curves)
  for (let section = 0; section < curves.length; section++) {
    const curve = curves[section] as SectionCurve
    const patch = patchOf(sector, section, owner)
    for (let step = 0; step < newtonSteps && patch.inner.length > 0; step++) {
      closeGap(sector, patch, curve)
      yield
    }
  }
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

/** Scales each ring of joint vertices about the axis to the area of its circle. */
function scaleJoints({ vertices }: Sector, owner: Uint32Array, curves: readonly SectionCurve[]): void {
  for (let section = 0; section + 1 < curves.length; section++) {
    const end = (curves[section] as SectionCurve).points
    const [z, r] = [real(end, end.length - 2), real(end, end.length - 1)]
    const ring = ringVertices(vertices, owner, z, r)
    const scale = equalAreaScale(
      ring.map((v) => Math.atan2(real(vertices, 3 * v + 1), real(vertices, 3 * v))),
    )
    for (const v of ring) {
      vertices[3 * v] = real(vertices, 3 * v) * scale
      vertices[3 * v + 1] = real(vertices, 3 * v + 1) * scale
    }
  }
}

function ringVertices(vertices: Float64Array, owner: Uint32Array, z: number, r: number): number[] {
  const tolerance = 1e-4 // mm; joints lie on their circle to the accuracy of the CAD kernel
  const ring: number[] = []
  for (let v = 0; v < owner.length; v++) {
    if (whole(owner, v) !== joint) continue
    const radius = Math.hypot(real(vertices, 3 * v), real(vertices, 3 * v + 1))
    if (Math.abs(real(vertices, 3 * v + 2) - z) < tolerance && Math.abs(radius - r) < tolerance) ring.push(v)
  }
  return ring
}

/** √(circle's sector / polygon's sector) of unit radius for corners at these azimuths, rad. */
function equalAreaScale(azimuths: readonly number[]): number {
  const sorted = [...azimuths].sort((a, b) => a - b)
  let doubleArea = 0
  for (let i = 1; i < sorted.length; i++)
    doubleArea += Math.sin((sorted[i] as number) - (sorted[i - 1] as number))
  const angle = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0)
  return doubleArea > 0 ? Math.sqrt(angle / doubleArea) : 1
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
function closeGap({ vertices }: Sector, patch: Patch, curve: SectionCurve): void {
  const system = assemble(vertices, patch, curve)
  const moves = relax(patch, system)
  balance(moves, system)
  const place = newPlace()
  for (let i = 0; i < patch.inner.length; i++)
    moveAlongNormal(vertices, whole(patch.inner, i), real(moves, i), curve, place)
}

function moveAlongNormal(
  vertices: Float64Array,
  v: number,
  move: number,
  curve: SectionCurve,
  place: CurvePlace,
): void {
  const [x, y] = [real(vertices, 3 * v), real(vertices, 3 * v + 1)]
  const r = Math.hypot(x, y)
  locate(curve, real(vertices, 3 * v + 2), r, place)
  // Multiplying keeps a zero: vertices of the sector planes stay on them.
  vertices[3 * v] = x * (1 + (move * place.normalR) / r)
  vertices[3 * v + 1] = y * (1 + (move * place.normalR) / r)
  vertices[3 * v + 2] = real(vertices, 3 * v + 2) + move * place.normalZ
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

function assemble(vertices: Float64Array, patch: Patch, curve: SectionCurve): GapSystem {
  const { corners, inner, local } = patch
  const system: GapSystem = {
    diagonal: new Float64Array(inner.length),
    gap: new Float64Array(inner.length),
    areas: new Float64Array(corners.length / 3),
    totalGap: 0,
  }
  const place = newPlace()
  const distance = (a: number, b: number): number => {
    const x = (real(vertices, 3 * a) + real(vertices, 3 * b)) / 2
    const y = (real(vertices, 3 * a + 1) + real(vertices, 3 * b + 1)) / 2
    locate(curve, (real(vertices, 3 * a + 2) + real(vertices, 3 * b + 2)) / 2, Math.hypot(x, y), place)
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

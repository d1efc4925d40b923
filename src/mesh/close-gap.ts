import type { Sliced } from '../core/sliced.ts'
import { real, whole } from './arrays.ts'
import { type FormulaSurface, newSurfacePlace, type SurfacePlace } from './formula-surface.ts'
import type { Tagged } from './mirror.ts'

/** Owner of a vertex that several sections share: it does not move with any of them. */
export const joint = 0xffffffff

const sweeps = 12
/** Triangles or vertices worked on between two pauses. */
const pause = 256

/** The triangles of one section and those of its vertices that are free to move. */
export interface Patch {
  readonly corners: Uint32Array
  readonly inner: Uint32Array
  /** Per vertex of the sector: its place in `inner`, or `joint`. */
  readonly local: Uint32Array
}

export function patchOf({ vertices, triangles, tags }: Tagged, section: number, owner: Uint32Array): Patch {
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

/** One Newton step, in slices: moves vertices so that facets fill the gap's projection on the hat functions. In place. */
export function* closeGap(vertices: Float64Array, patch: Patch, surface: FormulaSurface): Sliced<void> {
  const system = yield* assemble(vertices, patch, surface)
  const moves = yield* relax(patch, system)
  balance(moves, system)
  const place = newSurfacePlace()
  for (let i = 0; i < patch.inner.length; i++) {
    if (i % pause === 0) yield
    moveAlongNormal(vertices, whole(patch.inner, i), real(moves, i), surface, place)
  }
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

function* assemble(vertices: Float64Array, patch: Patch, surface: FormulaSurface): Sliced<GapSystem> {
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
    if (t % pause === 0) yield
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
function* relax(patch: Patch, { diagonal, gap, areas }: GapSystem): Sliced<Float64Array> {
  const moves = new Float64Array(patch.inner.length)
  const rows = rowsOf(patch)
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let i = 0; i < moves.length; i++)
      moves[i] = -(real(gap, i) + neighbourSum(i, moves, patch, rows, areas)) / real(diagonal, i)
    yield
  }
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

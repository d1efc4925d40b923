import { runAtOnce, type Sliced } from '../core/sliced.ts'
import { real, signed, whole } from './arrays.ts'
import { edgePartners, nextHalf, openEdge, slicedEdgePartners } from './edge-table.ts'

/**
 * Signed volume Σ a·(b×c)/6 of a closed surface; positive when normals point out. A surface cut on planes through the
 * origin needs no lids there: they would add nothing.
 */
export function signedVolume(
  vertices: Float64Array,
  triangles: Uint32Array,
  from: number = 0,
  to: number = triangles.length / 3,
): number {
  let sixfold = 0
  for (let t = from; t < to; t++) {
    const a = 3 * whole(triangles, 3 * t)
    const b = 3 * whole(triangles, 3 * t + 1)
    const c = 3 * whole(triangles, 3 * t + 2)
    const bx = real(vertices, b)
    const by = real(vertices, b + 1)
    const bz = real(vertices, b + 2)
    const cx = real(vertices, c)
    const cy = real(vertices, c + 1)
    const cz = real(vertices, c + 2)
    sixfold +=
      real(vertices, a) * (by * cz - bz * cy) +
      real(vertices, a + 1) * (bz * cx - bx * cz) +
      real(vertices, a + 2) * (bx * cy - by * cx)
  }
  return sixfold / 6
}

/** Swaps two corners of triangle `t` in place. */
export function flip(triangles: Uint32Array, t: number): void {
  const second = whole(triangles, 3 * t + 1)
  triangles[3 * t + 1] = whole(triangles, 3 * t + 2)
  triangles[3 * t + 2] = second
}

/**
 * Turns triangles in place until neighbours agree and the volume is positive. For one body, closed or cut on planes
 * through the origin.
 */
export function orientOutwards(vertices: Float64Array, triangles: Uint32Array): void {
  const partners = edgePartners(triangles, vertices.length / 3)
  for (const piece of runAtOnce(pieces(triangles, partners, false)))
    for (const t of piece.turned) flip(triangles, t)
  if (signedVolume(vertices, triangles) < 0) flipAll(triangles)
}

/** Turns every triangle in place. */
export function flipAll(triangles: Uint32Array): void {
  for (let t = 0; t < triangles.length / 3; t++) flip(triangles, t)
}

/**
 * Turns triangles in place until neighbours agree and every closed piece has a positive volume; a piece with open edges
 * keeps the side that most of its triangles have.
 *
 * @param isCut - All open edges lie on mirror planes through the origin: they are closed by the mirror images.
 * @returns How many triangles were turned.
 */
export function* orientPieces(
  vertices: Float64Array,
  triangles: Uint32Array,
  isCut: boolean,
): Sliced<number> {
  const partners = yield* slicedEdgePartners(triangles, vertices.length / 3)
  let count = 0
  for (const { members, turned, isClosed } of yield* pieces(triangles, partners, isCut)) {
    yield
    for (const t of turned) flip(triangles, t)
    yield
    const isWrong = isClosed
      ? (yield* volumeOf(vertices, triangles, members)) < 0
      : 2 * turned.length > members.length
    if (isWrong) for (const t of members) flip(triangles, t)
    count += isWrong ? members.length - turned.length : turned.length
  }
  return count
}

/** Triangles looked at between two pauses. */
const pause = 8192

function* volumeOf(
  vertices: Float64Array,
  triangles: Uint32Array,
  members: readonly number[],
): Sliced<number> {
  let volume = 0
  for (const [i, t] of members.entries()) {
    if (i % pause === 0) yield
    volume += signedVolume(vertices, triangles, t, t + 1)
  }
  return volume
}

const unseen = 0
const kept = 1
const turned = 2

/** Triangles that hang together by edges of two triangles. */
interface Piece {
  readonly members: readonly number[]
  /** Those that must be turned to agree with the first. */
  readonly turned: readonly number[]
  readonly isClosed: boolean
}

/** Flood fill from the first triangle of each piece. */
function* pieces(triangles: Uint32Array, partners: Int32Array, isCut: boolean): Sliced<Piece[]> {
  const state = new Uint8Array(triangles.length / 3)
  const found: Piece[] = []
  const isShut = (half: number): boolean =>
    signed(partners, half) >= 0 || (isCut && signed(partners, half) === openEdge)
  for (let seed = 0; seed < state.length; seed++) {
    if (state[seed] !== unseen) continue
    state[seed] = kept
    const members = [seed]
    let isClosed = true
    for (let i = 0; i < members.length; i++) {
      if (i % pause === 0) yield
      const t = members[i] as number
      visit(triangles, partners, t, state, members)
      isClosed &&= isShut(3 * t) && isShut(3 * t + 1) && isShut(3 * t + 2)
    }
    found.push({ members, turned: members.filter((t) => state[t] === turned), isClosed })
  }
  return found
}

function visit(
  triangles: Uint32Array,
  partners: Int32Array,
  t: number,
  state: Uint8Array,
  members: number[],
): void {
  for (let half = 3 * t; half < 3 * t + 3; half++) {
    const partner = signed(partners, half)
    const neighbour = Math.floor(partner / 3)
    if (partner < 0 || state[neighbour] !== unseen) continue
    const agrees = runsOpposite(triangles, half, partner)
    state[neighbour] = agrees === (state[t] === kept) ? kept : turned
    members.push(neighbour)
  }
}

/** True when two half-edges over the same vertices run in opposite directions, as in a consistently wound surface. */
export function runsOpposite(triangles: Uint32Array, half: number, partner: number): boolean {
  return whole(triangles, half) === whole(triangles, nextHalf(partner))
}

import { real, signed, whole } from './arrays.ts'
import { edgePartners, nextHalf } from './edge-table.ts'

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
  for (const t of disagreeing(triangles, partners)) flip(triangles, t)
  if (signedVolume(vertices, triangles) >= 0) return
  for (let t = 0; t < triangles.length / 3; t++) flip(triangles, t)
}

const unseen = 0
const kept = 1
const turned = 2

/** Flood fill from the first triangle of each component: the triangles that must be turned to agree with it. */
function disagreeing(triangles: Uint32Array, partners: Int32Array): number[] {
  const count = triangles.length / 3
  const state = new Uint8Array(count)
  for (let seed = 0; seed < count; seed++) {
    if (state[seed] !== unseen) continue
    state[seed] = kept
    const stack = [seed]
    for (let t = stack.pop(); t !== undefined; t = stack.pop()) visit(triangles, partners, t, state, stack)
  }
  return Array.from({ length: count }, (_, t) => t).filter((t) => state[t] === turned)
}

function visit(
  triangles: Uint32Array,
  partners: Int32Array,
  t: number,
  state: Uint8Array,
  stack: number[],
): void {
  for (let half = 3 * t; half < 3 * t + 3; half++) {
    const partner = signed(partners, half)
    const neighbour = Math.floor(partner / 3)
    if (partner < 0 || state[neighbour] !== unseen) continue
    const agrees = runsOpposite(triangles, half, partner)
    state[neighbour] = agrees === (state[t] === kept) ? kept : turned
    stack.push(neighbour)
  }
}

/** True when two half-edges over the same vertices run in opposite directions, as in a consistently wound surface. */
export function runsOpposite(triangles: Uint32Array, half: number, partner: number): boolean {
  return whole(triangles, half) === whole(triangles, nextHalf(partner))
}

import type { Sliced } from '../core/sliced.ts'
import type { Warning } from '../model/evidence.ts'
import type { SymmetryPlane } from '../model/mesh.ts'
import { real, whole } from './arrays.ts'
import { openEdges } from './edge-table.ts'
import type { Tagged } from './mirror.ts'

/** The horn's axis is z, and a mouth may lie in z = 0: nothing is taken for cut there. */
const planes: readonly SymmetryPlane[] = ['x', 'y']

/** How far a vertex of a file may be off a plane and still lie on it, over the largest coordinate. */
const tolerance = 1e-6

/** What a file's surface is a part of. */
export interface Cut {
  readonly planes: readonly SymmetryPlane[]
  readonly openEdges: number
}

/**
 * The mirror planes x = 0 and y = 0 that a surface is cut on: every open edge lies on one of them, and the surface on one side,
 * without a triangle in the plane, which would be a wall with a hole. No planes for closed surfaces, and for those that are open
 * anywhere else.
 */
export function* cutOf({ vertices, triangles }: Pick<Tagged, 'vertices' | 'triangles'>): Sliced<Cut> {
  const near = tolerance * largestOf(vertices)
  yield
  const open = yield* openEdges(triangles, vertices.length / 3)
  const isOn = (axis: number, v: number): boolean => Math.abs(real(vertices, 3 * v + axis)) <= near
  const isEdgeOn = (axis: number, [a, b]: readonly [number, number]): boolean =>
    isOn(axis, a) && isOn(axis, b)
  const candidates: SymmetryPlane[] = []
  for (const [axis, plane] of planes.entries()) {
    yield
    if (!open.some((edge) => isEdgeOn(axis, edge)) || !isOnOneSide(vertices, axis, near)) continue
    if (!(yield* hasTriangle(triangles, (v) => isOn(axis, v)))) candidates.push(plane)
  }
  const isCut = open.every((edge) => candidates.some((plane) => isEdgeOn(planes.indexOf(plane), edge)))
  return { planes: isCut ? candidates : [], openEdges: open.length }
}

/** Puts what lies on the planes to within the tolerance exactly there: mirror images share these vertices. In place. */
export function snapToPlanes(vertices: Float64Array, cut: readonly SymmetryPlane[]): void {
  const near = tolerance * largestOf(vertices)
  for (const [axis, plane] of planes.entries()) {
    if (!cut.includes(plane)) continue
    for (let i = axis; i < vertices.length; i += 3) if (Math.abs(real(vertices, i)) <= near) vertices[i] = 0
  }
}

export function cutWarning({ planes: cut, openEdges: count }: Cut): Warning[] {
  if (cut.length === 0) return []
  const part = cut.length === 2 ? 'quarter' : 'half'
  const where = cut.map((plane) => `${plane} = 0`).join(' and ')
  const message =
    `all ${count} open edges lie on ${where}: the file was taken for a ${part} of a body that mirrors itself there. ` +
    "If it is not, close it, or read it with symmetry: 'none'"
  return [{ code: 'SYMMETRY', message, details: { planes: cut, openEdges: count } }]
}

/** Triangles looked at between two pauses. */
const pause = 16_384

/** Whether all corners of some triangle pass. */
function* hasTriangle(triangles: Uint32Array, passes: (vertex: number) => boolean): Sliced<boolean> {
  for (let t = 0; t < triangles.length / 3; t++) {
    if (t % pause === 0) yield
    const corner = 3 * t
    if (passes(whole(triangles, corner)) && passes(whole(triangles, corner + 1)))
      if (passes(whole(triangles, corner + 2))) return true
  }
  return false
}

function largestOf(vertices: Float64Array): number {
  let largest = 0
  for (let i = 0; i < vertices.length; i++) largest = Math.max(largest, Math.abs(real(vertices, i)))
  return largest
}

function isOnOneSide(vertices: Float64Array, axis: number, near: number): boolean {
  let [low, high] = [0, 0]
  for (let i = axis; i < vertices.length; i += 3) {
    low = Math.min(low, real(vertices, i))
    high = Math.max(high, real(vertices, i))
  }
  return low >= -near || high <= near
}

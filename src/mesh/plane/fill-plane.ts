import type { Sliced } from '../../core/sliced.ts'
import { BorderEdges } from './border-edges.ts'
import { clipEars } from './ear-clipping.ts'
import { smooth } from './smooth.ts'
import { Triangulation } from './triangulation.ts'

/** A flat surface in triangles. */
export interface FilledPlane {
  /** 2·V: the loop's points, then new ones inside. */
  readonly xy: readonly number[]
  /** 3·T, counter-clockwise. */
  readonly corners: readonly number[]
}

/** Circumradius over the wanted edge length from which a triangle gets a point at its circumcentre; 0.58 is that of an equilateral one. */
const largest = 0.68
/** Least distance of a new point from the border's edges, over the wanted edge length. */
const fromBorder = 0.5
/** Largest change of the edge length for each millimetre. */
const grading = 0.3
const smoothings = 4
/** Triangles looked at between two pauses. */
const pause = 256

/**
 * Triangles between the given points of a border, with as many points inside as the wanted edge length asks for: a Delaunay
 * triangulation that is refined at circumcentres (P. Chew's and J. Ruppert's method without their angles' bound: the border stays as
 * it is), and smoothed. Lengths in mm. Deterministic, in slices.
 *
 * @param xy - 2·V.
 * @param loop - Indices of the border's points, counter-clockwise; a hole is joined to the outside by an edge run both ways.
 * @param wanted - Largest edge length at a place; towards the border it follows the border's own edges.
 * @returns `undefined` for a border that crosses itself.
 */
export function* fillPlane(
  xy: readonly number[],
  loop: readonly number[],
  wanted: (x: number, y: number) => number,
): Sliced<FilledPlane | undefined> {
  const corners = yield* clipEars(xy, loop)
  if (!corners) return undefined
  const triangles = new Triangulation([...xy], corners)
  const edges = new BorderEdges(xy, loop)
  const waiting = Array.from({ length: triangles.triangleCount }, (_, t) => t)
  for (let i = 0; i < waiting.length; i++) {
    if (i % pause === 0) yield
    const triangle = waiting[i] as number
    const centre = centreOf(triangles, triangle)
    if (!centre) continue
    const [x, y, radius] = centre
    const size = edges.sizeAt(x, y, wanted(x, y), grading)
    if (radius <= largest * size || edges.isNear(x, y, fromBorder * size)) continue
    waiting.push(...(triangles.insert(x, y, triangle) ?? []))
  }
  for (let round = 0; round < smoothings; round++) {
    yield* smooth(triangles, xy.length / 2)
    yield* triangles.restore()
  }
  return triangles
}

/** Circumcentre and circumradius. */
function centreOf({ xy, corners }: Triangulation, triangle: number): [number, number, number] | undefined {
  const [a, b, c] = [0, 1, 2].map((i) => corners[3 * triangle + i] as number) as [number, number, number]
  const [x, y] = [xy[2 * a] as number, xy[2 * a + 1] as number]
  const [ux, uy] = [(xy[2 * b] as number) - x, (xy[2 * b + 1] as number) - y]
  const [vx, vy] = [(xy[2 * c] as number) - x, (xy[2 * c + 1] as number) - y]
  const area = 2 * (ux * vy - uy * vx)
  if (!(area > 0)) return undefined
  const [u2, v2] = [ux * ux + uy * uy, vx * vx + vy * vy]
  const [cx, cy] = [(vy * u2 - uy * v2) / area, (ux * v2 - vx * u2) / area]
  return [x + cx, y + cy, Math.hypot(cx, cy)]
}

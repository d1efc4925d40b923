import { millimetres } from '../core/units.ts'
import type { Mesh } from '../model/mesh.ts'

/** Parallel views of a body along the axes of the design's frame. */

/** A direction along x (0), y (1) or z (2). */
interface Direction {
  readonly axis: 0 | 1 | 2
  readonly sign: 1 | -1
}

/** Where one looks from; `right` × `up` = `viewer`. */
export interface View {
  readonly name: string
  /** What the view is, for its caption. */
  readonly caption: string
  readonly right: Direction
  readonly up: Direction
  /** From the body to the eye. */
  readonly viewer: Direction
}

const plus = (axis: 0 | 1 | 2): Direction => ({ axis, sign: 1 })
const minus = (axis: 0 | 1 | 2): Direction => ({ axis, sign: -1 })

/** Onto the mouth, and twice with the horn pointing to the right: from the left and from above. */
export const views: readonly View[] = [
  { name: 'front', caption: 'Front, x to the right, y up', right: plus(0), up: plus(1), viewer: plus(2) },
  { name: 'side', caption: 'Side, z to the right, y up', right: plus(2), up: plus(1), viewer: minus(0) },
  { name: 'top', caption: 'Top, z to the right, x up', right: plus(2), up: plus(0), viewer: plus(1) },
]

/** Extents along x, y and z, mm. */
export interface Bounds {
  readonly low: readonly [number, number, number]
  readonly high: readonly [number, number, number]
}

/** Of the vertices that triangles use; zero for a mesh without any. */
export function boundsOf({ vertices, triangles }: Mesh): Bounds {
  const low: [number, number, number] = [Infinity, Infinity, Infinity]
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity]
  for (const vertex of triangles) {
    for (const axis of [0, 1, 2] as const) {
      const coordinate = millimetres(vertices[3 * vertex + axis] ?? Number.NaN)
      low[axis] = Math.min(low[axis], coordinate)
      high[axis] = Math.max(high[axis], coordinate)
    }
  }
  return triangles.length > 0 ? { low, high } : { low: [0, 0, 0], high: [0, 0, 0] }
}

/** Width and height of a view, mm. */
export function viewSize({ right, up }: View, { low, high }: Bounds): readonly [number, number] {
  return [high[right.axis] - low[right.axis], high[up.axis] - low[up.axis]]
}

/** The vertices as one view has them: x to the right, y **up**, and nearness to the eye, all px, from the lower left corner. */
export interface Projected {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly nearness: Float64Array
}

/** @param scale - px per mm. */
export function projected({ vertices }: Mesh, view: View, { low, high }: Bounds, scale: number): Projected {
  const along = ({ axis, sign }: Direction): Float64Array => {
    const start = sign > 0 ? low[axis] : high[axis]
    return Float64Array.from({ length: vertices.length / 3 }, (_, vertex) => {
      return scale * sign * (millimetres(vertices[3 * vertex + axis] ?? 0) - start)
    })
  }
  return { x: along(view.right), y: along(view.up), nearness: along(view.viewer) }
}

import type { Sliced } from '../core/sliced.ts'
import { DepthBuffer } from './depth-buffer.ts'
import type { Projected } from './projection.ts'

/** A triangle to be painted. */
export interface VisibleTriangle {
  readonly index: number
  /** Unit normal in the view's frame: right, up, towards the eye. */
  readonly normal: readonly [number, number, number]
  /** px; greater = nearer. */
  readonly nearness: number
}

/** Cells looked at between two pauses; a millisecond or two. */
const sliceCells = 50_000

/** Cosine below which rounding decides whether a triangle that is seen edge-on faces the eye. */
const edgeOn = 1e-6

/**
 * The triangles of which something can be seen, the farthest first.
 *
 * @param showBacks - Whether triangles are seen from behind as well, as in a mesh that is cut open.
 * @param size - Width and height of the view, px.
 */
export function* visibleTriangles(
  points: Projected,
  triangles: Uint32Array,
  showBacks: boolean,
  [width, height]: readonly [number, number],
): Sliced<VisibleTriangle[]> {
  const normals = Array.from({ length: triangles.length / 3 }, (_, index) =>
    normalOf(points, triangles, index),
  )
  const candidates = Uint32Array.from(normals.keys()).filter((index) => {
    const towards = normals[index]?.[2] ?? 0
    return (showBacks ? Math.abs(towards) : towards) > edgeOn
  })
  yield
  const buffer = new DepthBuffer(points, triangles, width, height)
  let cells = 0
  for (const triangle of candidates) {
    cells += buffer.add(triangle)
    if (cells < sliceCells) continue
    cells = 0
    yield
  }
  yield
  const seen = buffer.seen(candidates)
  yield
  return Array.from(candidates)
    .filter((index) => seen[index])
    .map((index) => ({
      index,
      normal: normals[index] ?? [0, 0, 1],
      nearness: meanNearness(points, triangles, index),
    }))
    .sort((a, b) => a.nearness - b.nearness || a.index - b.index)
}

function meanNearness({ nearness }: Projected, triangles: Uint32Array, index: number): number {
  let sum = 0
  for (let i = 0; i < 3; i++) sum += nearness[triangles[3 * index + i] ?? 0] ?? 0
  return sum / 3
}

function normalOf(
  { x, y, nearness }: Projected,
  triangles: Uint32Array,
  index: number,
): VisibleTriangle['normal'] {
  const [a = 0, b = 0, c = 0] = triangles.subarray(3 * index, 3 * index + 3)
  const along = (values: Float64Array, to: number): number => (values[to] ?? 0) - (values[a] ?? 0)
  const [ux, uy, uz] = [along(x, b), along(y, b), along(nearness, b)]
  const [vx, vy, vz] = [along(x, c), along(y, c), along(nearness, c)]
  const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx]
  const length = Math.sqrt(nx * nx + ny * ny + nz * nz) || 1
  return [nx / length, ny / length, nz / length]
}

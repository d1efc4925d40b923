import { WaveguideError } from '../../core/errors.ts'
import type { Sliced } from '../../core/sliced.ts'
import { fillPlane } from '../plane/fill-plane.ts'

/** What bounds a flat strip, as numbers of vertices. */
export interface StripBorder {
  /** The ring it begins with, and the one it ends with, by ascending azimuth; a closed strip has none at the axis. */
  readonly near: readonly number[]
  readonly far: readonly number[]
  /** What is between them at both ends of the sector, from `near` to `far`; absent when the rings are closed. */
  readonly sides?: { readonly from: readonly number[]; readonly to: readonly number[] }
}

/**
 * Fills a flat strip across the axis with triangles wound like those of {@link zip}. New vertices are appended.
 *
 * @param vertices - 3·V, mm.
 * @param wanted - Largest edge length, mm.
 * @param triangles - Corners are appended.
 * @throws {@link WaveguideError} `MESH_FAILED` when edges are so long that the rings cut each other.
 */
export function* fillStrip(
  vertices: number[],
  border: StripBorder,
  wanted: number,
  triangles: number[],
): Sliced<void> {
  const loop = loopOf(border)
  // Triangles are made counter-clockwise; where the walk comes inwards it sees the plane from behind.
  const side = Math.sign(loopArea(vertices, loop))
  const numbers = [...new Set(loop)]
  const places = new Map(numbers.map((vertex, i) => [vertex, i]))
  const xy = numbers.flatMap((v) => [at(vertices, 3 * v), side * at(vertices, 3 * v + 1)])
  const filled = yield* fillPlane(
    xy,
    loop.map((vertex) => places.get(vertex) as number),
    () => wanted,
  )
  if (!filled)
    throw new WaveguideError(
      'MESH_FAILED',
      `edges of ${wanted.toFixed(1)} mm are too long for a flat strip that narrow: its borders would cut each other. Ask for smaller sizes.`,
      { details: { sizeMm: wanted } },
    )
  const z = at(vertices, 3 * (loop[0] as number) + 2)
  for (let i = numbers.length; i < filled.xy.length / 2; i++) {
    numbers.push(vertices.length / 3)
    vertices.push(at(filled.xy, 2 * i), side * at(filled.xy, 2 * i + 1), z)
  }
  for (const corner of filled.corners) triangles.push(numbers[corner] as number)
}

/** Around the strip in the sense in which its triangles are wound. */
function loopOf({ near, far, sides }: StripBorder): number[] {
  if (sides) return [...far, ...sides.to.toReversed(), ...near.toReversed(), ...sides.from]
  if (near.length === 0) return [...far]
  const [firstNear, ...restNear] = near as [number, ...number[]]
  const inwards = [firstNear, ...restNear.reverse()]
  // A cut joins the rings.
  return far.length === 0 ? inwards : [...far, far[0] as number, ...inwards, firstNear]
}

function loopArea(vertices: readonly number[], loop: readonly number[]): number {
  return loop.reduce((sum, v, i) => {
    const w = loop[(i + 1) % loop.length] as number
    return sum + at(vertices, 3 * v) * at(vertices, 3 * w + 1) - at(vertices, 3 * w) * at(vertices, 3 * v + 1)
  }, 0)
}

/**
 * Where a straight way is divided, as shares of it, both ends left out: equal steps of ∫ ds/h with h linear in between.
 *
 * @param length - mm.
 * @param first - h at its beginning and, `last`, at its end, mm.
 */
export function dividedWay(length: number, first: number, last: number): number[] {
  const growth = last / first - 1
  const isEven = Math.abs(growth) < 1e-6
  const demand = isEven ? length / first : (length * Math.log(last / first)) / (last - first)
  const count = Math.max(1, Math.ceil(demand - 1e-9))
  return Array.from({ length: count - 1 }, (_, i) => {
    const share = (i + 1) / count
    return isEven ? share : ((last / first) ** share - 1) / growth
  })
}

function at(values: readonly number[], index: number): number {
  return values[index] as number
}

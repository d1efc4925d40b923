import type { MeshGroup } from '../model/mesh.ts'
import { real, signed, whole } from './arrays.ts'
import { nextHalf } from './edge-table.ts'
import type { Tagged } from './mirror.ts'

/** The polygon in which a source meets the wall. */
export interface SourceLoop {
  /** Straight sides. */
  readonly sides: number
  /** True when nearly the whole turn is made of corners between 20° and 65°: a round opening drawn with few sides. */
  readonly isCoarseRound: boolean
  /** Radius of the circle of equal circumference, m. */
  readonly radius: number
}

const straightDeg = 2
const leastRoundCornerDeg = 20
const mostRoundCornerDeg = 65
const mostOfTheTurnDeg = 270

/** Every loop of edges between source triangles and others. */
export function sourceLoops(
  surface: Tagged,
  groups: readonly MeshGroup[],
  partners: Int32Array,
): SourceLoop[] {
  const sources = new Set(groups.filter(({ role }) => role === 'source').map(({ tag }) => tag))
  const isSource = (half: number): boolean => sources.has(whole(surface.tags, Math.floor(half / 3)))
  const next = new Map<number, number>()
  for (let half = 0; half < partners.length; half++) {
    const partner = signed(partners, half)
    if (isSource(half) && partner >= 0 && !isSource(partner))
      next.set(whole(surface.triangles, half), whole(surface.triangles, nextHalf(half)))
  }
  return loopsOf(next).map((loop) => describeLoop(surface.vertices, loop))
}

function loopsOf(next: Map<number, number>): number[][] {
  const loops: number[][] = []
  for (const start of next.keys()) {
    const loop: number[] = []
    for (let v: number | undefined = start; v !== undefined && next.has(v); ) {
      loop.push(v)
      const following: number | undefined = next.get(v)
      next.delete(v)
      v = following
    }
    if (loop.length > 2) loops.push(loop)
  }
  return loops
}

function describeLoop(vertices: Float64Array, loop: readonly number[]): SourceLoop {
  const at = (i: number): number => loop[(i + loop.length) % loop.length] as number
  let [sides, roundTurn, circumference] = [0, 0, 0]
  for (let i = 0; i < loop.length; i++) {
    const before = difference(vertices, at(i - 1), at(i))
    const after = difference(vertices, at(i), at(i + 1))
    circumference += Math.hypot(...after)
    const turn = turnDeg(before, after)
    if (turn > straightDeg) sides++
    if (turn >= leastRoundCornerDeg && turn <= mostRoundCornerDeg) roundTurn += turn
  }
  return { sides, isCoarseRound: roundTurn >= mostOfTheTurnDeg, radius: circumference / (2 * Math.PI) }
}

type Vector = readonly [number, number, number]

function difference(vertices: Float64Array, from: number, to: number): Vector {
  const along = (axis: number): number => real(vertices, 3 * to + axis) - real(vertices, 3 * from + axis)
  return [along(0), along(1), along(2)]
}

function turnDeg([a, b, c]: Vector, [d, e, f]: Vector): number {
  const across = Math.hypot(b * f - c * e, c * d - a * f, a * e - b * d)
  return (Math.atan2(across, a * d + b * e + c * f) * 180) / Math.PI
}

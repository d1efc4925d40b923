import type { TurnedPoint } from '../sheet-table.ts'
import type { Piece } from './piece.ts'
import { cross, difference, dot, inFrame, lengthOf, scaled } from './vectors.ts'

/** Where two pieces meet, at an azimuth p of the first. */
export interface Crossing {
  /** On the piece before. */
  readonly before: number
  /** On the piece after, and its azimuth less p there, rad. */
  readonly after: number
  readonly shift: number
}

/** Steps of differences: of u, and of the azimuth in rad. */
const step = 1e-6

/** Distance of the two places at which they are one, mm; and what may be left where rounding ends the search. */
const closed = 1e-10
const nearlyClosed = 1e-6

const mostSteps = 30

/** Shifts below this are rounding: on a mirror plane there is none. */
const leastShift = 1e-12

/**
 * Newton's method on before(u, p) = after(v, p + shift) from a guess; `undefined` where they do not meet on both.
 */
export function crossingNear(
  before: Piece,
  after: Piece,
  azimuth: number,
  guess: Crossing,
): Crossing | undefined {
  const other = (v: number, shift: number): TurnedPoint =>
    inFrame(after.at(v, azimuth + shift), azimuth + shift, azimuth)
  let at = guess
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < mostSteps; i++) {
    const here = before.at(at.before, azimuth)
    const there = other(at.after, at.shift)
    const gap = difference(here, there)
    const distance = lengthOf(gap)
    if (distance < closed || (distance < nearlyClosed && distance >= best)) return settled(at)
    best = Math.min(best, distance)
    const [u, v] = [inward(at.before), inward(at.after)]
    const byU = scaled(difference(before.at(at.before + u, azimuth), here), 1 / u)
    const byV = scaled(difference(other(at.after + v, at.shift), there), -1 / v)
    const byShift = scaled(difference(other(at.after, at.shift + step), there), -1 / step)
    const move = solved(byU, byV, byShift, gap)
    if (!move) return undefined
    at = {
      before: clamped(at.before - move[0]),
      after: clamped(at.after - move[1]),
      shift: at.shift - move[2],
    }
  }
  return undefined
}

function settled(at: Crossing): Crossing {
  return Math.abs(at.shift) < leastShift ? { ...at, shift: 0 } : at
}

/** A step that stays on the piece. */
function inward(u: number): number {
  return u > 0.5 ? -step : step
}

function clamped(u: number): number {
  return Math.min(1, Math.max(0, u))
}

/** The solution of three equations by Cramer's rule. */
function solved(a: TurnedPoint, b: TurnedPoint, c: TurnedPoint, right: TurnedPoint): TurnedPoint | undefined {
  const determinant = dot(a, cross(b, c))
  if (!(Math.abs(determinant) > 1e-14 * lengthOf(a) * lengthOf(b) * lengthOf(c))) return undefined
  return [
    dot(right, cross(b, c)) / determinant,
    dot(a, cross(right, c)) / determinant,
    dot(a, cross(b, right)) / determinant,
  ]
}

/** A piece at its stations for one azimuth: places in the frame turned by it. */
export interface Walk {
  readonly piece: Piece
  readonly points: readonly TurnedPoint[]
}

export function walkOf(piece: Piece, azimuth: number): Walk {
  return { piece, points: Array.from(piece.stations, (u) => piece.at(u, azimuth)) }
}

/** Guesses where two walks cross, seen in the half plane of the axis. */
export function roughCrossings(before: Walk, after: Walk): Crossing[] {
  const found: Crossing[] = []
  for (let i = 1; i < before.points.length; i++)
    for (let j = 1; j < after.points.length; j++) {
      const shares = segmentCrossing(before.points, i, after.points, j)
      if (!shares) continue
      found.push({
        before: parameterAt(before.piece, i, shares[0]),
        after: parameterAt(after.piece, j, shares[1]),
        shift: 0,
      })
    }
  return found
}

function parameterAt({ stations }: Piece, i: number, share: number): number {
  const [from, to] = [stations[i - 1] as number, stations[i] as number]
  return from + share * (to - from)
}

function segmentCrossing(
  a: readonly TurnedPoint[],
  i: number,
  b: readonly TurnedPoint[],
  j: number,
): [number, number] | undefined {
  const [p, q] = [planar(a[i - 1] as TurnedPoint), planar(b[j - 1] as TurnedPoint)]
  const [dp, dq] = [planar(a[i] as TurnedPoint), planar(b[j] as TurnedPoint)]
  const [pr, pz, qr, qz] = [dp[0] - p[0], dp[1] - p[1], dq[0] - q[0], dq[1] - q[1]]
  const determinant = pr * qz - pz * qr
  if (determinant === 0) return undefined
  const [r, z] = [q[0] - p[0], q[1] - p[1]]
  const s = (r * qz - z * qr) / determinant
  const t = (r * pz - z * pr) / determinant
  return s >= 0 && s <= 1 && t >= 0 && t <= 1 ? [s, t] : undefined
}

function planar([radial, around, z]: TurnedPoint): [r: number, z: number] {
  return [Math.hypot(radial, around), z]
}

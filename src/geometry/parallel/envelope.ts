import type { Sheet } from '../sheet.ts'
import type { TurnedPoint } from '../sheet-table.ts'
import { type Crossing, crossingNear, roughCrossings, type Walk, walkOf } from './crossing.ts'
import { foldError } from './fold-error.ts'
import type { Joint } from './joints.ts'
import { arcBetween, type Piece } from './piece.ts'
import { isSwallowed, margin } from './swallowed.ts'

/** All surfaces that the outer side may consist of, from throat to mouth. */
export interface Parallel {
  readonly pieces: readonly Piece[]
  /** Whether a piece begins where the one before ends. */
  readonly meets: readonly boolean[]
}

/** The parallels of the sheets, with tubes in the gaps between them. */
export function parallelOf(sides: readonly Piece[], joints: readonly Joint[]): Parallel {
  const pieces: Piece[] = []
  const meets: boolean[] = []
  for (const [index, side] of sides.entries()) {
    const [joint, before] = [joints[index - 1], sides[index - 1]]
    if (joint === 'gap' && before) {
      pieces.push(arcBetween(before, side))
      meets.push(true)
    }
    pieces.push(side)
    meets.push(joint !== 'crossing')
  }
  return { pieces, meets }
}

/** What is looked at of a body at one azimuth. */
export interface Azimuth {
  readonly azimuth: number
  /** mm. */
  readonly thickness: number
  /** The meridian of the inner wall, places in the frame turned by the azimuth. */
  readonly wall: readonly TurnedPoint[]
}

export function azimuthOf(inner: readonly Sheet[], azimuth: number, thickness: number): Azimuth {
  const wall = inner.flatMap(({ stations, at }) => Array.from(stations, (u) => at(u, azimuth)))
  return { azimuth, thickness, wall }
}

/** A piece that is left of the parallel at one azimuth. */
export interface Kept {
  readonly piece: Piece
  /** Index among all pieces. */
  readonly index: number
  /** Where the piece that is kept before it is crossed; none where it begins at its own beginning or at the throat. */
  readonly crossing?: Crossing
}

/**
 * What is left of the pieces at one azimuth, from throat to mouth: each that crosses an earlier one is cut there
 * together with it, and what lies between them is dropped.
 */
export function envelopeAt({ pieces, meets }: Parallel, at: Azimuth): Kept[] {
  const walks = new Map<number, Walk>()
  const walk = (index: number): Walk => {
    const found = walks.get(index) ?? walkOf(pieces[index] as Piece, at.azimuth)
    walks.set(index, found)
    return found
  }
  const kept: Kept[] = []
  for (const [index, piece] of pieces.entries()) {
    const crossing =
      meets[index] && kept.at(-1)?.index === index - 1 ? undefined : cutBack(kept, walk, index, at)
    kept.push({ piece, index, ...(crossing && { crossing }) })
  }
  return kept
}

/** Drops pieces from the end of `kept` until one crosses the next piece. */
function cutBack(
  kept: Kept[],
  walk: (index: number) => Walk,
  next: number,
  at: Azimuth,
): Crossing | undefined {
  for (let top = kept.at(-1); top; top = kept.at(-1)) {
    const crossing = crossingOf(walk(top.index), walk(next), at)
    if (crossing && crossing.before >= (top.crossing?.after ?? 0)) return crossing
    kept.pop()
  }
  return undefined
}

/** The first crossing of two walks that the wall keeps its thickness at. */
function crossingOf(before: Walk, after: Walk, at: Azimuth): Crossing | undefined {
  for (const guess of [...roughCrossings(before, after), { before: 1, after: 0, shift: 0 }]) {
    const crossing = crossingNear(before.piece, after.piece, at.azimuth, guess)
    if (!crossing) continue
    const place = before.piece.at(crossing.before, at.azimuth)
    if (!isSwallowed(place, at.wall, at.thickness - margin)) return crossing
  }
  return undefined
}

/** @throws {@link WaveguideError} `HORN_GEOMETRY`, reason `WALL_FOLDS`, for a kept place that is nearer to the wall. */
export function refuseFolds(
  kept: readonly Kept[],
  start: number,
  { azimuth, thickness, wall }: Azimuth,
): void {
  for (const [i, { piece, crossing }] of kept.entries()) {
    const from = i === 0 ? start : (crossing?.after ?? 0)
    const to = kept[i + 1]?.crossing?.before ?? 1
    for (const u of piece.stations)
      if (u >= from && u <= to && isSwallowed(piece.at(u, azimuth), wall, thickness - margin))
        throw foldError('folds', piece.foot(u, azimuth), azimuth)
  }
}

import type { Sliced } from '../../core/sliced.ts'
import { isOriginal, makeSheet, type Sheet } from '../sheet.ts'
import { type Around, isOnPlane, newSheetPlace, type TurnedPoint } from '../sheet-table.ts'
import type { CommonEnvelope, Envelope } from './common.ts'
import { type Crossing, crossingNear } from './crossing.ts'
import type { Kept } from './envelope.ts'
import { foldError } from './fold-error.ts'
import { type Piece, stationAt } from './piece.ts'
import { difference, dot, inFrame } from './vectors.ts'

/** Where two kept pieces meet, at any azimuth of the first. */
type Crease = (azimuth: number) => Crossing

/**
 * The kept pieces as sheets, from mouth to throat.
 *
 * Of two that meet in a crease, the first keeps its azimuths; those of the second move along it so that both have the
 * crease's places at the same ones.
 */
export function* keptSheets(
  { envelopes, start }: CommonEnvelope,
  around: Around,
  keys: readonly (string | undefined)[],
): Sliced<Sheet[]> {
  const kept = envelopes[0]?.kept ?? []
  const creases: (Crease | undefined)[] = []
  for (const i of kept.keys()) creases.push(yield* creaseOf(envelopes, i, around, keys))
  const sheets: Sheet[] = []
  for (const [i, { piece }] of kept.entries()) {
    const begins = creases[i] ?? ((): Crossing => ({ before: 1, after: i === 0 ? start : 0, shift: 0 }))
    const ends = creases[i + 1]
    const walked = stationsBetween(piece.stations, begins(0).after, ends?.(0).before ?? 1)
    const stretch = { piece, begins, ends, around }
    const sheet = yield* makeSheet('outer', walked, around, walkedBack(stretch, piece.at))
    const foot = walkedBack(stretch, piece.foot)
    for (const [row, azimuth] of around.rows.azimuths.entries()) {
      if (!isOriginal(row, around)) continue
      yield
      // What is narrower than two steps of the rows shows between them.
      for (const place of [azimuth, azimuth + around.rows.stepAt(azimuth) / 2])
        refuseTurnedOver(sheet, foot, place)
    }
    sheets.unshift(sheet)
  }
  return sheets
}

/** Fewest steps along a sheet: its table is cubic. */
const fewestSteps = 3

/**
 * Stations of a stretch, walked back from 1 to 0: as dense as those of the whole, and as even. The table is over their numbers, a short
 * step at an end would bend it.
 */
function stationsBetween(stations: Float64Array, from: number, to: number): Float64Array {
  const [first, last] = [stationAt(stations, from), stationAt(stations, to)]
  const steps = Math.max(fewestSteps, Math.ceil(last - first))
  return Float64Array.from({ length: steps + 1 }, (_, i) => {
    if (i === 0 || i === steps) return i / steps
    const place = last + ((first - last) * i) / steps
    const [low, high] = [stations[Math.floor(place)] as number, stations[Math.ceil(place)] as number]
    return 1 - (low + (place - Math.floor(place)) * (high - low) - from) / (to - from)
  })
}

interface Stretch {
  readonly piece: Piece
  readonly begins: Crease
  readonly ends: Crease | undefined
  readonly around: Around
}

/** Of the piece, or of the wall's places that belong to it, walked from mouth to throat. */
function walkedBack({ begins, ends, around }: Stretch, placeAt: Piece['at']): Sheet['at'] {
  return (v, azimuth) => {
    const { after, shift } = begins(azimuth)
    const last = ends?.(azimuth).before ?? 1
    const u = v === 0 ? last : after + (1 - v) * (last - after)
    const moved = azimuth + v * shift
    const [radial, aside, z] = inFrame(placeAt(u, moved), moved, azimuth)
    return [radial, isOnPlane(azimuth, around.planes) ? 0 : aside, z]
  }
}

/** A wall that bends around the axis with less than its thickness turns its outer side inside out. */
function refuseTurnedOver({ stations, table }: Sheet, footAt: Sheet['at'], azimuth: number): void {
  const place = newSheetPlace()
  for (const [j, v] of stations.entries()) {
    table.find(j, azimuth, place)
    const foot = footAt(v, azimuth)
    if (dot(difference(tripleOf(place.point), foot), tripleOf(place.normal)) < 0)
      throw foldError('folds', foot, azimuth)
  }
}

function tripleOf([r = 0, a = 0, z = 0]: Float64Array): TurnedPoint {
  return [r, a, z]
}

/** The crease at the beginning of the i-th kept piece as a table around the axis; none where it begins by itself. */
function* creaseOf(
  envelopes: readonly Envelope[],
  i: number,
  around: Around,
  keys: readonly (string | undefined)[],
): Sliced<Crease | undefined> {
  const [first, second] = [envelopes[0]?.kept[i - 1], envelopes[0]?.kept[i]]
  if (!first || !second?.crossing) return undefined
  let last = second.crossing
  const at = (azimuth: number): TurnedPoint => {
    const guesses = [last, ...envelopes.flatMap(({ kept }) => kept[i]?.crossing ?? [])]
    last = requireCrossing([first, second], azimuth, guesses, keys)
    return [last.before, last.shift, last.after]
  }
  const { table } = yield* makeSheet('outer', Float64Array.of(0), around, (_, azimuth) => at(azimuth))
  const found = new Float64Array(3)
  return (azimuth) => {
    table.meridian(azimuth, found)
    const [before = 1, shift = 0, after = 0] = found
    return { before, shift, after }
  }
}

function requireCrossing(
  [first, second]: readonly [Kept, Kept],
  azimuth: number,
  guesses: readonly Crossing[],
  keys: readonly (string | undefined)[],
): Crossing {
  for (const guess of guesses) {
    const found = crossingNear(first.piece, second.piece, azimuth, guess)
    if (found) return found
  }
  throw foldError(
    'has outer sides that cross at some azimuths only',
    second.piece.foot(0, azimuth),
    azimuth,
    keys[second.piece.sheet] ?? keys[first.piece.sheet + 1],
  )
}

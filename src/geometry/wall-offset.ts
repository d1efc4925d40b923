import { degrees } from '../core/units.ts'
import { geometryError } from './geometry-error.ts'
import { type MirrorPlanes, makeSheet, type Sheet } from './sheet.ts'
import { newSheetPlace, type TurnedPoint, tableAzimuths } from './sheet-table.ts'

/** Azimuths of the table at which folds are looked for. */
const foldStride = 4

/** How much closer than its thickness the wall may be before it counts as folded, mm: the samples' chords lie inside. */
const foldMargin = 0.05

/** Largest turn of the wall at a joint of two sheets that an outer side is made for, 1 − cos. */
const kinkTolerance = 1 - Math.cos(0.01)

/**
 * The outer side of walls that are not round, walked from the mouth to the throat: P − w·N with the true normal N.
 *
 * Where the wall folds at the throat the outer side begins behind the fold, at one u for all azimuths.
 *
 * @param inner - Sheets from throat to mouth.
 * @param thickness - w, mm.
 * @throws {@link WaveguideError} `HORN_GEOMETRY`, reason `WALL_FOLDS`, where the wall folds elsewhere or has a kink.
 */
export function outerSheets(inner: readonly Sheet[], thickness: number, planes: MirrorPlanes): Sheet[] {
  const offsets = inner.map((sheet) => offsetOf(sheet, thickness))
  requireSmoothJoints(inner)
  const start = firstKept(inner, offsets, thickness)
  return inner
    .flatMap((sheet, index) => {
      if (index < start.sheet) return []
      const from = index === start.sheet ? start.u : 0
      const kept = sheet.stations.filter((u) => u > from)
      const walked = Float64Array.from([from, ...kept], (u) => (1 - u) / (1 - from)).reverse()
      const offset = offsets[index] as Sheet['at']
      return [makeSheet('outer', walked, planes, (v, p) => offset(1 - v * (1 - from), p))]
    })
    .reverse()
}

function offsetOf({ stations, at, table }: Sheet, thickness: number): Sheet['at'] {
  const place = newSheetPlace()
  return (u, azimuth) => {
    table.find(stationAt(stations, u), azimuth, place)
    const point = at(u, azimuth)
    return moved(point, place.normal, -thickness)
  }
}

function moved([r, a, z]: TurnedPoint, normal: Float64Array, way: number): TurnedPoint {
  return [r + way * (normal[0] as number), a + way * (normal[1] as number), z + way * (normal[2] as number)]
}

/** The number of the station before u and the share of the step behind it. */
function stationAt(stations: Float64Array, u: number): number {
  let [low, high] = [0, stations.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((stations[middle] as number) <= u) low = middle
    else high = middle
  }
  return low + (u - (stations[low] as number)) / ((stations[high] as number) - (stations[low] as number))
}

function requireSmoothJoints(inner: readonly Sheet[]): void {
  const [before, after] = [newSheetPlace(), newSheetPlace()]
  for (const [index, sheet] of inner.entries()) {
    const next = inner[index + 1]
    if (!next) continue
    for (let row = 0; row < tableAzimuths; row += foldStride) {
      const azimuth = (2 * Math.PI * row) / tableAzimuths
      sheet.table.find(sheet.stations.length - 1, azimuth, before)
      next.table.find(0, azimuth, after)
      const cosine = before.normal.reduce((sum, n, i) => sum + n * (after.normal[i] as number), 0)
      if (1 - cosine > kinkTolerance)
        throw foldError('has a kink', next.at(0, azimuth), azimuth, 'Take throat extension and slot away')
    }
  }
}

interface Kept {
  readonly sheet: number
  readonly u: number
}

/** The first place, for all azimuths alike, from which on no offset comes closer to the wall than its thickness. */
function firstKept(inner: readonly Sheet[], offsets: readonly Sheet['at'][], thickness: number): Kept {
  const places = inner.flatMap(({ stations }, sheet) => Array.from(stations, (u) => ({ sheet, u })))
  let first = 0
  for (let row = 0; row < tableAzimuths; row += foldStride) {
    const azimuth = (2 * Math.PI * row) / tableAzimuths
    const wall = places.map(({ sheet, u }) => (inner[sheet] as Sheet).at(u, azimuth))
    const outer = places.map(({ sheet, u }) => (offsets[sheet] as Sheet['at'])(u, azimuth))
    const swallowed = outer.map((point) => isSwallowed(point, wall, thickness - foldMargin))
    const last = swallowed.lastIndexOf(true)
    const kept = swallowed.indexOf(false)
    if (kept < last)
      throw foldError('folds', wall[last] as TurnedPoint, azimuth, 'Make wallThicknessMm smaller')
    first = Math.max(first, last + 1)
  }
  const place = places[first]
  if (!place || (place.sheet === inner.length - 1 && place.u === 1))
    throw foldError('folds everywhere', (inner[0] as Sheet).at(0, 0), 0, 'Make wallThicknessMm smaller')
  return place
}

function isSwallowed(point: TurnedPoint, wall: readonly TurnedPoint[], least: number): boolean {
  return wall.some((place, i) => {
    const next = wall[i + 1]
    return next !== undefined && segmentDistance(point, place, next) < least
  })
}

function segmentDistance(point: TurnedPoint, from: TurnedPoint, to: TurnedPoint): number {
  let [along, length2] = [0, 0]
  for (let c = 0; c < 3; c++) {
    const step = (to[c] as number) - (from[c] as number)
    along += step * ((point[c] as number) - (from[c] as number))
    length2 += step * step
  }
  const t = length2 > 0 ? Math.min(1, Math.max(0, along / length2)) : 0
  let sum = 0
  for (let c = 0; c < 3; c++)
    sum += ((from[c] as number) + t * ((to[c] as number) - (from[c] as number)) - (point[c] as number)) ** 2
  return Math.sqrt(sum)
}

function foldError(what: string, [r, , z]: TurnedPoint, azimuth: number, remedy: string): Error {
  const azimuthDeg = Number(degrees(azimuth).toFixed(2))
  return geometryError(
    'WALL_FOLDS',
    `the wall ${what} near z = ${z.toFixed(2)} mm, r = ${r.toFixed(2)} mm at azimuth ${azimuthDeg}°, so it has no outer side there. ` +
      `${remedy}, or take body "infinite-baffle"`,
    { z, r, azimuthDeg },
  )
}

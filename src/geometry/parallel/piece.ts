import type { Sheet } from '../sheet.ts'
import { newSheetPlace, normalOf, type TurnedPoint } from '../sheet-table.ts'
import { combined, difference, swept } from './vectors.ts'

/** A surface at the wall's thickness from the inner wall, walked from throat to mouth: u = 0…1 along, p around. */
export interface Piece {
  /** The inner sheet that it belongs to; of an arc the one that begins at its joint. */
  readonly sheet: number
  readonly isArc: boolean
  /** Ascending, 0 and 1 included. */
  readonly stations: Float64Array
  /** In the frame turned by p. */
  at(u: number, azimuth: number): TurnedPoint
  /** The place of the inner wall that it is parallel to there. */
  foot(u: number, azimuth: number): TurnedPoint
}

/** A place of the inner wall with its unit normal out of the air. */
export interface WallPlace {
  readonly foot: TurnedPoint
  readonly outward: TurnedPoint
}

export type WallAt = (u: number, azimuth: number) => WallPlace

/** The exact places and directions of a sheet; only what changes around the axis comes from its table. */
export function wallOf({ stations, at, along, table }: Sheet): WallAt {
  const place = newSheetPlace()
  return (u, azimuth) => {
    table.find(stationAt(stations, u), azimuth, place)
    const [r = 0, a = 0, z = 0] = along ? normalOf(along(u, azimuth), place.turning) : place.normal
    return { foot: at(u, azimuth), outward: [-r, -a, -z] }
  }
}

/** The number of the station before u and the share of the step behind it. */
export function stationAt(stations: Float64Array, u: number): number {
  let [low, high] = [0, stations.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((stations[middle] as number) <= u) low = middle
    else high = middle
  }
  return low + (u - (stations[low] as number)) / ((stations[high] as number) - (stations[low] as number))
}

/** Steps of an arc in its table. */
const arcSteps = 16

/** The stretch of a tube around a joint that closes the gap between two pieces. */
export function arcBetween(before: Piece, after: Piece): Piece {
  const foot: Piece['foot'] = (_, azimuth) => after.foot(0, azimuth)
  return {
    sheet: after.sheet,
    isArc: true,
    stations: Float64Array.from({ length: arcSteps + 1 }, (_, i) => i / arcSteps),
    foot,
    at: (u, azimuth) => {
      const centre = foot(u, azimuth)
      const [from, to] = [before.at(1, azimuth), after.at(0, azimuth)]
      return combined(centre, swept(difference(from, centre), difference(to, centre), u), 1)
    },
  }
}

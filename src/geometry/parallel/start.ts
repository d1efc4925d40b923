import type { TurnedPoint } from '../sheet-table.ts'
import { bisect } from '../stations.ts'
import type { Azimuth } from './envelope.ts'
import { foldError } from './fold-error.ts'
import type { Piece } from './piece.ts'
import { isSwallowed, margin } from './swallowed.ts'

/** The same for the exact edge of the throat. */
const edgeMargin = 1e-6

/**
 * Where a piece that nothing is left before begins to be as far from the wall as that is thick: 0 without a fold, 1 where
 * all of it is swallowed. A fold at the throat ends where the edge of the throat is as far away as the wall is thick.
 *
 * @param end - Where the next kept piece is crossed, or 1.
 * @param edge - Place of the throat's edge at any azimuth, in the frame turned by it.
 * @throws {@link WaveguideError} `HORN_GEOMETRY`, reason `WALL_FOLDS`, for a fold that begins behind kept places.
 */
export function startAt(
  piece: Piece,
  end: number,
  at: Azimuth,
  edge: (azimuth: number) => TurnedPoint,
): number {
  const { azimuth, thickness, wall } = at
  const beyondEdge = (place: TurnedPoint): number => edgeDistance(place, azimuth, edge) - thickness
  const toEdge = (u: number): number => beyondEdge(piece.at(u, azimuth))
  const places = [...piece.stations.filter((u) => u < end), end]
  const swallowed = places.map((u) => {
    const place = piece.at(u, azimuth)
    return beyondEdge(place) < -edgeMargin || isSwallowed(place, wall, thickness - margin)
  })
  const last = swallowed.lastIndexOf(true)
  if (last < 0) return 0
  if (last === swallowed.length - 1) return 1
  const kept = swallowed.indexOf(false, 1)
  if (kept < last) throw foldError('folds', piece.foot(places[last] as number, azimuth), azimuth)
  const [from, to] = [places[last] as number, places[last + 1] as number]
  return toEdge(from) < 0 ? bisect(from, to, (u) => toEdge(u) < 0) : to
}

/** Distance from the edge at the place's own azimuth; exact for a round throat. */
function edgeDistance(
  [radial, around, z]: TurnedPoint,
  azimuth: number,
  edge: (azimuth: number) => TurnedPoint,
): number {
  const [edgeRadius, , edgeZ] = edge(azimuth + Math.atan2(around, radial))
  return Math.hypot(Math.hypot(radial, around) - edgeRadius, z - edgeZ)
}

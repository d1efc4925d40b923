import { turnTo } from '../angle.ts'
import type { Sheet } from '../sheet.ts'
import type { TurnedPoint } from '../sheet-table.ts'
import { type Edge, edgeAt, paceBeside, room, swallowedAngle } from './edges.ts'
import { type Piece, type WallAt, wallOf } from './piece.ts'
import { combined, difference, dot, inFrame, swept } from './vectors.ts'

/** A place of the outer side with that of the inner wall which it is parallel to. */
interface Placed {
  readonly foot: TurnedPoint
  readonly point: TurnedPoint
}

/** A sheet's parallel without regard to edges. */
interface Side {
  readonly wall: WallAt
  readonly thickness: number
  plain(u: number, azimuth: number): Placed
}

/** The outer side of a sheet, around convex edges and cut at concave ones. */
export function sideOf(sheet: Sheet, index: number, thickness: number, edges: readonly Edge[]): Piece {
  const wall = wallOf(sheet)
  const plain = (u: number, azimuth: number): Placed => {
    const { foot, outward } = wall(u, azimuth)
    return { foot, point: combined(foot, outward, thickness) }
  }
  const placed = (u: number, azimuth: number): Placed => {
    const { edge, away } = nearest(edges, azimuth)
    if (!edge || Math.abs(away) >= room * edge.half) return plain(u, azimuth)
    const side = { wall, plain, thickness }
    return edge.isConvex ? aroundEdge(side, u, edge, away) : cutAtEdge(side, u, edge, away)
  }
  return {
    sheet: index,
    isArc: false,
    stations: sheet.stations,
    at: (u, azimuth) => placed(u, azimuth).point,
    foot: (u, azimuth) => placed(u, azimuth).foot,
  }
}

/** @returns The nearest edge and the azimuth as seen from it, rad. */
function nearest(edges: readonly Edge[], azimuth: number): { edge?: Edge; away: number } {
  let found: { edge?: Edge; away: number } = { away: Number.POSITIVE_INFINITY }
  for (const edge of edges) {
    const away = turnTo(edge.azimuth, azimuth)
    if (Math.abs(away) < Math.abs(found.away)) found = { edge, away }
  }
  return found
}

/** Least pace over the azimuths around an edge, of that of the wall beside it: the arc of a weak turn alone would nearly stand still. */
const leastPace = 0.1

/**
 * An arc around the edge, and beside it the parallel of the side, moved to make room. The azimuths around the edge go along the arc, and
 * for weak turns a little of both sides with it, at an even pace: then it does not matter that the arc ends between two rows.
 */
function aroundEdge(side: Side, u: number, { azimuth, half }: Edge, away: number): Placed {
  const here = azimuth + away
  const place = edgeAt(side.wall, u, azimuth)
  const { foot, before, after, turn } = place
  const way = away < 0 ? -1 : 1
  const pace = paceBeside(place, way)
  const arc = (side.thickness * Math.max(0, turn)) / 2
  const length = Math.hypot(arc, leastPace * pace * half)
  const taken = (length - arc) / pace
  const walked = (Math.abs(away) / half) * length
  if (walked >= arc) {
    const beyond = (Math.abs(away) - half) / (room * half - half)
    const moved =
      azimuth + way * (beyond > 0 ? taken + beyond * (room * half - taken) : (walked - arc) / pace)
    return turnedTo(side.plain(u, moved), moved, here)
  }
  const outward = swept(before, after, (1 + (way * walked) / arc) / 2)
  return turnedTo({ foot, point: combined(foot, outward, side.thickness) }, azimuth, here)
}

/**
 * Outer sides that cross are cut where they meet, at w/cos(turn/2) from the edge on the mean normal, and what is left is
 * spread over the azimuths beside the edge. Curved sides miss that place by a little, which is shared out.
 */
function cutAtEdge(
  { wall, thickness, plain }: Side,
  u: number,
  { azimuth, half }: Edge,
  away: number,
): Placed {
  const place = edgeAt(wall, u, azimuth)
  const { foot, before, after } = place
  const meeting = combined(foot, combined(before, after, 1), thickness / (1 + dot(before, after)))
  const way = away < 0 ? -1 : 1
  const swallowed = swallowedAngle(place, way, thickness)
  const share = Math.abs(away) / (room * half)
  const cut = azimuth + way * swallowed
  const moved = cut + way * share * (room * half - swallowed)
  const missed = difference(meeting, inFrame(plain(u, cut).point, cut, azimuth))
  const { foot: near, point } = turnedTo(plain(u, moved), moved, azimuth)
  return turnedTo({ foot: near, point: combined(point, missed, 1 - share) }, azimuth, azimuth + away)
}

function turnedTo({ foot, point }: Placed, from: number, to: number): Placed {
  return { foot: inFrame(foot, from, to), point: inFrame(point, from, to) }
}

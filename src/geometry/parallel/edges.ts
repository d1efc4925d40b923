import { fullTurn, wrapped } from '../angle.ts'
import type { Sheet } from '../sheet.ts'
import type { TurnedPoint } from '../sheet-table.ts'
import { foldError } from './fold-error.ts'
import { type WallAt, wallOf } from './piece.ts'
import { cross, difference, dot, inFrame, lengthOf, turnAbout } from './vectors.ts'

/** An edge along the wall, at one azimuth. */
export interface Edge {
  /** rad. */
  readonly azimuth: number
  /** The wall turns away from its outer side, which goes round the edge; else its two outer sides cross. */
  readonly isConvex: boolean
  /** Half of the azimuths that the arc around a convex edge takes, rad. */
  readonly half: number
}

/** Azimuths beside an edge that make room for its outer side, over `half`. */
export const room = 4

/** Half of what the outer side of an edge takes of the azimuths, rad, where others are not near. */
const usualHalf = 0.01

/** Share of the way to the next edge that one may take. */
const mostOfWay = 0.4

/** Largest share of the room at a concave edge that may be swallowed. */
const mostSwallowed = 0.5

/** Azimuth beside an edge at which a side's normal is taken, rad. */
const beside = 1e-9

/** Turns below this need no care, rad: the normals' mean leaves the distance right to 5e-7 of the thickness. */
const leastTurn = 1e-3

/** Places along a sheet at which an edge is looked at. */
const surveyed = [0, 0.25, 0.5, 0.75, 1]

/** Step of differences along and around the wall: of u, and in rad. */
const step = 1e-4

/**
 * The edges along a wall that its outer side must take care of.
 *
 * @param azimuths - Of all edges, ascending, rad.
 * @throws {@link WaveguideError} `HORN_GEOMETRY`, reason `WALL_FOLDS`, for one that turns both ways, or that swallows too
 * much of its outer sides.
 */
export function edgesOf(inner: readonly Sheet[], azimuths: readonly number[], thickness: number): Edge[] {
  const walls = inner.map(wallOf)
  return azimuths.flatMap((azimuth, i): Edge[] => {
    const places = walls.flatMap((wall) => surveyed.map((u) => edgeAt(wall, u, azimuth)))
    const turns = places.map(({ turn }) => turn)
    const [least, most] = [Math.min(...turns), Math.max(...turns)]
    if (Math.max(-least, most) < leastTurn) return []
    const start = (inner[0] as Sheet).at(0, azimuth)
    if (Math.min(-least, most) > leastTurn) throw foldError('bends both ways along its edge', start, azimuth)
    const limit = (mostOfWay * wayToNext(azimuths, i)) / room
    if (most > -least) return [{ azimuth, isConvex: true, half: Math.min(usualHalf, limit) }]
    const swallowed = Math.max(
      ...places.flatMap((place) => [-1, 1].map((way) => swallowedAngle(place, way, thickness))),
    )
    const half = Math.max(usualHalf, swallowed / mostSwallowed / room)
    if (half > limit) throw foldError('folds along its edge', start, azimuth)
    return [{ azimuth, isConvex: false, half }]
  })
}

/** To the nearer neighbour around the axis, rad. */
function wayToNext(azimuths: readonly number[], i: number): number {
  const here = azimuths[i] as number
  const ways = [(azimuths[(i + 1) % azimuths.length] as number) - here, here - (azimuths.at(i - 1) as number)]
  return Math.min(...ways.map((way) => (way > 0 ? way : way + fullTurn)))
}

/** Azimuths at which the outer side of edges has breaks, rad in [0, 2π). */
export function edgeBreaks(edges: readonly Edge[]): number[] {
  return edges
    .flatMap(({ azimuth, isConvex, half }) =>
      (isConvex ? [-room, -1, 1, room] : [-room, 0, room]).map((steps) => azimuth + steps * half),
    )
    .map(wrapped)
}

/** A place on an edge, in the frame of its azimuth. */
export interface EdgePlace {
  readonly wall: WallAt
  readonly u: number
  readonly azimuth: number
  readonly foot: TurnedPoint
  /** Outward normals of both sides, and the angle between them, rad. */
  readonly before: TurnedPoint
  readonly after: TurnedPoint
  readonly turn: number
  /** Direction of the edge, of any length. */
  readonly along: TurnedPoint
}

export function edgeAt(wall: WallAt, u: number, azimuth: number): EdgePlace {
  const { outward: before } = wall(u, azimuth - beside)
  const { outward: after } = wall(u, azimuth + beside)
  const ends = [Math.min(1, u + step), Math.max(0, u - step)] as const
  const along = difference(wall(ends[0], azimuth).foot, wall(ends[1], azimuth).foot)
  const { foot } = wall(u, azimuth)
  return { ...{ wall, u, azimuth, foot, before, after, along }, turn: turnAbout(along, before, after) }
}

/**
 * Azimuths beside a concave edge whose parallel lies beyond that of the other side, rad: those that w·tan(turn/2) across the
 * edge takes.
 *
 * @param way - Side: −1 or 1.
 */
export function swallowedAngle(
  { wall, u, azimuth, foot, before, after, along }: EdgePlace,
  way: number,
  thickness: number,
): number {
  const cosine = Math.min(1, dot(before, after))
  const across = thickness * Math.sqrt((1 - cosine) / (1 + cosine))
  const moved = movedBeside({ wall, u, azimuth, foot }, way)
  return (across * step * lengthOf(along)) / lengthOf(cross(moved, along))
}

/** How far the wall goes beside an edge for each radian, mm. @param way - Side: −1 or 1. */
export function paceBeside(place: EdgePlace, way: number): number {
  return lengthOf(movedBeside(place, way)) / step
}

/** From the edge to the place one step beside it. */
function movedBeside(
  { wall, u, azimuth, foot }: Pick<EdgePlace, 'wall' | 'u' | 'azimuth' | 'foot'>,
  way: number,
): TurnedPoint {
  const next = azimuth + way * step
  return difference(inFrame(wall(u, next).foot, next, azimuth), foot)
}

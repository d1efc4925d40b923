import type { Sliced } from '../core/sliced.ts'
import { type BodyPart, type OutlineRole, partOf } from './body-part.ts'
import { SheetTable, type TurnedPoint, tableAzimuths } from './sheet-table.ts'

/** One surface of a body around the axis: u = 0…1 along the walk, p around; u = const is a ring. */
export interface Sheet extends BodyPart {
  /** Its rings have corners, sharp or rounded, that the table rounds off. */
  readonly isAngular?: boolean
  /** Ascending, 0 and 1 included. */
  readonly stations: Float64Array
  /** The exact place, in the frame turned by p. */
  at(u: number, azimuth: number): TurnedPoint
  /** The same between stations, quickly, with normals. */
  readonly table: SheetTable
}

export type MirrorPlanes = readonly ('x' | 'y')[]

/** The two ends of a straight sheet. */
export const straight: Float64Array = Float64Array.of(0, 1)

/** Rows of a table between two pauses. */
const pause = 4

/**
 * A sheet with its table, in slices.
 *
 * @param planes - The surface is its own image in them: a quarter or a half is worked out and copied.
 */
export function* makeSheet(
  part: OutlineRole | BodyPart,
  stations: Float64Array,
  planes: MirrorPlanes,
  at: Sheet['at'],
): Sliced<Sheet> {
  const values = new Float64Array(3 * tableAzimuths * stations.length)
  const rowLength = 3 * stations.length
  for (let row = 0; row < tableAzimuths; row++) {
    if (originOf(row, planes).row !== row) continue
    if (row % pause === 0) yield
    const azimuth = (2 * Math.PI * row) / tableAzimuths
    for (const [j, u] of stations.entries()) values.set(at(u, azimuth), row * rowLength + 3 * j)
  }
  for (let row = 0; row < tableAzimuths; row++) {
    const origin = originOf(row, planes)
    if (origin.row === row) continue
    const copy = values.slice(origin.row * rowLength, (origin.row + 1) * rowLength)
    if (origin.isTurned) for (let j = 1; j < rowLength; j += 3) copy[j] = -(copy[j] as number)
    values.set(copy, row * rowLength)
  }
  return { ...partOf(part), stations, at, table: new SheetTable(values, planes) }
}

/** The row of a table that another one is an image of; `isTurned` when around changes its sign. */
function originOf(row: number, planes: MirrorPlanes): { row: number; isTurned: boolean } {
  const half = tableAzimuths / 2
  let [origin, isTurned] = [row, false]
  if (planes.includes('y') && origin > half) {
    origin = tableAzimuths - origin
    isTurned = !isTurned
  }
  if (planes.includes('x') && origin > half / 2 && origin < 1.5 * half) {
    origin = (half - origin + tableAzimuths) % tableAzimuths
    isTurned = !isTurned
  }
  return { row: origin, isTurned }
}

/** A place on the straight line between two. */
export function between(from: TurnedPoint, to: TurnedPoint, u: number): TurnedPoint {
  if (u === 1) return to
  return [from[0] + u * (to[0] - from[0]), from[1] + u * (to[1] - from[1]), from[2] + u * (to[2] - from[2])]
}

import type { Sliced } from '../core/sliced.ts'
import { type BodyPart, type OutlineRole, partOf } from './body-part.ts'
import { type Around, SheetTable, type TurnedPoint } from './sheet-table.ts'

/** One surface of a body around the axis: u = 0…1 along the walk, p around; u = const is a ring. */
export interface Sheet extends BodyPart {
  /** Its rings have corners, sharp or rounded, that the table rounds off. */
  readonly isAngular?: boolean
  /** Ascending, 0 and 1 included. */
  readonly stations: Float64Array
  /** The exact place, in the frame turned by p. */
  at(u: number, azimuth: number): TurnedPoint
  /** Direction of the walk there, of any length; none where the table's will do. */
  along?(u: number, azimuth: number): TurnedPoint
  /** The same between stations, quickly, with normals. */
  readonly table: SheetTable
}

export type MirrorPlanes = readonly ('x' | 'y')[]

/** The two ends of a straight sheet. */
export const straight: Float64Array = Float64Array.of(0, 1)

/** A sheet with its table, in slices; what mirror planes make of the rest is worked out once and copied. */
export function* makeSheet(
  part: OutlineRole | BodyPart,
  stations: Float64Array,
  around: Around,
  at: Sheet['at'],
): Sliced<Sheet> {
  const { azimuths } = around.rows
  const rowLength = 3 * stations.length
  const values = new Float64Array(azimuths.length * rowLength)
  for (const [row, azimuth] of azimuths.entries()) {
    const origin = originOf(row, around)
    if (origin.row !== row) {
      const copy = values.slice(origin.row * rowLength, (origin.row + 1) * rowLength)
      if (origin.isTurned) for (let j = 1; j < rowLength; j += 3) copy[j] = -(copy[j] as number)
      values.set(copy, row * rowLength)
      continue
    }
    yield
    for (const [j, u] of stations.entries()) values.set(at(u, azimuth), row * rowLength + 3 * j)
  }
  return { ...partOf(part), stations, at, table: new SheetTable(values, around) }
}

/** Whether a row is worked out, and not copied from its mirror image. */
export function isOriginal(row: number, around: Around): boolean {
  return originOf(row, around).row === row
}

/** The first row that a row is an image of; `isTurned` when around changes its sign. */
function originOf(row: number, { planes, rows }: Around): { row: number; isTurned: boolean } {
  const azimuth = rows.azimuths[row] as number
  const images: [number, boolean][] = []
  if (planes.includes('y')) images.push([-azimuth, true])
  if (planes.includes('x')) images.push([Math.PI - azimuth, true])
  if (planes.length === 2) images.push([Math.PI + azimuth, false])
  let origin = { row, isTurned: false }
  for (const [image, isTurned] of images) {
    const found = rows.rowAt(image)
    if (found !== undefined && found < origin.row) origin = { row: found, isTurned }
  }
  return origin
}

/** A place on the straight line between two. */
export function between(from: TurnedPoint, to: TurnedPoint, u: number): TurnedPoint {
  if (u === 1) return to
  return [from[0] + u * (to[0] - from[0]), from[1] + u * (to[1] - from[1]), from[2] + u * (to[2] - from[2])]
}

import type { HornProfile } from './horn.ts'

/** Points of a horn's inner wall where meridians and rings cross. Plain data; lengths mm, z along the axis from the throat. */
export interface WallGrid {
  readonly family: HornProfile['type']
  /** A, ascending, from +x towards +y. */
  readonly azimuthsDeg: Float64Array
  /** U, ascending: 0 throat, 1 mouth; the parameter of the formula, and of a wall of several pieces that of their chain. */
  readonly u: Float64Array
  /** A·U. */
  readonly z: Float64Array
  /** A·U: distance from the axis. */
  readonly r: Float64Array
  /** Whether the azimuths go all the way around, so that the last one's neighbour is the first. */
  readonly closed: boolean
  /** Where the axis is, from the design's vertical offset. */
  readonly axisY: number
}

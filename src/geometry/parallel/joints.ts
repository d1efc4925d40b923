import type { Sheet } from '../sheet.ts'
import { foldError } from './fold-error.ts'
import { wallOf } from './piece.ts'
import { cross } from './vectors.ts'

/** What the parallels of two sheets do at their joint: meet, leave a gap, or cross. */
export type Joint = 'smooth' | 'gap' | 'crossing'

/** Largest turn of the wall at a joint that the parallels still meet at, rad: a thousandth of the thickness lies between. */
const leastTurn = 0.01

/**
 * The turn of the wall at the joint of two sheets, rad: positive towards its outer side, where parallels cross.
 */
function turnAt(before: Sheet, after: Sheet, azimuth: number): number {
  const [a, b] = [wallOf(before)(1, azimuth).outward, wallOf(after)(0, azimuth).outward]
  const normal = cross(a, b)
  const sine = Math.sqrt(normal[0] ** 2 + normal[1] ** 2 + normal[2] ** 2)
  return Math.sign(normal[1]) * Math.asin(Math.min(1, sine))
}

/**
 * The kind of each joint, one fewer than sheets.
 *
 * @param keys - Of the design: what makes the joint at the beginning of each sheet.
 * @throws {@link WaveguideError} `HORN_GEOMETRY`, reason `WALL_FOLDS`, for one that turns both ways, or only at some azimuths away.
 */
export function jointsOf(
  inner: readonly Sheet[],
  azimuths: readonly number[],
  keys: readonly (string | undefined)[],
): Joint[] {
  return inner.slice(1).map((after, i): Joint => {
    const turns = azimuths.map((azimuth) => turnAt(inner[i] as Sheet, after, azimuth))
    const [least, most] = [Math.min(...turns), Math.max(...turns)]
    if (Math.max(-least, most) <= leastTurn) return 'smooth'
    if (least >= -leastTurn) return 'crossing'
    if (most < -leastTurn) return 'gap'
    const azimuth = azimuths[turns.indexOf(most)] as number
    throw foldError(
      'has a kink that turns one way at some azimuths and another, or not at all, at others',
      after.at(0, azimuth),
      azimuth,
      keys[i + 1] ?? 'the joint',
    )
  })
}

import type { OutlineRole } from '../../geometry/body-part.ts'
import { boxRoles } from '../../geometry/enclosure.ts'
import type { OutlineSection } from '../../geometry/outline.ts'
import type { Sheet } from '../../geometry/sheet.ts'
import { newSheetPlace } from '../../geometry/sheet-table.ts'
import { real } from '../arrays.ts'
import { chordLengths } from '../section-curve.ts'

export type Vector = readonly [x: number, y: number, z: number]

/** One surface of the walk that rings are drawn on. A place along it is a station and the share of the step behind it. */
export interface RingSection {
  /** P: arc length at the stations, of the longest meridian, mm. */
  readonly way: Float64Array
  /** Length of the ring up to each azimuth, mm; 0 throughout for a point on the axis. */
  ringLengths(station: number, fraction: number, azimuths: Float64Array): Float64Array
  /** The exact place, mm. */
  point(station: number, fraction: number, azimuth: number): Vector
  /** The same quickly, where the distance of two rings may differ from azimuth to azimuth. */
  rough?(station: number, fraction: number, azimuth: number): Vector
  /** Azimuths at which its rings get a vertex, rad; omitted: those of the whole body. */
  readonly breaks?: readonly number[]
  /** The breaks are corners, and without them the surface would be another. */
  readonly keepsBreaks?: boolean
  /** A plane across the axis, around it or between two rings: it is not drawn in rings, but filled. */
  readonly isPlane?: boolean
}

/** Of a body of revolution. */
export function roundRingSection({ points, parameters, curve }: OutlineSection): RingSection {
  const at = (station: number, fraction: number): { z: number; r: number } => {
    if (fraction === 0) return { z: real(points, 2 * station), r: real(points, 2 * station + 1) }
    if (fraction === 1) return { z: real(points, 2 * station + 2), r: real(points, 2 * station + 3) }
    const [from, to] = [real(parameters, station), real(parameters, station + 1)]
    return curve.point(from + fraction * (to - from))
  }
  return {
    way: chordLengths(points),
    ringLengths: (station, fraction, azimuths) => {
      const { r } = at(station, fraction)
      const start = real(azimuths, 0)
      return azimuths.map((azimuth) => r * (azimuth - start))
    },
    point: (station, fraction, azimuth) => {
      const { z, r } = at(station, fraction)
      return turned([r, 0, z], azimuth)
    },
  }
}

/** Flat ends of every body; what is in a throat is flat where it is straight. */
const planeRoles: ReadonlySet<OutlineRole> = new Set<OutlineRole>(['front', 'back', 'plate', 'aperture'])
const throatRoles: ReadonlySet<OutlineRole> = new Set<OutlineRole>(['source', 'throat'])

/**
 * Of a body that is not round.
 *
 * @param way - Of its longest meridian.
 * @param breaks - Its own.
 */
export function sheetRingSection(
  { role, stations, at, table }: Sheet,
  way: Float64Array,
  breaks: readonly number[],
): RingSection {
  const place = newSheetPlace()
  const isPlane = planeRoles.has(role) || (throatRoles.has(role) && stations.length === 2)
  return {
    way,
    breaks,
    // Rings of one plane must not cut each other's corners.
    keepsBreaks: isPlane || boxRoles.has(role),
    isPlane,
    ringLengths: (station, fraction, azimuths) => {
      const lengths = new Float64Array(azimuths.length)
      let before: Vector | undefined
      for (const [i, azimuth] of azimuths.entries()) {
        table.find(station + fraction, azimuth, place)
        const here = turned(place.point as unknown as Vector, azimuth)
        const step = before ? Math.hypot(here[0] - before[0], here[1] - before[1], here[2] - before[2]) : 0
        lengths[i] = (i > 0 ? real(lengths, i - 1) : 0) + step
        before = here
      }
      return lengths
    },
    rough: (station, fraction, azimuth) => {
      table.find(station + fraction, azimuth, place)
      return turned(place.point as unknown as Vector, azimuth)
    },
    point: (station, fraction, azimuth) => {
      const [from, to] = [real(stations, station), real(stations, station + 1)]
      return turned(at(fraction === 1 ? to : from + fraction * (to - from), azimuth), azimuth)
    },
  }
}

/** Turns by an azimuth; multiples of a right angle exactly, so that points lie on the mirror planes. */
function turned([radial, around, z]: Vector, azimuth: number): Vector {
  const quarters = azimuth / (Math.PI / 2)
  const isRight = Number.isInteger(quarters)
  const cos = isRight ? [1, 0, -1, 0][((quarters % 4) + 4) % 4] : Math.cos(azimuth)
  const sin = isRight ? [0, 1, 0, -1][((quarters % 4) + 4) % 4] : Math.sin(azimuth)
  return [
    radial * (cos as number) - around * (sin as number),
    radial * (sin as number) + around * (cos as number),
    z,
  ]
}

import { tableAzimuths } from '../geometry/azimuth-rows.ts'
import { boxRoles } from '../geometry/enclosure.ts'
import type { Sheet } from '../geometry/sheet.ts'
import { newSheetPlace, type SheetPlace } from '../geometry/sheet-table.ts'
import { real } from './arrays.ts'
import type { MeasuredSection } from './size-field.ts'

/** Step around at which the bend of a ring is taken, rad: that of the table. */
const step = (2 * Math.PI) / tableAzimuths

/** Step along a ring below which it is a point, mm. */
const pointLength = 1e-9

/** The meridian of a sheet at one azimuth with what its sizes depend on. */
export function measuredSheet({ role, stations, table }: Sheet, azimuth: number): MeasuredSection {
  const space = new Float64Array(3 * stations.length)
  table.meridian(azimuth, space)
  const points = new Float64Array(2 * stations.length)
  const way = new Float64Array(stations.length)
  for (let j = 0; j < stations.length; j++) {
    points[2 * j] = real(space, 3 * j + 2)
    points[2 * j + 1] = Math.hypot(real(space, 3 * j), real(space, 3 * j + 1))
    if (j > 0) way[j] = real(way, j - 1) + distance(space, 3 * j - 3, space, 3 * j)
  }
  return {
    role,
    points,
    way,
    bendRadii: stations.map((_, j) => bendRadius(space, j, stations.length - 1)),
    parallelRadii: stations.map((_, j) => {
      // Rings of a box bend at its corners only, and have a vertex there; so have those of an outer side at its edges.
      const isCorner = boxRoles.has(role) || (role !== 'inner' && isNarrow(table, azimuth))
      return isCorner ? Number.POSITIVE_INFINITY : ringRadius(table, j, azimuth)
    }),
  }
}

/** Of the circle through three neighbouring places of the meridian, mm; Infinity where straight. */
function bendRadius(space: Float64Array, j: number, last: number): number {
  if (last < 2) return Number.POSITIVE_INFINITY
  const middle = 3 * Math.min(Math.max(j, 1), last - 1)
  return circleRadius(space, middle - 3, middle, middle + 3)
}

/** Radius of curvature of the ring across the wall, 1/(curvature·normal), mm; beside a break that of the far side. */
function ringRadius(table: Sheet['table'], station: number, azimuth: number): number {
  const at = (p: number): number[] => {
    const place = newSheetPlace()
    table.find(station, p, place)
    return inSpace(place, p)
  }
  const middle = middleAt(table, azimuth)
  const [before, here, after] = [at(middle - step), at(middle), at(middle + step)] as const
  const place = newSheetPlace()
  table.find(Math.max(station, 0.05), middle, place)
  const normal = inSpace({ point: place.normal }, middle)
  let [bend, length] = [0, 0]
  for (let c = 0; c < 3; c++) {
    const [b, h, a] = [before[c] as number, here[c] as number, after[c] as number]
    bend += (b - 2 * h + a) * (normal[c] as number)
    length += ((a - b) / 2) ** 2
  }
  // On the axis a ring is a point, but for rounding.
  const radius = length > pointLength ** 2 ? Math.abs(length / bend) : Number.POSITIVE_INFINITY
  return radius > 1e9 ? Number.POSITIVE_INFINITY : radius
}

/** Between two breaks that are near each other: on a corner. */
function isNarrow(table: Sheet['table'], azimuth: number): boolean {
  const [from, to] = table.stretchAround(azimuth)
  return to - from < 2 * step
}

/** Where the bend of a ring beside a break is taken, rad. In a narrow corner it is that of the corner and what is beside it. */
function middleAt(table: Sheet['table'], azimuth: number): number {
  const [from, to] = table.stretchAround(azimuth)
  return isNarrow(table, azimuth) ? azimuth : Math.min(Math.max(azimuth, from + step), to - step)
}

function inSpace({ point }: Pick<SheetPlace, 'point'>, azimuth: number): number[] {
  const [cos, sin] = [Math.cos(azimuth), Math.sin(azimuth)]
  return [
    real(point, 0) * cos - real(point, 1) * sin,
    real(point, 0) * sin + real(point, 1) * cos,
    real(point, 2),
  ]
}

function circleRadius(space: Float64Array, i: number, j: number, k: number): number {
  const [a, b, c] = [distance(space, j, space, k), distance(space, i, space, k), distance(space, i, space, j)]
  const s = (a + b + c) / 2
  const area2 = s * (s - a) * (s - b) * (s - c)
  return area2 > 1e-24 * s ** 4 ? (a * b * c) / (4 * Math.sqrt(area2)) : Number.POSITIVE_INFINITY
}

function distance(a: Float64Array, i: number, b: Float64Array, j: number): number {
  return Math.hypot(real(a, i) - real(b, j), real(a, i + 1) - real(b, j + 1), real(a, i + 2) - real(b, j + 2))
}

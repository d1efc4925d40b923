import type { BSplineCurve, BSplinePatch } from '../../binding/native.ts'
import type { Sliced } from '../../core/sliced.ts'
import { bSplineThrough, type PoleWeights, polesThrough, poleWeights } from '../../geometry/b-spline.ts'
import type { Sheet } from '../../geometry/sheet.ts'
import { newSheetPlace, type TurnedPoint } from '../../geometry/sheet-table.ts'
import { real } from '../arrays.ts'

/** One piece of a sheet around the axis. mm. */
export interface SheetPiece {
  readonly sheet: Sheet
  /** Of the samples, ascending, both ends included, rad. */
  readonly azimuths: Float64Array
  /** Samples in each step between the sheet's stations. */
  readonly density: number
  /** Shift along +y. */
  readonly offsetY: number
}

/** The tensor product through exact points: along the walk by the parameter u, around by the azimuth. */
export function* patchThrough({ sheet, azimuths, density, offsetY }: SheetPiece): Sliced<BSplinePatch> {
  const stations = placesAlong(sheet, density)
  const width = 3 * stations.length
  const rows = new Float64Array(width * azimuths.length)
  for (const [i, azimuth] of azimuths.entries()) {
    yield
    const row = new Float64Array(width)
    for (const [j, u] of stations.entries()) row.set(placed(sheet.at(u, azimuth), azimuth, offsetY), 3 * j)
    rows.set(polesThrough(stations, row, 3), i * width)
  }
  yield
  const [along, around] = [bSplineThrough(stations), bSplineThrough(azimuths)]
  return {
    poles: polesThrough(azimuths, rows, width),
    ...{ degreeU: along.degree, knotsU: along.knots },
    ...{ degreeV: around.degree, knotsV: around.knots },
  }
}

/** The ring u = const of a piece: the very border of its patch. */
export function ringThrough(
  { sheet, azimuths, offsetY }: Omit<SheetPiece, 'density'>,
  u: number,
): BSplineCurve {
  const points = Float64Array.from(
    [...azimuths].flatMap((azimuth) => placed(sheet.at(u, azimuth), azimuth, offsetY)),
  )
  const { degree, knots } = bSplineThrough(azimuths)
  return { poles: polesThrough(azimuths, points, 3), degree, knots }
}

/** Straight sheets need no more than their ends. */
function placesAlong({ stations }: Sheet, density: number): Float64Array {
  const last = stations.length - 1
  if (last === 1) return stations
  return Float64Array.from({ length: last * density + 1 }, (_, i) => {
    const [from, share] = [Math.floor(i / density), (i % density) / density]
    return share === 0
      ? real(stations, from)
      : real(stations, from) + share * (real(stations, from + 1) - real(stations, from))
  })
}

type Point = [x: number, y: number, z: number]

function placed([radial, around, z]: TurnedPoint, azimuth: number, offsetY: number): Point {
  const [cos, sin] = [Math.cos(azimuth), Math.sin(azimuth)]
  return [radial * cos - around * sin, radial * sin + around * cos + offsetY, z]
}

/** A place where a patch leaves the formula. */
export interface PatchGap {
  readonly role: Sheet['role']
  /** Across the surface, mm. */
  readonly distance: number
  /** rad */
  readonly azimuth: number
  readonly z: number
}

/**
 * The first azimuth between the samples at which a patch leaves the formula by more than `tolerance`, with its worst place;
 * looked at half-way between all samples, where such splines are worst.
 *
 * @param tolerance - mm.
 */
export function* patchGap(
  { sheet, azimuths, density, offsetY }: SheetPiece,
  patch: BSplinePatch,
  tolerance: number,
): Sliced<PatchGap | undefined> {
  const stations = placesAlong(sheet, density)
  const between = middles(stations)
  const stationsPerPlace = (sheet.stations.length - 1) / (stations.length - 1)
  const along = Array.from(between, (u) => poleWeights({ degree: patch.degreeU, knots: patch.knotsU }, u))
  const place = newSheetPlace()
  for (const azimuth of middles(azimuths)) {
    yield
    const around = poleWeights({ degree: patch.degreeV, knots: patch.knotsV }, azimuth)
    let worst = { role: sheet.role, distance: 0, azimuth, z: 0 }
    for (const [j, u] of between.entries()) {
      const exact = placed(sheet.at(u, azimuth), azimuth, offsetY)
      sheet.table.find((j + 0.5) * stationsPerPlace, azimuth, place)
      const way = difference(patchPoint(patch, along[j] as PoleWeights, around), exact)
      const distance = acrossSurface(way, place.normal, azimuth)
      if (!(distance <= worst.distance)) worst = { ...worst, distance, z: exact[2] }
    }
    if (!(worst.distance <= tolerance)) return worst
  }
  return undefined
}

function middles(places: Float64Array): Float64Array {
  return places.slice(1).map((place, i) => (place + real(places, i)) / 2)
}

function patchPoint(
  { poles, degreeU, knotsU }: BSplinePatch,
  along: PoleWeights,
  around: PoleWeights,
): Point {
  const count = knotsU.length + degreeU - 1
  const point: Point = [0, 0, 0]
  for (const [i, outer] of around.weights.entries())
    for (const [j, inner] of along.weights.entries()) {
      const pole = 3 * ((around.first + i) * count + along.first + j)
      for (let c = 0; c < 3; c++) point[c] = (point[c] as number) + outer * inner * real(poles, pole + c)
    }
  return point
}

function difference(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

/** What of a small way leads off the surface; the rest only shifts its parameters. */
function acrossSurface([x, y, z]: Point, normal: Float64Array, azimuth: number): number {
  const [cos, sin] = [Math.cos(azimuth), Math.sin(azimuth)]
  const [radial, around] = [x * cos + y * sin, y * cos - x * sin]
  return Math.abs(radial * real(normal, 0) + around * real(normal, 1) + z * real(normal, 2))
}

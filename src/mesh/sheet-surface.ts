import type { OutlineRole } from '../geometry/body-part.ts'
import type { Sheet } from '../geometry/sheet.ts'
import { newSheetPlace, type SheetTable } from '../geometry/sheet-table.ts'
import { real } from './arrays.ts'
import type { FormulaSurface, SurfacePlace } from './formula-surface.ts'
import { tagOf } from './groups.ts'
import type { MeasuredSection } from './size-field.ts'

/** How far from a centre on the axis a flat sheet's normal is taken, in steps. */
const offAxis = 0.05

/**
 * A surface that is not round, ready for distance queries: the nearest place of the meridian at the point's azimuth,
 * and from there the distance along the true normal, right to the second order of the distance.
 *
 * @param meridians - The sheet as it was measured at several azimuths.
 */
export function sheetSurface(sheet: Sheet, meridians: readonly MeasuredSection[]): FormulaSurface {
  return new SheetSurface(sheet, meridians)
}

class SheetSurface implements FormulaSurface {
  readonly role: OutlineRole
  readonly tag: number
  readonly #table: SheetTable
  readonly #points: Float64Array
  readonly #place = newSheetPlace()
  /** U: smallest radius of curvature at any azimuth. */
  readonly #radii: Float64Array
  readonly isAngular: boolean
  readonly #at: Sheet['at']
  readonly #first: number
  readonly #last: number

  constructor(sheet: Sheet, meridians: readonly MeasuredSection[]) {
    const { stations, at, table } = sheet
    this.role = sheet.role
    this.tag = tagOf(sheet)
    this.#table = table
    this.isAngular = sheet.isAngular ?? false
    this.#at = at
    this.#points = new Float64Array(3 * stations.length)
    this.#radii = stations.map((_, j) =>
      Math.min(
        ...meridians.map(({ bendRadii, parallelRadii }) =>
          Math.min(real(bendRadii, j), real(parallelRadii, j)),
        ),
      ),
    )
    this.#first = at(0, 0)[0] === 0 ? offAxis : 0
    this.#last = stations.length - 1 - (at(1, 0)[0] === 0 ? offAxis : 0)
  }

  locate(x: number, y: number, z: number, place: SurfacePlace): void {
    const r = Math.sqrt(x * x + y * y)
    const azimuth = Math.atan2(y, x)
    this.#table.meridian(azimuth, this.#points)
    const station = Math.min(Math.max(this.#nearestStation(r, z), this.#first), this.#last)
    const found = this.#place
    this.#table.find(station, azimuth, found)
    // A wall that leans around the axis meets the point's azimuth at another p.
    const turned = azimuth - Math.atan2(real(found.point, 1), real(found.point, 0))
    if (turned !== azimuth) this.#table.find(station, turned, found)
    this.#fill(place, x, y, z, turned, station)
  }

  endRadius(azimuth: number): number {
    // The table rounds corners off, and these are the areas that sources have.
    if (this.isAngular) return this.#at(1, azimuth)[0]
    const found = this.#place
    this.#table.find(this.#table.stationCount - 1, azimuth, found)
    const lean = Math.atan2(real(found.point, 1), real(found.point, 0))
    if (lean !== 0) this.#table.find(this.#table.stationCount - 1, azimuth - lean, found)
    return Math.hypot(real(found.point, 0), real(found.point, 1))
  }

  #fill(place: SurfacePlace, x: number, y: number, z: number, azimuth: number, station: number): void {
    const { point, normal } = this.#place
    const [cos, sin] = [Math.cos(azimuth), Math.sin(azimuth)]
    const [radial, around] = [x * cos + y * sin, y * cos - x * sin]
    place.distance =
      (radial - real(point, 0)) * real(normal, 0) +
      (around - real(point, 1)) * real(normal, 1) +
      (z - real(point, 2)) * real(normal, 2)
    place.normalX = real(normal, 0) * cos - real(normal, 1) * sin
    place.normalY = real(normal, 0) * sin + real(normal, 1) * cos
    place.normalZ = real(normal, 2)
    place.radius = real(this.#radii, Math.round(station))
  }

  /** On the polyline of the meridian at hand. */
  #nearestStation(r: number, z: number): number {
    const points = this.#points
    let [nearest, least] = [0, Number.POSITIVE_INFINITY]
    let [r0, z0] = [radiusOf(points, 0), real(points, 2)]
    for (let k = 3; k < points.length; k += 3) {
      const [r1, z1] = [radiusOf(points, k), real(points, k + 2)]
      const [dr, dz] = [r1 - r0, z1 - z0]
      const length2 = dr * dr + dz * dz
      const t = length2 > 0 ? Math.min(1, Math.max(0, ((r - r0) * dr + (z - z0) * dz) / length2)) : 0
      const [er, ez] = [r0 + t * dr - r, z0 + t * dz - z]
      const distance2 = er * er + ez * ez
      if (distance2 < least) {
        least = distance2
        nearest = k / 3 - 1 + t
      }
      r0 = r1
      z0 = z1
    }
    return nearest
  }
}

function radiusOf(points: Float64Array, k: number): number {
  const [radial, around] = [real(points, k), real(points, k + 1)]
  return around === 0 ? radial : Math.sqrt(radial * radial + around * around)
}

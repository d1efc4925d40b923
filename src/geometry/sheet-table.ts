import type { AzimuthRows } from './azimuth-rows.ts'
import { distanceOf } from './meridian.ts'
import { lagrange, linear, newStencil } from './stencil.ts'

/** A place in the frame that is turned by its azimuth p: away from the axis, around it and along it, mm. */
export type TurnedPoint = readonly [radial: number, around: number, z: number]

/** Whether an azimuth lies on one of these planes, to the bit. */
export function isOnPlane(azimuth: number, planes: Around['planes']): boolean {
  const quarters = azimuth / (Math.PI / 2)
  return Number.isInteger(quarters) && planes.includes(quarters % 2 === 0 ? 'y' : 'x')
}

/** What {@link SheetTable.find} fills, in the frame turned by p. */
export interface SheetPlace {
  readonly point: Float64Array
  /** Unit normal into the air. */
  readonly normal: Float64Array
  /** Derivative of the place by the azimuth, mm/rad. */
  readonly turning: Float64Array
}

export function newSheetPlace(): SheetPlace {
  return { point: new Float64Array(3), normal: new Float64Array(3), turning: new Float64Array(3) }
}

/** What a surface around the axis has in common with its whole body. */
export interface Around {
  /** Planes that it is its own image in; on them nothing points around the axis, exactly. */
  readonly planes: readonly ('x' | 'y')[]
  readonly rows: AzimuthRows
}

/**
 * A surface around the axis as a table for many quick questions: cubic between its rows of azimuths and between stations.
 *
 * Walls of horns are smooth along and, between their breaks, around: the table leaves them by micrometres. The corners
 * of a rounded box, which stand at another azimuth in every ring, are not in it.
 */
export class SheetTable {
  readonly stationCount: number
  readonly #values: Float64Array
  readonly #planes: Around['planes']
  readonly #rows: AzimuthRows
  readonly #around = newStencil()
  readonly #along = newStencil()

  /** @param values - 3·R·U: radial, around and z, rows of azimuths slowest. */
  constructor(values: Float64Array, { planes, rows }: Around) {
    this.#values = values
    this.#planes = planes
    this.#rows = rows
    this.stationCount = values.length / 3 / rows.azimuths.length
  }

  /**
   * Fills `place`.
   *
   * @param station - Number of a station and the way from it to the next: 2.5 is in the middle of the third step.
   * @param azimuth - rad.
   */
  find(station: number, azimuth: number, place: SheetPlace): void {
    this.#rows.find(azimuth, this.#around)
    this.#setAlong(station)
    const { point, normal, turning } = place
    const along: [number, number, number] = [0, 0, 0]
    for (let c = 0; c < 3; c++) {
      let [value, byStation, byAzimuth] = [0, 0, 0]
      for (let i = 0; i < 4; i++) {
        const row = 3 * this.stationCount * (this.#around.at[i] as number) + c
        let [here, slope] = [0, 0]
        for (let j = 0; j < 4; j++) {
          const sample = this.#values[row + 3 * (this.#along.at[j] as number)] as number
          here += (this.#along.value[j] as number) * sample
          slope += (this.#along.slope[j] as number) * sample
        }
        value += (this.#around.value[i] as number) * here
        byStation += (this.#around.value[i] as number) * slope
        byAzimuth += (this.#around.slope[i] as number) * here
      }
      point[c] = value
      along[c] = byStation
      turning[c] = byAzimuth * this.#around.perStep
    }
    if (isOnPlane(azimuth, this.#planes)) {
      point[1] = along[1] = 0
      turning[0] = turning[2] = 0
    }
    // The frame turns as well.
    turning[0] = (turning[0] as number) - (point[1] as number)
    turning[1] = (turning[1] as number) + (point[0] as number)
    normal.set(normalOf(along, turning))
  }

  /** The stretch around an azimuth that has no break inside, rad. */
  stretchAround(azimuth: number): readonly [from: number, to: number] {
    return this.#rows.stretchAround(azimuth)
  }

  /**
   * Fills `points` with the meridian at an azimuth, 3·U in the frame turned by it.
   *
   * @param azimuth - rad.
   */
  meridian(azimuth: number, points: Float64Array): void {
    this.#rows.find(azimuth, this.#around)
    const rowLength = 3 * this.stationCount
    const { at, value } = this.#around
    const [a, b, c, d] = [at[0] as number, at[1] as number, at[2] as number, at[3] as number]
    for (let k = 0; k < rowLength; k++)
      points[k] =
        (value[0] as number) * (this.#values[a * rowLength + k] as number) +
        (value[1] as number) * (this.#values[b * rowLength + k] as number) +
        (value[2] as number) * (this.#values[c * rowLength + k] as number) +
        (value[3] as number) * (this.#values[d * rowLength + k] as number)
  }

  #setAlong(station: number): void {
    const last = this.stationCount - 1
    if (last < 3) {
      linear(this.#along, Math.min(Math.max(station, 0), last), last)
      return
    }
    const first = Math.min(Math.max(Math.floor(station) - 1, 0), last - 3)
    lagrange(this.#along, station - first - 1)
    for (let j = 0; j < 4; j++) this.#along.at[j] = first + j
  }
}

/** Unit vector of ∂P/∂station × ∂P/∂p: the walk has the air on its right. */
export function normalOf([ar, aa, az]: TurnedPoint, turning: Float64Array): TurnedPoint {
  const [tr = 0, ta = 0, tz = 0] = turning
  const [r, a, z] = [aa * tz - az * ta, az * tr - ar * tz, ar * ta - aa * tr]
  const length = distanceOf(distanceOf(r, a), z)
  return [r / length, a / length, z / length]
}

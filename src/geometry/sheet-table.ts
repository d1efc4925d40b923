import { distanceOf } from './meridian.ts'

/** A place in the frame that is turned by its azimuth p: away from the axis, around it and along it, mm. */
export type TurnedPoint = readonly [radial: number, around: number, z: number]

/** Azimuths of a table, evenly around from p = 0. */
export const tableAzimuths = 256

/** What {@link SheetTable.find} fills: a place in the frame turned by p, and the unit normal into the air there. */
export interface SheetPlace {
  readonly point: Float64Array
  readonly normal: Float64Array
}

export function newSheetPlace(): SheetPlace {
  return { point: new Float64Array(3), normal: new Float64Array(3) }
}

/** Four neighbours and their weights for a value and its derivative. */
interface Stencil {
  readonly at: Int32Array
  readonly value: Float64Array
  readonly slope: Float64Array
}

/**
 * A surface around the axis as a table for many quick questions: cubic between 256 azimuths and between stations.
 *
 * Walls of horns are smooth in both, and the table leaves them by micrometres. Where a side passes into the corner of a
 * rectangle their curvature jumps: there it is up to 0.05 mm off, and a box's sharp corners are not in it.
 */
export class SheetTable {
  readonly stationCount: number
  readonly #values: Float64Array
  readonly #planes: readonly ('x' | 'y')[]
  readonly #around = newStencil()
  readonly #along = newStencil()

  /**
   * @param values - 3·256·U: radial, around and z, azimuth slowest.
   * @param planes - Mirror planes of the surface; on them nothing points around the axis, exactly.
   */
  constructor(values: Float64Array, planes: readonly ('x' | 'y')[]) {
    this.#values = values
    this.#planes = planes
    this.stationCount = values.length / 3 / tableAzimuths
  }

  /**
   * Fills `place`.
   *
   * @param station - Number of a station and the way from it to the next: 2.5 is in the middle of the third step.
   * @param azimuth - rad.
   */
  find(station: number, azimuth: number, place: SheetPlace): void {
    this.#setAround(azimuth)
    this.#setAlong(station)
    const { point, normal } = place
    const along = [0, 0, 0]
    const turning = [0, 0, 0]
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
      turning[c] = (byAzimuth * tableAzimuths) / (2 * Math.PI)
    }
    if (this.#isOnPlane(azimuth)) {
      point[1] = along[1] = 0
      turning[0] = turning[2] = 0
    }
    setNormal(normal, point, along, turning)
  }

  #isOnPlane(azimuth: number): boolean {
    const quarters = azimuth / (Math.PI / 2)
    return Number.isInteger(quarters) && this.#planes.includes(quarters % 2 === 0 ? 'y' : 'x')
  }

  /**
   * Fills `points` with the meridian at an azimuth, 3·U in the frame turned by it.
   *
   * @param azimuth - rad.
   */
  meridian(azimuth: number, points: Float64Array): void {
    this.#setAround(azimuth)
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

  #setAround(azimuth: number): void {
    const steps = (azimuth * tableAzimuths) / (2 * Math.PI)
    const first = Math.floor(steps)
    lagrange(this.#around, steps - first)
    for (let i = 0; i < 4; i++)
      this.#around.at[i] = (((first - 1 + i) % tableAzimuths) + tableAzimuths) % tableAzimuths
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

function newStencil(): Stencil {
  return { at: new Int32Array(4), value: new Float64Array(4), slope: new Float64Array(4) }
}

/** Cubic through places −1, 0, 1, 2 at t. */
function lagrange({ value, slope }: Stencil, t: number): void {
  value[0] = (-t * (t - 1) * (t - 2)) / 6
  value[1] = ((t + 1) * (t - 1) * (t - 2)) / 2
  value[2] = (-(t + 1) * t * (t - 2)) / 2
  value[3] = ((t + 1) * t * (t - 1)) / 6
  slope[0] = (-3 * t * t + 6 * t - 2) / 6
  slope[1] = (3 * t * t - 4 * t - 1) / 2
  slope[2] = (-3 * t * t + 2 * t + 2) / 2
  slope[3] = (3 * t * t - 1) / 6
}

/** For straight sheets of two or three stations. */
function linear({ at, value, slope }: Stencil, station: number, last: number): void {
  const first = Math.min(Math.floor(station), last - 1)
  at.fill(first)
  value.fill(0)
  slope.fill(0)
  at[1] = first + 1
  value[0] = 1 - (station - first)
  value[1] = station - first
  slope[0] = -1
  slope[1] = 1
}

/** ∂P/∂station × ∂P/∂p: the walk has the air on its right. */
function setNormal(
  normal: Float64Array,
  point: Float64Array,
  along: readonly number[],
  turning: readonly number[],
): void {
  const [ar = 0, aa = 0, az = 0] = along
  const tr = (turning[0] ?? 0) - (point[1] as number)
  const ta = (turning[1] ?? 0) + (point[0] as number)
  const tz = turning[2] ?? 0
  const [r, a, z] = [aa * tz - az * ta, az * tr - ar * tz, ar * ta - aa * tr]
  const length = distanceOf(distanceOf(r, a), z)
  normal[0] = r / length
  normal[1] = a / length
  normal[2] = z / length
}

import type { Sliced } from '../core/sliced.ts'
import type { Polar, Result } from '../model/result.ts'
import { type PolarReference, relativeLevelDb } from '../results/relative-level.ts'
import { monotoneCubic } from './interpolate.ts'
import { angleColumns } from './polar-selection.ts'

/** Relative levels on the sampled frequency × angle grid, without gaps: one stretch of frequencies that all have values. */
export interface LevelField {
  /** Hz. */
  readonly frequencies: readonly number[]
  /** Ascending. */
  readonly anglesDeg: readonly number[]
  /** F rows of A levels, dB. */
  readonly rows: readonly Float64Array[]
}

/** Deeper levels look alike on the map, and −∞ cannot be interpolated. */
const floorDb = -60

/**
 * The stretches of a polar that can be drawn, in order of frequency: neighbours that both have all their values.
 *
 * @param options - `mirror`: adds the negative angles of a polar that has none, as copies.
 */
export function levelFields(
  result: Result,
  polar: Polar,
  options: { readonly reference: PolarReference; readonly mirror: boolean },
): LevelField[] {
  const levels = relativeLevelDb(polar, options.reference)
  const columns = angleColumns(polar, options)
  const anglesDeg = columns.map((column) => column.angleDeg)
  const fields: { frequencies: number[]; anglesDeg: number[]; rows: Float64Array[] }[] = []
  let open = false
  result.frequencies.forEach((frequency, index) => {
    const start = index * polar.anglesDeg.length
    const row = Float64Array.from(columns, ({ column }) =>
      Math.max(floorDb, levels[start + column] ?? Number.NaN),
    )
    if (row.some(Number.isNaN)) open = false
    else {
      if (!open) fields.push({ frequencies: [], anglesDeg, rows: [] })
      open = true
      fields.at(-1)?.frequencies.push(frequency)
      fields.at(-1)?.rows.push(row)
    }
  })
  return fields.filter((field) => field.frequencies.length > 1 && anglesDeg.length > 1)
}

/** A fine grid over a field. */
export interface FineGrid {
  readonly columns: number
  readonly rows: number
  /** rows·columns values, dB; row 0 at the first `angleDeg`. */
  readonly values: number[]
}

/** Columns of a fine grid between two pauses. */
const columnsAtATime = 24

/** Interpolates a field over the logarithm of frequency and over angle, for drawing only. */
export function* fineGrid(
  field: LevelField,
  frequencies: readonly number[],
  anglesDeg: readonly number[],
): Sliced<FineGrid> {
  const overFrequency = alongFrequency(field, frequencies)
  yield
  const columns = frequencies.length
  const values = new Array<number>(columns * anglesDeg.length).fill(0)
  for (let column = 0; column < columns; column++) {
    const at = monotoneCubic(
      field.anglesDeg,
      overFrequency.map((levels) => levels[column] ?? Number.NaN),
    )
    anglesDeg.forEach((angle, row) => {
      values[row * columns + column] = at(angle)
    })
    if (column % columnsAtATime === 0) yield
  }
  return { columns, rows: anglesDeg.length, values }
}

/** One array of levels for each of the field's angles, at other frequencies. */
function alongFrequency(field: LevelField, frequencies: readonly number[]): Float64Array[] {
  const sampled = field.frequencies.map(Math.log)
  const wanted = frequencies.map(Math.log)
  return field.anglesDeg.map((_, angle) => {
    const levels = field.rows.map((row) => row[angle] ?? Number.NaN)
    return Float64Array.from(wanted, monotoneCubic(sampled, levels))
  })
}

import type { Polar, Result } from '../model/result.ts'
import { type PolarReference, relativeLevelDb } from '../results/relative-level.ts'
import { monotoneCubic } from './interpolate.ts'

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
  const columns = sortedColumns(polar, options.mirror)
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
  readonly values: Float64Array
}

/** Interpolates a field over the logarithm of frequency and over angle, for drawing only. */
export function fineGrid(
  field: LevelField,
  frequencies: readonly number[],
  anglesDeg: readonly number[],
): FineGrid {
  const logFrequencies = field.frequencies.map(Math.log)
  const wanted = frequencies.map(Math.log)
  const overFrequency = field.anglesDeg.map((_, angle) => {
    const at = monotoneCubic(
      logFrequencies,
      field.rows.map((row) => row[angle] ?? Number.NaN),
    )
    return Float64Array.from(wanted, at)
  })
  const values = new Float64Array(frequencies.length * anglesDeg.length)
  wanted.forEach((_, column) => {
    const at = monotoneCubic(
      field.anglesDeg,
      overFrequency.map((levels) => levels[column] ?? Number.NaN),
    )
    anglesDeg.forEach((angle, row) => {
      values[row * frequencies.length + column] = at(angle)
    })
  })
  return { columns: frequencies.length, rows: anglesDeg.length, values }
}

function sortedColumns(polar: Polar, mirror: boolean): { angleDeg: number; column: number }[] {
  const columns = Array.from(polar.anglesDeg, (angleDeg, column) => ({ angleDeg, column }))
  const copies = mirror
    ? columns
        .filter(({ angleDeg }) => angleDeg > 0 && angleDeg <= 180)
        .map((c) => ({ ...c, angleDeg: -c.angleDeg }))
    : []
  return [...copies, ...columns].sort((a, b) => a.angleDeg - b.angleDeg)
}

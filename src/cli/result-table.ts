import { complexAt } from '../core/complex.ts'
import type { Result } from '../model/result.ts'
import { beamwidth } from '../results/beamwidth.ts'
import { relativeLevelDb } from '../results/relative-level.ts'
import { validFrequencies } from '../results/validity.ts'
import { type Column, numberCell, tableText } from './table.ts'

/** A result as a table for people: one line per frequency, and in the last column whether to believe it. */
export function resultTable(result: Result): string {
  const columns: Column[] = [
    { head: 'Hz', cells: Array.from(result.frequencies, (frequency) => frequencyCell(frequency)) },
    { head: 'axis dB', cells: Array.from(result.onAxis.levelDb, (level) => numberCell(level, 1)) },
    { head: 'DI dB', cells: Array.from(result.directivityIndexDb, (index) => numberCell(index, 1)) },
    { head: '-6 dB at', cells: edgeCells(result) },
    ...impedanceColumns(result),
    { head: 'residual', cells: result.evidence.map(({ residual }) => residualCell(residual)) },
    {
      head: 'valid',
      align: 'left',
      cells: validFrequencies(result).map((valid) => (valid ? 'yes' : 'NO')),
    },
  ]
  return tableText(columns)
}

/** First angle of the first polar where the level is 6 dB below the axis; `>90` when it stays above up to there. */
function edgeCells(result: Result): string[] {
  const [polar] = result.polars
  if (!polar?.anglesDeg.includes(0)) return Array.from(result.frequencies, () => '-')
  const relative = relativeLevelDb(polar)
  const count = polar.anglesDeg.length
  const widest = polar.anglesDeg.reduce((a, b) => Math.max(a, b), 0)
  return Array.from(result.frequencies, (_, index) => {
    const row = relative.subarray(index * count, (index + 1) * count)
    const { positiveDeg } = beamwidth(polar.anglesDeg, row)
    if (Number.isFinite(positiveDeg)) return `${positiveDeg.toFixed(1)}°`
    return row.some(Number.isNaN) || widest === 0 ? '-' : `>${widest}°`
  })
}

function impedanceColumns(result: Result): Column[] {
  const [impedance] = result.impedance
  if (!impedance) return []
  const parts = Array.from(result.frequencies, (_, index) => complexAt(impedance.normalised, index))
  return [
    { head: 'Re Z', cells: parts.map(([real]) => numberCell(real, 3)) },
    { head: 'Im Z', cells: parts.map(([, imaginary]) => numberCell(imaginary, 3)) },
  ]
}

function frequencyCell(frequency: number): string {
  return frequency.toFixed(frequency < 100 ? 1 : 0)
}

function residualCell(residual: number): string {
  return Number.isFinite(residual) ? residual.toExponential(1) : '-'
}

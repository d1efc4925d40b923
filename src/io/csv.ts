import { complexAt, phaseDeg } from '../core/complex.ts'
import type { Polar, Result } from '../model/result.ts'
import { relativeLevelDb } from '../results/relative-level.ts'
import { rmsPressure } from '../results/rms.ts'
import { validFrequencies } from '../results/validity.ts'
import { exact, fixed, oneLine, significant } from './numbers.ts'

/**
 * Results as comma-separated tables in long form: RFC 4180 quotes, line feeds, one header row, empty = missing.
 * Pressures are RMS phasors, e^{+jωt}, delay included. Every row says whether its frequency is `valid`, 1 or 0.
 */

/** On-axis response, directivity index, first source's impedance and power per frequency. */
export function* frequencyCsv(result: Result): Generator<string> {
  yield row([
    'frequency_hz',
    'spl_db',
    'phase_deg',
    'di_db',
    'z_throat_real',
    'z_throat_imag',
    'power_surface_w',
    'power_far_field_w',
    'valid',
  ])
  const valid = validFrequencies(result)
  const impedance = result.impedance[0]?.normalised ?? new Float64Array()
  for (const [index, frequency] of result.frequencies.entries()) {
    const [real, imaginary] = complexAt(impedance, index)
    yield row([
      exact(frequency),
      fixed(result.onAxis.levelDb[index] ?? Number.NaN, 6),
      fixed(phaseDeg(complexAt(result.onAxis.pressure, index)), 6),
      fixed(result.directivityIndexDb[index] ?? Number.NaN, 6),
      significant(real),
      significant(imaginary),
      significant(result.power.surface[index] ?? Number.NaN),
      significant(result.power.farField[index] ?? Number.NaN),
      flag(valid[index]),
    ])
  }
}

/** Every angle of every polar at every frequency. */
export function* polarCsv(result: Result): Generator<string> {
  yield row([
    'frequency_hz',
    'plane',
    'angle_deg',
    'p_real_pa',
    'p_imag_pa',
    'spl_db',
    'level_norm_db',
    'valid',
  ])
  const valid = validFrequencies(result)
  for (const polar of result.polars) {
    const pressure = rmsPressure(polar.pressure)
    const relative = onAxisRelative(polar)
    for (const [index, frequency] of result.frequencies.entries()) {
      for (const [column, angle] of polar.anglesDeg.entries()) {
        const at = index * polar.anglesDeg.length + column
        const [real, imaginary] = complexAt(pressure, at)
        yield row([
          exact(frequency),
          cell(polar.name),
          exact(angle),
          significant(real),
          significant(imaginary),
          fixed(polar.levelDb[at] ?? Number.NaN, 4),
          fixed(relative[at] ?? Number.NaN, 4),
          flag(valid[index]),
        ])
      }
    }
  }
}

/** Normalised impedance of every source at every frequency. */
export function* impedanceCsv(result: Result): Generator<string> {
  yield row(['frequency_hz', 'z_real', 'z_imag', 'quantity', 'unit', 'source', 'valid'])
  const valid = validFrequencies(result)
  for (const { source, normalised } of result.impedance) {
    for (const [index, frequency] of result.frequencies.entries()) {
      const [real, imaginary] = complexAt(normalised, index)
      const kind = ['throat_impedance_over_rho_c_over_s', '1', cell(source)]
      yield row([exact(frequency), significant(real), significant(imaginary), ...kind, flag(valid[index])])
    }
  }
}

/** A text cell: one line, quoted where needed, and never a formula to a spreadsheet. */
export function cell(content: string): string {
  const line = oneLine(content)
  const safe = /^[=+\-@]/.test(line) ? `'${line}` : line
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Relative to 0°; missing throughout when 0° was not computed, because another reference would need another column. */
function onAxisRelative(polar: Polar): Float64Array {
  return polar.anglesDeg.includes(0) ? relativeLevelDb(polar, 0) : new Float64Array()
}

function row(cells: readonly string[]): string {
  return `${cells.join(',')}\n`
}

function flag(valid: boolean | undefined): string {
  return valid ? '1' : '0'
}

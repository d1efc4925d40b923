import { type Complex, complexAt, phaseDeg } from '../core/complex.ts'
import { WaveguideError } from '../core/errors.ts'
import type { Result } from '../model/result.ts'
import { validFrequencies } from '../results/validity.ts'
import { fixed, oneLine } from './numbers.ts'

export interface FrdOptions {
  /**
   * `removed` (default): the travel time distance/soundSpeed is taken out of the phase. `included`: the phase as computed.
   */
  readonly delay?: 'removed' | 'included'
  /** Keeps the frequencies that are not valid. Default false: a reader of the file could not know which they are. */
  readonly includeInvalid?: boolean
}

/**
 * The on-axis response as FRD text: frequency, level (dB re 20 µPa, RMS), phase (degrees, e^{+jωt}), separated by tabs.
 *
 * Missing values have no row. Frequencies that are not valid have none either, and the header says how many were left out.
 *
 * @throws {@link WaveguideError} `OPTION` when no row is left; a reader would take such a file for a broken one.
 */
export function frdText(result: Result, options: FrdOptions = {}): string {
  const rows = frdRows(result, options)
  if (rows.length === 0) {
    throw new WaveguideError(
      'OPTION',
      'no frequency of the result is valid, so its FRD would be empty. Solve on a finer mesh, or set includeInvalid to keep the numbers.',
      { details: { option: 'includeInvalid' } },
    )
  }
  return [...header(result, options, rows.length), ...rows, ''].join('\n')
}

/** True when {@link frdText} has a row to write. */
export function hasFrdRows(result: Result, options: FrdOptions = {}): boolean {
  return frdRows(result, options).length > 0
}

function frdRows(result: Result, { delay = 'removed', includeInvalid = false }: FrdOptions): string[] {
  const valid = validFrequencies(result)
  const travelTime = delay === 'removed' ? result.onAxis.distance / result.medium.soundSpeed : 0
  const rows: string[] = []
  result.frequencies.forEach((frequency, index) => {
    const level = result.onAxis.levelDb[index] ?? Number.NaN
    if (!Number.isFinite(level) || !(includeInvalid || valid[index])) return
    const pressure = complexAt(result.onAxis.pressure, index)
    const phase = phaseWithout(pressure, frequency * travelTime)
    rows.push(`${fixed(frequency, 6)}\t${fixed(level, 4)}\t${fixed(phase, 4)}`)
  })
  return rows
}

/** Phase of p·e^{+j2π·turns} in (−180, 180] degrees. */
function phaseWithout(pressure: Complex, turns: number): number {
  const phase = phaseDeg(pressure) + 360 * (turns - Math.floor(turns))
  const wrapped = phase > 180 ? phase - 360 : phase
  // Four decimals may round up to the excluded end.
  return Number(wrapped.toFixed(4)) <= -180 ? 180 : wrapped
}

function header(result: Result, options: FrdOptions, rowCount: number): string[] {
  const { provenance, onAxis, medium } = result
  const { delay = 'removed' } = options
  const origin = result.polars.find((polar) => polar.distance === onAxis.distance)?.origin
  const place = origin ? `(${origin.map((value) => fixed(value, 6)).join(', ')}) m` : 'not recorded'
  return [
    `${provenance.design ?? 'waveguide'}, on axis`,
    `distance: ${onAxis.distance} m; origin: ${place}; drive: ${provenance.drive}`,
    `phase: exp(+jwt), degrees, delay of ${onAxis.distance} m / ${medium.soundSpeed} m/s ${delay}`,
    'smoothing: none',
    validityLine(result, options, rowCount),
    ...(provenance.forced
      ? ['FORCED: the mesh gate refused this mesh; the numbers are not a prediction']
      : []),
    `generator: waveguide-bem ${provenance.version}`,
    'Freq(Hz)\tSPL(dB)\tPhase(degrees)',
  ].map((line, index, all) => `* ${index === all.length - 1 ? line : oneLine(line)}`)
}

function validityLine(result: Result, { includeInvalid = false }: FrdOptions, rowCount: number): string {
  const { validTo } = result.provenance.mesh
  const limit = `mesh limit: ${Number.isFinite(validTo) ? `${Number(validTo.toPrecision(6))} Hz` : 'not known'}`
  const invalidCount = validFrequencies(result).filter((valid) => !valid).length
  if (invalidCount === 0) return `${limit}; all frequencies valid`
  if (includeInvalid)
    return `${limit}; ${invalidCount} of these ${rowCount} frequencies are NOT VALID, kept on request`
  return `${limit}; left out as not valid: ${invalidCount} of ${result.frequencies.length} frequencies`
}

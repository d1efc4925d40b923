import { WaveguideError } from '../core/errors.ts'
import { refuseUnknownKeys, shown } from '../core/options.ts'
import type { FrequencySweep } from '../model/options.ts'

const sweepKeys: readonly (keyof FrequencySweep)[] = ['from', 'to', 'count', 'spacing']

/**
 * The frequencies of a solve: a list, sorted here, or a sweep with both ends included.
 *
 * @param frequencies - A list in Hz in any order, or `{ from, to, count, spacing }`; spacing is `'log'` by default.
 * @returns F, Hz, ascending.
 * @throws {@link WaveguideError} `FREQUENCY` for an empty list, a value that is not positive and finite,
 *   a frequency given twice, or a sweep that makes no list.
 */
export function frequencyList(frequencies: unknown): Float64Array {
  if (typeof frequencies !== 'object' || frequencies === null)
    throw refused(' must be a list or { from, to, count, spacing }', frequencies)
  const values = isList(frequencies) ? Float64Array.from(frequencies, Number) : sweep(frequencies)
  if (values.length === 0) throw refused(' must hold at least one frequency', frequencies)
  for (const value of values) requirePositive(' values', value)
  values.sort()
  const twice = values.find((value, index) => value === values[index - 1])
  if (twice !== undefined) throw refused(` has ${twice} Hz twice; give each frequency once`, twice)
  return values
}

function isList(value: object): value is ArrayLike<number> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value)
}

function sweep(options: object): Float64Array {
  refuseUnknownKeys('SolveOptions.frequencies', options, sweepKeys)
  const { from, to, count, spacing = 'log' } = options as FrequencySweep
  requirePositive('.from', from)
  requirePositive('.to', to)
  if (!Number.isInteger(count) || count < 1) throw refused('.count must be a positive integer', count)
  if (spacing !== 'log' && spacing !== 'linear') throw refused('.spacing must be "log" or "linear"', spacing)
  if (to < from || (count > 1 && to === from)) throw refused(`.to must be above .from = ${from} Hz`, to)
  if (count === 1 && to !== from) throw refused('.count must be at least 2 when .from and .to differ', count)
  return Float64Array.from({ length: count }, (_, index) => {
    if (index === 0) return from
    if (index === count - 1) return to
    const fraction = index / (count - 1)
    return spacing === 'log' ? from * (to / from) ** fraction : from + (to - from) * fraction
  })
}

function requirePositive(part: string, value: unknown): void {
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) return
  throw refused(`${part} must be positive and finite, Hz`, value)
}

function refused(problem: string, value: unknown): WaveguideError {
  return new WaveguideError('FREQUENCY', `SolveOptions.frequencies${problem}, got ${shown(value)}`, {
    details: { option: 'SolveOptions.frequencies', value: shown(value) },
  })
}

import { optionError } from '../core/options.ts'
import type { Result } from '../model/result.ts'

/**
 * A copy of a result: the caller may change or transfer his once the work has begun.
 *
 * @param option - Its name, for messages.
 * @throws {@link WaveguideError} `OPTION` for what is no result.
 */
export function ownResult(option: string, result: Result): Result {
  const isResult = result?.schema === 'waveguide-result/1' && result.frequencies instanceof Float64Array
  if (isResult && result.provenance?.mesh && Array.isArray(result.evidence)) return structuredClone(result)
  throw optionError(option, 'a Result', result)
}

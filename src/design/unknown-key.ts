import { nearestName, shown } from '../core/options.ts'
import { parameterError } from './parameters.ts'

/** The error for a key that nobody knows, with the nearest known one. */
export function unknownKey(key: string, known: readonly string[]): Error {
  const nearest = nearestName(key, known)
  const hint = nearest ? `did you mean "${nearest}"?` : `known: ${known.join(', ')}`
  return parameterError(shown(key), `is no key of a design; ${hint}`, {
    parameter: key,
    ...(nearest && { nearest }),
  })
}

import { isErrorCode, WaveguideError } from '../core/errors.ts'

/**
 * What a native call threw, as a {@link WaveguideError} with the native error as its cause.
 *
 * Native errors are born on another thread and have no JavaScript stack: catch and rethrow in an `async` function,
 * so that the new error carries the caller's. A cancelled job becomes an `AbortError`.
 */
export function fromNative(thrown: unknown): unknown {
  if (thrown instanceof WaveguideError || !(thrown instanceof Error)) return thrown
  const code: unknown = (thrown as { code?: unknown }).code
  if (code === 'CANCELLED') return new DOMException(thrown.message, 'AbortError')
  return new WaveguideError(isErrorCode(code) ? code : 'INTERNAL', thrown.message, { cause: thrown })
}

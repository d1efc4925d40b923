/** Every code a {@link WaveguideError} can carry. A closed list; `docs/errors.md` has a heading for each. */
export const errorCodes = [
  'HORN_PARSE',
  'HORN_PARAMETER',
  'HORN_GEOMETRY',
  'MESH_FAILED',
  'MESH_OPEN',
  'MESH_ORIENTATION',
  'MESH_NO_SOURCE',
  'MESH_FORMAT',
  'MESH_LIMIT',
  'GEO_FORBIDDEN',
  'FREQUENCY',
  'OPTION',
  'MEMORY_LIMIT',
  'DEVICE_MISSING',
  'DEVICE_FAILED',
  'NOT_CONVERGED',
  'ADDON_MISSING',
  'IO',
  'TIMEOUT',
  'INTERNAL',
] as const

/** One of {@link errorCodes}. */
export type ErrorCode = (typeof errorCodes)[number]

/**
 * The only error class of the package. Branch on `code`, never on the text.
 *
 * `message` starts with the code and says what, where and what to do; `details` is plain data
 * (parameter, place, value, limit), safe to send as JSON.
 */
export class WaveguideError extends Error {
  readonly code: ErrorCode
  readonly details?: Record<string, unknown>

  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(`${code}: ${message}`, options.cause === undefined ? {} : { cause: options.cause })
    this.name = 'WaveguideError'
    this.code = code
    if (options.details) this.details = options.details
  }
}

/** True for a text that is one of {@link errorCodes}. */
export function isErrorCode(text: unknown): text is ErrorCode {
  return (errorCodes as readonly unknown[]).includes(text)
}

import type { Result } from '../model/result.ts'

/** Numbers per piece of text. */
const sliceLength = 4096

/**
 * A result as JSON text in pieces: its own field names, typed arrays as plain arrays, missing values as `null`.
 *
 * Pieces, because a sweep with surface traces is tens of megabytes and must not hold up the event loop.
 */
export function* resultJson(result: Result): Generator<string> {
  yield* jsonPieces(result, '')
  yield '\n'
}

function* jsonPieces(value: unknown, indent: string): Generator<string> {
  if (value instanceof Float64Array || value instanceof Uint32Array) yield* numberPieces(value)
  else if (Array.isArray(value) && value.some(isContainer)) yield* listPieces(value, indent)
  else if (isContainer(value) && !Array.isArray(value)) yield* objectPieces(value, indent)
  else yield JSON.stringify(value)
}

function* numberPieces(values: Float64Array | Uint32Array): Generator<string> {
  for (let start = 0; start < values.length; start += sliceLength) {
    const slice = JSON.stringify(Array.from(values.subarray(start, start + sliceLength)))
    yield (start === 0 ? '[' : ',') + slice.slice(1, -1)
  }
  yield values.length === 0 ? '[]' : ']'
}

function* listPieces(values: readonly unknown[], indent: string): Generator<string> {
  const deeper = `${indent}  `
  for (const [index, value] of values.entries()) {
    yield `${index === 0 ? '[' : ','}\n${deeper}`
    yield* jsonPieces(value, deeper)
  }
  yield `\n${indent}]`
}

function* objectPieces(value: object, indent: string): Generator<string> {
  const deeper = `${indent}  `
  let opening = '{'
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue
    yield `${opening}\n${deeper}${JSON.stringify(key)}: `
    yield* jsonPieces(member, deeper)
    opening = ','
  }
  yield opening === '{' ? '{}' : `\n${indent}}`
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

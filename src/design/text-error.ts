import { WaveguideError } from '../core/errors.ts'
import type { Place } from './parameters.ts'

/** A syntax error in a design's text: where it is, counted from 1, and what is wrong there. */
export function textError(message: string, { line, column }: Place): WaveguideError {
  return new WaveguideError('HORN_PARSE', `line ${line}, column ${column}: ${message}`, {
    details: { line, column },
  })
}

/** Line and column, counted from 1, of a position in a text. */
export function placeOf(text: string, position: number): Place {
  const before = text.slice(0, position)
  const line = before.split(/\r\n|\r|\n/)
  return { line: line.length, column: (line.at(-1)?.length ?? 0) + 1 }
}

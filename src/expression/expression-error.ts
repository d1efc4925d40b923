import { WaveguideError } from '../core/errors.ts'

/** What can be wrong with an expression; `details.reason` of its error. */
export type ExpressionReason =
  | 'EXPR_EMPTY'
  | 'EXPR_SYNTAX'
  | 'EXPR_UNKNOWN_NAME'
  | 'EXPR_ARITY'
  | 'EXPR_AMBIGUOUS'
  | 'EXPR_TOO_LONG'
  | 'EXPR_NONFINITE'

/** Where in which expression: its text, what it is the value of, and a column counted from 0. */
export interface ExpressionPlace {
  readonly parameter: string
  readonly text: string
  readonly column: number
}

/** A refused expression: `HORN_PARAMETER` that names the parameter and shows the column. */
export function expressionError(
  reason: ExpressionReason,
  message: string,
  { parameter, text, column }: ExpressionPlace,
): WaveguideError {
  const shown = text.length > 80 ? `${text.slice(0, 77)}…` : text
  return new WaveguideError(
    'HORN_PARAMETER',
    `${parameter} = ${JSON.stringify(shown)}, column ${column}: ${message}`,
    { details: { parameter, reason, value: shown, column } },
  )
}

/** An expression without a finite value somewhere. */
export function nonFiniteError(
  parameter: string,
  text: string,
  azimuthDeg: number,
  value: number,
): WaveguideError {
  const degrees = Number(azimuthDeg.toPrecision(8))
  return new WaveguideError(
    'HORN_PARAMETER',
    `${parameter} = ${JSON.stringify(text)} is ${value} at azimuth ${degrees}°; it must be finite at every azimuth`,
    {
      details: {
        parameter,
        reason: 'EXPR_NONFINITE',
        value: text,
        result: String(value),
        azimuthDeg: degrees,
      },
    },
  )
}

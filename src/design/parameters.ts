import { WaveguideError } from '../core/errors.ts'
import { shown } from '../core/options.ts'
import { degrees } from '../core/units.ts'
import { compileExpression, type Expression } from '../expression/compile.ts'
import { isAllowed, type ParameterRule, rangeText } from '../geometry/parameter-rules.ts'
import type { Parameter } from '../model/horn.ts'
import { numberOf } from './number-token.ts'

/** Where a value stood in a design's text. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** One value of a design before it is checked. */
export interface DraftValue {
  readonly value: unknown
  readonly place?: Place
  /** What the design's author called it, for messages; default: the parameter's own name. */
  readonly label?: string
}

/** Azimuths at which expressions and walls are checked. */
export const checkedAzimuths: readonly number[] = Array.from(
  { length: 720 },
  (_, i) => (2 * Math.PI * i) / 720,
)

/** `(line 3)`, or nothing for a value that came from no text. */
function placeText(place: Place | undefined): string {
  return place ? ` (line ${place.line})` : ''
}

/** A refused parameter: what it is called, what it was, what it may be. */
export function parameterError(
  name: string,
  message: string,
  details: Record<string, unknown> & { place?: Place | undefined } = {},
): WaveguideError {
  const { place, ...rest } = details
  return new WaveguideError('HORN_PARAMETER', `${name} ${message}${placeText(place)}`, {
    details: { parameter: name, ...rest, ...place },
  })
}

/**
 * The number that one parameter is, checked; undefined for an optional one that is not given.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` when it is missing, not a finite number, or out of its range.
 */
export function checkedNumber(
  name: string,
  given: DraftValue | undefined,
  rule: ParameterRule,
): number | undefined {
  const value = given?.value === undefined ? rule.default : given.value
  if (value === undefined && rule.optional) return undefined
  if (value === undefined)
    throw parameterError(given?.label ?? name, `is missing; it must be a number ${rangeText(rule)}`)
  if (typeof value === 'number' && isAllowed(value, rule)) return value
  throw valueError(name, given, rule, value)
}

/**
 * The number or the expression that one parameter is, checked at 720 azimuths.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` as {@link checkedNumber}; for an expression with `details.reason`,
 * and with the azimuth where its value is not finite or out of range.
 */
export function checkedParameter(
  name: string,
  given: DraftValue | undefined,
  rule: ParameterRule,
): Parameter | undefined {
  const value = given?.value
  // A number in quotes is a slip of JSON; a script's numbers have been read before.
  if (typeof value !== 'string' || numberOf(value) !== undefined) return checkedNumber(name, given, rule)
  const label = given?.label ?? name
  if (rule.number)
    throw parameterError(label, `must be a plain number ${rangeText(rule)}, got ${shown(value)}`, {
      parameter: name,
      value,
      place: given?.place,
    })
  const expression = placed(name, given?.place, () => compileExpression(value, label))
  for (const azimuth of expression.dependsOnAzimuth ? checkedAzimuths : [0])
    refuseOutOfRange(expression, azimuth, { name, label, rule, value, place: given?.place })
  return value
}

interface Checked {
  readonly name: string
  readonly label: string
  readonly rule: ParameterRule
  readonly value: string
  readonly place: Place | undefined
}

function refuseOutOfRange(
  expression: Expression,
  azimuth: number,
  { name, label, rule, value, place }: Checked,
): void {
  const number = placed(name, place, () => expression.valueAt(azimuth))
  if (isAllowed(number, rule)) return
  const range = rangeText(rule)
  const azimuthDeg = Number(degrees(azimuth).toPrecision(8))
  throw parameterError(
    label,
    `must be a number ${range} at every azimuth; ${shown(value)} is ${Number(number.toPrecision(8))} at ${azimuthDeg}°`,
    { parameter: name, value: number, range, azimuthDeg, reason: 'PROFILE_DOMAIN', place },
  )
}

/** Errors of an expression get the parameter's name and line; their column is that within the expression. */
function placed<T>(name: string, place: Place | undefined, step: () => T): T {
  try {
    return step()
  } catch (thrown) {
    if (!(thrown instanceof WaveguideError)) throw thrown
    const message = thrown.message.slice(thrown.code.length + 2)
    throw new WaveguideError(thrown.code, `${message}${placeText(place)}`, {
      details: { ...thrown.details, parameter: name, ...(place && { line: place.line }) },
      cause: thrown,
    })
  }
}

function valueError(
  name: string,
  given: DraftValue | undefined,
  rule: ParameterRule,
  value: unknown,
): WaveguideError {
  const range = rangeText(rule)
  return parameterError(given?.label ?? name, `must be a number ${range}, got ${shown(value)}`, {
    parameter: name,
    value: typeof value === 'number' && Number.isFinite(value) ? value : shown(value),
    range,
    place: given?.place,
  })
}

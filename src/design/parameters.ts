import { WaveguideError } from '../core/errors.ts'
import { shown } from '../core/options.ts'
import type { OsseProfile, RosseProfile } from '../model/horn.ts'

/** What a number of a design may be. */
export interface ParameterRule {
  readonly unit: 'mm' | '°' | ''
  /** Used when the design is silent; absent = the design must say. */
  readonly default?: number
  readonly min: number
  readonly max: number
  /** Bounds that are themselves refused. */
  readonly open?: 'min' | 'max' | 'both'
}

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

type OsseParameter = Exclude<keyof OsseProfile, 'type'>
type RosseParameter = Exclude<keyof RosseProfile, 'type'>
type BodyParameter = 'wallThicknessMm' | 'throat' | 'mouth' | 'rear'

const lengthMm = { unit: 'mm', min: 0.01, max: 100_000 } as const
const throat = {
  a: { unit: '°', default: 45, min: 0, max: 90, open: 'both' },
  a0: { unit: '°', default: 0, min: 0, max: 90, open: 'max' },
  r0: { ...lengthMm, default: 12.7 },
  k: { unit: '', default: 1, min: 0, max: 1000, open: 'min' },
} as const

/** The OSSE parameters with ATH's defaults. */
export const osseRules: Readonly<Record<OsseParameter, ParameterRule>> = {
  L: lengthMm,
  ...throat,
  s: { unit: '', default: 0.7, min: -1000, max: 1000 },
  n: { unit: '', default: 4, min: 1, max: 100 },
  q: { unit: '', default: 0.995, min: 0, max: 1000, open: 'min' },
}

/** The R-OSSE parameters with their defaults. a = 0 is a limit that the formula has. */
export const rosseRules: Readonly<Record<RosseParameter, ParameterRule>> = {
  R: lengthMm,
  ...throat,
  a: { ...throat.a, open: 'max' },
  q: { unit: '', default: 3.4, min: 0, max: 1000, open: 'min' },
  r: { unit: '', default: 0.4, min: 0, max: 1000 },
  m: { unit: '', default: 0.85, min: -1000, max: 1000 },
  b: { unit: '', default: 0.2, min: -1000, max: 1000 },
  tmax: { unit: '', default: 1, min: 0, max: 1, open: 'min' },
}

/** Body and element sizes. */
export const bodyRules: Readonly<Record<BodyParameter, ParameterRule>> = {
  wallThicknessMm: { unit: 'mm', default: 5, min: 0.1, max: 1000 },
  throat: { unit: 'mm', min: 0.01, max: 1000 },
  mouth: { unit: 'mm', min: 0.01, max: 1000 },
  rear: { unit: 'mm', min: 0.01, max: 1000 },
}

/** `in (0, 90) °`: the rule in words. */
function rangeText({ min, max, open, unit }: ParameterRule): string {
  const left = open === 'min' || open === 'both' ? '(' : '['
  const right = open === 'max' || open === 'both' ? ')' : ']'
  return `in ${left}${min}, ${max}${right}${unit ? ` ${unit}` : ''}`
}

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
 * The value of one parameter, checked.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` when it is missing, not a finite number, or out of its range.
 */
export function checkedParameter(name: string, given: DraftValue | undefined, rule: ParameterRule): number {
  const value = given?.value === undefined ? rule.default : given.value
  const label = given?.label ?? name
  const range = rangeText(rule)
  if (value === undefined) throw parameterError(label, `is missing; it must be a number ${range}`)
  if (typeof value === 'number' && isInside(value, rule)) return value
  throw parameterError(label, `must be a number ${range}, got ${shown(value)}`, {
    parameter: name,
    value: typeof value === 'number' && Number.isFinite(value) ? value : shown(value),
    range,
    place: given?.place,
  })
}

function isInside(value: number, { min, max, open }: ParameterRule): boolean {
  const aboveMin = open === 'min' || open === 'both' ? value > min : value >= min
  const belowMax = open === 'max' || open === 'both' ? value < max : value <= max
  return Number.isFinite(value) && aboveMin && belowMax
}

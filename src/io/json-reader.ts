import { WaveguideError } from '../core/errors.ts'
import { shown } from '../core/options.ts'

/** Small readers that turn parsed JSON into checked data; each names the place of what it refuses. */

/** Turns one JSON value into a `T`, or throws `IO` with `path`. */
export type Reader<T> = ((value: unknown, path: string) => T) & { readonly optional?: true }

/** A reader per field; `optional` ones may be absent. */
export type Fields<T> = { readonly [K in keyof T]-?: Reader<T[K]> }

export const aText: Reader<string> = (value, path) =>
  typeof value === 'string' ? value : refuse(path, 'a text', value)

export const aFlag: Reader<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : refuse(path, 'true or false', value)

/** `null` is a missing value: NaN. */
export const aNumber: Reader<number> = (value, path) => {
  if (value === null) return Number.NaN
  return typeof value === 'number' ? value : refuse(path, 'a number or null', value)
}

export const numbers: Reader<Float64Array> = (value, path) => {
  if (!Array.isArray(value)) return refuse(path, 'an array of numbers', value)
  const read = new Float64Array(value.length)
  for (const [index, item] of value.entries()) {
    read[index] = typeof item === 'number' ? item : aNumber(item, `${path}[${index}]`)
  }
  return read
}

export const indices: Reader<Uint32Array> = (value, path) => {
  const read = numbers(value, path)
  const wrong = read.findIndex((index) => !(Number.isInteger(index) && index >= 0 && index < 2 ** 32))
  if (wrong >= 0) return refuse(`${path}[${wrong}]`, 'an index', read[wrong])
  return Uint32Array.from(read)
}

/** Plain data without a fixed shape. */
export const aRecord: Reader<Record<string, unknown>> = (value, path) =>
  isRecord(value) ? value : refuse(path, 'an object', value)

export function oneOfTexts<T extends string>(...choices: readonly T[]): Reader<T> {
  return (value, path) =>
    choices.find((choice) => choice === value) ?? refuse(path, `one of ${choices.join(', ')}`, value)
}

export function listOf<T>(item: Reader<T>): Reader<T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) return refuse(path, 'an array', value)
    return value.map((one, index) => item(one, `${path}[${index}]`))
  }
}

export function optional<T>(reader: Reader<T>): Reader<T> {
  return Object.assign((value: unknown, path: string) => reader(value, path), { optional: true as const })
}

/** An object with exactly these fields: one more or one less is refused. */
export function objectOf<T extends object>(fields: Fields<T>): Reader<T> {
  const known = Object.entries(fields) as [string, Reader<unknown>][]
  return (value, path) => {
    if (!isRecord(value)) return refuse(path, 'an object', value)
    const unknown = Object.keys(value).find((key) => !Object.hasOwn(fields, key))
    if (unknown !== undefined)
      throw fileError(path, `has a field ${shown(unknown)} that this version does not know`)
    const present = known.filter(([key, reader]) => isPresent(value, key, reader, path))
    return Object.fromEntries(
      present.map(([key, reader]) => [key, reader(value[key], path === '' ? key : `${path}.${key}`)]),
    ) as T
  }
}

function isPresent(value: object, key: string, reader: Reader<unknown>, path: string): boolean {
  if (Object.hasOwn(value, key)) return true
  if (reader.optional) return false
  throw fileError(path, `lacks the field "${key}"`)
}

/** Refuses an array of the wrong length. */
export function expectLength(values: ArrayLike<unknown>, length: number, path: string): void {
  if (values.length !== length) throw fileError(path, `must hold ${length} values, got ${values.length}`)
}

/** An `IO` error about a place in the file. */
export function fileError(path: string, what: string): WaveguideError {
  const place = path === '' ? 'the document' : path
  return new WaveguideError('IO', `not a waveguide result: ${place} ${what}`, { details: { place } })
}

function refuse(path: string, expected: string, value: unknown): never {
  throw fileError(path, `must be ${expected}, got ${shown(value)}`)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

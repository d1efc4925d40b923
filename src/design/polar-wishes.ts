import { shown } from '../core/options.ts'
import type { PolarWish } from '../model/horn.ts'
import { parameterError } from './parameters.ts'

const members = ['name', 'anglesDeg', 'normAngleDeg', 'distance', 'offsetMm', 'inclinationDeg']
const angleMembers = ['from', 'to', 'count']

/** Most polars that a design may ask for. */
const mostPolars = 100

/**
 * The polars that a design asks for, checked and copied.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` for anything but a list of them.
 */
export function checkedPolars(polars: unknown): PolarWish[] {
  if (polars === undefined) return []
  if (!Array.isArray(polars) || polars.length > mostPolars)
    throw parameterError('polars', `must be a list of at most ${mostPolars} polars, got ${shown(polars)}`)
  return polars.map((polar: unknown, index) => checkedPolar(polar, `polars[${index}]`))
}

function checkedPolar(polar: unknown, place: string): PolarWish {
  const given = membersOf(polar, place, members)
  const angles = membersOf(given['anglesDeg'], `${place}.anglesDeg`, angleMembers)
  const { name } = given
  if (typeof name !== 'string' || name === '' || name.length > 200)
    throw parameterError(`${place}.name`, `must be a text of 1 to 200 characters, got ${shown(name)}`)
  return {
    name,
    anglesDeg: {
      from: finite(angles['from'], `${place}.anglesDeg.from`),
      to: finite(angles['to'], `${place}.anglesDeg.to`),
      count: finite(angles['count'], `${place}.anglesDeg.count`),
    },
    normAngleDeg: finite(given['normAngleDeg'] ?? 0, `${place}.normAngleDeg`),
    distance: finite(given['distance'] ?? 2, `${place}.distance`),
    offsetMm: finite(given['offsetMm'] ?? 0, `${place}.offsetMm`),
    inclinationDeg: finite(given['inclinationDeg'] ?? 0, `${place}.inclinationDeg`),
  }
}

function membersOf(value: unknown, place: string, known: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw parameterError(place, `must be an object with ${known.join(', ')}, got ${shown(value)}`)
  for (const key of Object.keys(value))
    if (!known.includes(key))
      throw parameterError(`${place}.${key}`, `is unknown; known: ${known.join(', ')}`)
  return value as Record<string, unknown>
}

function finite(value: unknown, place: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw parameterError(place, `must be a finite number, got ${shown(value)}`)
}

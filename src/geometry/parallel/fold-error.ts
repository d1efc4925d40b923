import { degrees } from '../../core/units.ts'
import { geometryError } from '../geometry-error.ts'
import type { TurnedPoint } from '../sheet-table.ts'

/** `HORN_GEOMETRY`, reason `WALL_FOLDS`, with the place. @param key - Of the design, that makes the joint at hand. */
export function foldError(what: string, [r, , z]: TurnedPoint, azimuth: number, key?: string): Error {
  const azimuthDeg = Number(degrees(azimuth).toFixed(2))
  const remedy = key
    ? `Change ${key} so that the wall turns one way there at all azimuths, make wallThicknessMm smaller`
    : 'Make wallThicknessMm smaller'
  return geometryError(
    'WALL_FOLDS',
    `the wall ${what} near z = ${z.toFixed(2)} mm, r = ${r.toFixed(2)} mm at azimuth ${azimuthDeg}°${key ? ` (${key})` : ''}, ` +
      `so it has no outer side there. ${remedy}, or take body "infinite-baffle"`,
    { z, r, azimuthDeg, ...(key && { parameter: key }) },
  )
}

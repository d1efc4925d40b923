import { type WallGridOptions, wallGrid } from '../geometry/wall-grid.ts'
import { profilesCsv, slicesCsv } from '../io/wall-csv.ts'
import { writeAtomic } from '../io/write-atomic.ts'
import type { Horn } from '../model/horn.ts'
import { angleList } from './angle-list.ts'
import type { Values } from './args.ts'
import { defined } from './mesh-options.ts'

/** Options for curves of a design's inner wall. */
export const wallFileTable = {
  profiles: { kind: 'text', value: 'FILE', help: 'meridians of the inner wall to write, .csv' },
  slices: { kind: 'text', value: 'FILE', help: 'rings of the inner wall to write, .csv' },
  'csv-style': {
    kind: 'choice',
    choices: ['csv', 'fusion'],
    help: 'fusion: x;y;z in cm for its spline import (csv)',
  },
  azimuths: {
    kind: 'text',
    value: 'FROM:TO:STEP',
    help: 'where meridians stand, degrees; or a list (by the design, else 120)',
  },
  rings: { kind: 'count', value: 'N', help: 'number of rings (by the design, else 41)' },
} as const

type WallValues = Values<typeof wallFileTable>

/**
 * Writes the curves that are wanted.
 *
 * @returns Paths of the files.
 */
export async function writeWallFiles(horn: Horn, values: WallValues): Promise<string[]> {
  const { profiles, slices } = values
  if (profiles === undefined && slices === undefined) return []
  const grid = wallGrid(horn, gridOptionsOf(values))
  const style = defined({ style: values['csv-style'] })
  if (profiles !== undefined) await writeAtomic(profiles, [profilesCsv(grid, style)])
  if (slices !== undefined) await writeAtomic(slices, [slicesCsv(grid, style)])
  return [profiles, slices].filter((path) => path !== undefined)
}

function gridOptionsOf({ azimuths, rings }: WallValues): WallGridOptions {
  const place = { option: '--azimuths', command: 'mesh' }
  return defined({ azimuthsDeg: azimuths === undefined ? undefined : angleList(azimuths, place), rings })
}

import { WaveguideError } from '../core/errors.ts'
import { parseHorn } from '../design/parse-horn.ts'
import type { Horn, HornInput } from '../model/horn.ts'

/** The horn of a design that has a closed body. */
export function solidHorn(horn: Horn | HornInput | string): Horn {
  const design = isHorn(horn) ? horn : parseHorn(horn)
  if (design.body.kind !== 'bare') return design
  throw new WaveguideError(
    'HORN_GEOMETRY',
    'a bare horn has no closed surface to solve on. Give the body a wall: body "shell" with wallThicknessMm.',
  )
}

function isHorn(horn: Horn | HornInput | string): horn is Horn {
  return typeof horn === 'object' && horn !== null && 'profile' in horn
}

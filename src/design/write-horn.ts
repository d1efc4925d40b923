import type { Horn, HornInput } from '../model/horn.ts'

/**
 * The JSON form of a design, with every parameter spelt out: `parseHorn(writeHorn(horn))` is the same design.
 *
 * What the source text had without effect (`ignored`, `notes`) is not part of it.
 */
export function writeHorn(horn: Horn): HornInput {
  return {
    name: horn.name,
    ...horn.profile,
    body: horn.body.kind,
    wallThicknessMm: horn.body.wallThicknessMm,
    ...(horn.sizeMm && { sizeMm: horn.sizeMm }),
  }
}

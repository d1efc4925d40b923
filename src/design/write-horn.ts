import type { Horn, HornInput } from '../model/horn.ts'

/**
 * The JSON form of a design, with every parameter spelt out and expressions as written: `parseHorn(writeHorn(horn))` is
 * the same design.
 *
 * What the source text had without effect (`ignored`, `notes`, `script`) is not part of it.
 */
export function writeHorn(horn: Horn): HornInput {
  const {
    name,
    profile,
    body,
    guide,
    morph,
    scale,
    source,
    verticalOffset,
    sizeMm,
    grid,
    simulation,
    polars,
  } = horn
  const { kind, wallThicknessMm, enclosure } = body
  return {
    name,
    ...profile,
    ...(guide && { guide }),
    ...(morph && { morph }),
    ...(scale !== undefined && { scale }),
    body: kind,
    wallThicknessMm,
    ...(enclosure && { enclosure }),
    ...(source && { source }),
    ...(verticalOffset !== undefined && { verticalOffset }),
    ...(sizeMm && { sizeMm }),
    ...(grid && { grid }),
    ...(simulation && { simulation }),
    ...(polars && { polars }),
  }
}

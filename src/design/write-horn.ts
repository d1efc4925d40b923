import type { Horn, HornInput, HornProfile } from '../model/horn.ts'

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
    sources,
    verticalOffset,
    sizeMm,
    grid,
    simulation,
    polars,
  } = horn
  const only = sources?.length === 1 ? sources[0] : undefined
  const { kind, wallThicknessMm, enclosure } = body
  return {
    name,
    ...profileMembers(profile),
    ...(guide && { guide }),
    ...(morph && { morph }),
    ...(scale !== undefined && { scale }),
    body: kind,
    wallThicknessMm,
    ...(enclosure && { enclosure }),
    ...(sources && (only ? { source: only } : { sources })),
    ...(verticalOffset !== undefined && { verticalOffset }),
    ...(sizeMm && { sizeMm }),
    ...(grid && { grid }),
    ...(simulation && { simulation }),
    ...(polars && { polars }),
  }
}

function profileMembers(profile: HornProfile): HornInput {
  if (!('r0' in profile)) return profile
  const { r0, ...others } = profile
  return typeof r0 === 'object' ? { ...others, throat: r0 } : { ...profile, r0 }
}

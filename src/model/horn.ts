import type { Warning } from './evidence.ts'

/** A horn design as the program holds it: checked numbers in ATH's names, millimetres and degrees. */

/** OSSE ("OS-SE") profile; names of ATH. Lengths mm, angles degrees from the axis. */
export interface OsseProfile {
  readonly type: 'OSSE'
  /** Axial length of the main section without the throat extension, mm. */
  readonly L: number
  /** Coverage half-angle, degrees. */
  readonly a: number
  /** Throat half-angle, degrees. */
  readonly a0: number
  /** Throat radius, mm. */
  readonly r0: number
  readonly k: number
  readonly s: number
  readonly n: number
  readonly q: number
}

/** R-OSSE profile: parametric, may roll back behind its front-most point. */
export interface RosseProfile {
  readonly type: 'R-OSSE'
  /** Mouth radius, mm. */
  readonly R: number
  readonly a: number
  readonly a0: number
  readonly r0: number
  readonly k: number
  readonly q: number
  /** Apex radius, apex shift and bending of the axial curve. */
  readonly r: number
  readonly m: number
  readonly b: number
  /** End of the curve parameter, in (0, 1]. */
  readonly tmax: number
}

/** The curve from throat to mouth. */
export type HornProfile = OsseProfile | RosseProfile

/** The solid around the air path. */
export interface HornBody {
  /** `shell`: free-standing, closed, wall of constant thickness. `bare`: inner surface only (export and preview). */
  readonly kind: 'shell' | 'bare'
  /** mm; for `bare` unused. */
  readonly wallThicknessMm: number
}

/** A design. `parseHorn` makes it; every value has passed the checks. Plain data. */
export interface Horn {
  readonly name: string
  readonly profile: HornProfile
  readonly body: HornBody
  /** Element sizes that the design's own text asks for, mm. */
  readonly sizeMm?: { readonly throat?: number; readonly mouth?: number; readonly rear?: number }
  /** Keys of the source text that were understood as harmless here or are not known, kept as written. */
  readonly ignored: readonly IgnoredKey[]
  /** What was decided for the design's author (`DESIGN`, `WALL_FOLDED`); results repeat it. */
  readonly notes?: readonly Warning[]
}

/** A key of the design text that has no effect. */
export interface IgnoredKey {
  readonly key: string
  readonly value: string
  readonly line?: number
  /** `harmless`: known, but nothing here depends on it. `parked`: behind a leading underscore. `overridden`: set again further down. */
  readonly reason?: 'harmless' | 'unknown' | 'parked' | 'overridden'
  /** A known key with a similar name. */
  readonly nearest?: string
}

/** The JSON form of a design: the profile's own parameters by their ATH letters, the rest by name; omitted = default. */
export interface HornInput {
  readonly name?: string
  /** Other spellings: `ROSSE`, `OS-SE`. Omitted: by whether `R` or `L` is given. */
  readonly type?: 'OSSE' | 'R-OSSE' | 'ROSSE' | 'OS-SE'
  readonly L?: number
  readonly R?: number
  readonly a?: number
  readonly a0?: number
  readonly r0?: number
  readonly k?: number
  readonly s?: number
  readonly n?: number
  readonly q?: number
  readonly r?: number
  readonly m?: number
  readonly b?: number
  readonly tmax?: number
  readonly body?: 'shell' | 'bare'
  readonly wallThicknessMm?: number
  readonly sizeMm?: { readonly throat?: number; readonly mouth?: number; readonly rear?: number }
}

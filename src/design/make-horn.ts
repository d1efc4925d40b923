import type { WallFold } from '../geometry/outer-wall.ts'
import { hornOutlineWithFolds } from '../geometry/outline.ts'
import type { Warning } from '../model/evidence.ts'
import type { Horn, HornBody, HornProfile, IgnoredKey } from '../model/horn.ts'
import {
  bodyRules,
  checkedParameter,
  type DraftValue,
  osseRules,
  type ParameterRule,
  rosseRules,
} from './parameters.ts'
import { refuseImpossible } from './refuse-impossible.ts'

/** A design as read from text or an object, before anything is checked. */
export interface Draft {
  readonly name: string
  readonly type: HornProfile['type']
  readonly kind: HornBody['kind']
  /** Keyed by the rules' names: profile letters, `wallThicknessMm`, `throat`, `mouth`, `rear`. */
  readonly values: ReadonlyMap<string, DraftValue>
  readonly ignored: readonly IgnoredKey[]
  readonly notes: readonly string[]
}

/** Largest n whose corner a wall can still be made from without a remark. */
const sharpTermination = 20

/**
 * Checks a draft and makes the design of it.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` for a value, `HORN_GEOMETRY` for values that together make no horn.
 */
export function makeHorn(draft: Draft): Horn {
  const profile = profileOf(draft)
  refuseImpossible(profile)
  const wallThicknessMm = read(draft, 'wallThicknessMm', bodyRules.wallThicknessMm)
  const sizeMm = sizesOf(draft)
  const horn: Horn = {
    name: draft.name,
    profile,
    body: { kind: draft.kind, wallThicknessMm },
    ...(sizeMm && { sizeMm }),
    ignored: draft.ignored,
  }
  const { folds } = hornOutlineWithFolds(horn)
  const notes = [...[...draft.notes, ...sharpnessNotes(profile)].map(designNote), ...folds.map(foldNote)]
  return notes.length > 0 ? { ...horn, notes } : horn
}

function profileOf(draft: Draft): HornProfile {
  if (draft.type === 'OSSE') return { type: 'OSSE', ...readAll(draft, osseRules) }
  return { type: 'R-OSSE', ...readAll(draft, rosseRules) }
}

function readAll<Name extends string>(
  draft: Draft,
  rules: Readonly<Record<Name, ParameterRule>>,
): Record<Name, number> {
  const entries = Object.entries<ParameterRule>(rules).map(([name, rule]) => [name, read(draft, name, rule)])
  return Object.fromEntries(entries) as Record<Name, number>
}

function read(draft: Draft, name: string, rule: ParameterRule): number {
  return checkedParameter(name, draft.values.get(name), rule)
}

function sizesOf(draft: Draft): Horn['sizeMm'] {
  const sizes: Record<string, number> = {}
  for (const name of ['throat', 'mouth', 'rear'] as const) {
    if (draft.values.get(name)?.value !== undefined) sizes[name] = read(draft, name, bodyRules[name])
  }
  return Object.keys(sizes).length > 0 ? sizes : undefined
}

function sharpnessNotes(profile: HornProfile): string[] {
  if (profile.type !== 'OSSE' || profile.n <= sharpTermination) return []
  return [`n = ${profile.n} is above ${sharpTermination}: the termination is nearly a corner`]
}

function designNote(message: string): Warning {
  return { code: 'DESIGN', message }
}

function foldNote({ place, z, r, curvatureRadiusMm }: WallFold): Warning {
  const how =
    place === 'throat' ? 'its outer side begins behind the fold' : 'its outer side has a crease there'
  const radius = Number.isFinite(curvatureRadiusMm)
    ? ` (radius of curvature ${curvatureRadiusMm.toFixed(2)} mm)`
    : ''
  return {
    code: 'WALL_FOLDED',
    message: `the wall folds near z = ${z.toFixed(2)} mm, r = ${r.toFixed(2)} mm${radius}: ${how}`,
    details: { place, z, r, ...(Number.isFinite(curvatureRadiusMm) && { curvatureRadiusMm }) },
  }
}

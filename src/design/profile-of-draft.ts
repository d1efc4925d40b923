import { shown } from '../core/options.ts'
import { profileRules } from '../geometry/parameter-rules.ts'
import type { HornProfile, ThroatRadius } from '../model/horn.ts'
import { checkedPoints } from './checked-points.ts'
import { type Draft, wordOf } from './draft.ts'
import { checkedParameter, parameterError } from './parameters.ts'
import { throatShapeOf } from './throat-of-draft.ts'

/** Parameters of which so many must be given, by family. */
const alternatives: Readonly<
  Partial<Record<HornProfile['type'], { count: number; names: readonly string[] }>>
> = {
  conical: { count: 2, names: ['a', 'L', 'R'] },
  hyperbolic: { count: 1, names: ['T', 'a0'] },
  tractrix: { count: 1, names: ['fc', 'R'] },
}

/**
 * The profile of a draft, every value checked.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` for a value that is missing, of another kind, or out of its range.
 */
export function profileOf(draft: Draft): HornProfile {
  const { type, values } = draft
  const parameters: Record<string, ThroatRadius> = {}
  const throat = throatShapeOf(draft)
  for (const [name, rule] of Object.entries(profileRules[type])) {
    const value = name === 'r0' && throat ? throat : checkedParameter(name, values.get(name), rule)
    if (value !== undefined) parameters[name] = value
  }
  refuseWrongCount(type, parameters)
  if (values.get('throatProfile')?.value !== 3) refuseArcWithoutArc(parameters)
  return { type, ...parameters, ...ownMembers(draft) } as HornProfile
}

/** Members that are no parameters. */
function ownMembers(draft: Draft): Partial<HornProfile> {
  if (draft.type === 'OSSE') return throatProfileOf(draft)
  if (draft.type !== 'points') return {}
  return {
    points: checkedPoints(draft.values.get('points')?.value),
    interpolation: wordOf(draft, 'interpolation') ?? 'pchip',
  }
}

function throatProfileOf({ values }: Draft): { throatProfile?: 1 | 3 } {
  const given = values.get('throatProfile')
  if (given?.value === undefined) return {}
  if (given.value === 1 || given.value === 3) return { throatProfile: given.value }
  throw parameterError(
    given.label ?? 'throatProfile',
    `must be 1 (OS-SE) or 3 (circular arc), got ${shown(given.value)}`,
    { value: shown(given.value), place: given.place },
  )
}

function refuseArcWithoutArc(parameters: object): void {
  const given = ['circArcRadius', 'circArcTermAngle'].find((name) => Object.hasOwn(parameters, name))
  if (given) throw parameterError(given, 'belongs to a circular arc, throatProfile 3')
}

function refuseWrongCount(type: HornProfile['type'], parameters: object): void {
  const rule = alternatives[type]
  if (!rule) return
  const given = rule.names.filter((name) => Object.hasOwn(parameters, name))
  if (given.length === rule.count) return
  const got = given.length === 0 ? 'none' : given.join(', ')
  throw parameterError(
    rule.names.join(', '),
    `: a ${type} horn needs exactly ${rule.count} of them, got ${got}`,
    {
      parameter: rule.names[0],
    },
  )
}

import { profileRules } from '../geometry/parameter-rules.ts'
import type { ThroatShape } from '../model/horn.ts'
import { type Draft, hasPart, requiredNumber, wordOf } from './draft.ts'
import { parameterError } from './parameters.ts'

/**
 * The shape of a throat that has one instead of a radius r0.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` for a bad member, beside r0, or in a family whose r0 is a plain number.
 */
export function throatShapeOf(draft: Draft): ThroatShape | undefined {
  if (!hasPart(draft, 'throat')) return undefined
  const rule = profileRules[draft.type]['r0']
  if (!rule || rule.number)
    throw parameterError(
      'throat',
      `has no place in ${draft.type}, whose throat is a circle or given by points`,
    )
  if (draft.values.get('r0')?.value !== undefined)
    throw parameterError('throat', 'is given beside r0; give one of them')
  const shape = wordOf(draft, 'throat.shape')
  if (!shape) throw parameterError('throat.shape', 'is missing: "ellipse" or "rectangle"')
  const width = requiredNumber(draft, 'throat.width')
  const height = requiredNumber(draft, 'throat.height')
  if (shape === 'rectangle') return { shape, width, height, corner: cornerOf(draft, width, height) }
  if (draft.values.has('throat.corner'))
    throw parameterError('throat.corner', 'does not belong to an ellipse')
  return { shape, width, height }
}

function cornerOf(draft: Draft, width: number, height: number): number {
  const corner = requiredNumber(draft, 'throat.corner')
  const limit = Math.min(width, height) / 2
  if (corner <= limit) return corner
  throw parameterError('throat.corner', `must be at most half the smaller side, ${limit} mm, got ${corner}`, {
    value: corner,
    limit,
  })
}

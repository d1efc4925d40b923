import { shown } from '../core/options.ts'
import type {
  Enclosure,
  GridWish,
  GuidingCurve,
  Horn,
  HornBody,
  Morph,
  SimulationWish,
} from '../model/horn.ts'
import { type Draft, hasPart, listOf, optionalNumber, requiredNumber, wordOf } from './draft.ts'
import { given } from './given.ts'
import { parameterError } from './parameters.ts'

/** Left, top, right, bottom of an enclosure that does not say, mm; as in ATH. */
const usualSpacing = [25, 25, 25, 25] as const

/** @throws {@link WaveguideError} `HORN_PARAMETER` for a bad member, or a guiding curve of a profile that has none. */
export function guideOf(draft: Draft): GuidingCurve | undefined {
  if (!hasPart(draft, 'guide')) return undefined
  if (draft.type !== 'OSSE')
    throw parameterError(
      'guide',
      `belongs to OSSE; this design is ${draft.type}, whose coverage nothing can guide`,
    )
  const type = wordOf(draft, 'guide.type') ?? 'superellipse'
  const other = type === 'superellipse' ? 'guide.sf' : 'guide.n'
  if (draft.values.has(other)) throw parameterError(other, `does not belong to a ${type}`)
  const dist = optionalNumber(draft, 'guide.dist')
  const sf = listOf(draft, 'guide.sf')
  return {
    type,
    ...(dist !== undefined && { dist }),
    width: requiredNumber(draft, 'guide.width'),
    aspect: requiredNumber(draft, 'guide.aspect'),
    rot: requiredNumber(draft, 'guide.rot'),
    ...(type === 'superellipse' && { n: requiredNumber(draft, 'guide.n') }),
    ...(sf && { sf }),
  }
}

/** @throws {@link WaveguideError} `HORN_PARAMETER` for a bad member. */
export function morphOf(draft: Draft): Morph | undefined {
  if (!hasPart(draft, 'morph')) return undefined
  return {
    target: wordOf(draft, 'morph.target') ?? 'rectangle',
    width: requiredNumber(draft, 'morph.width'),
    height: requiredNumber(draft, 'morph.height'),
    corner: requiredNumber(draft, 'morph.corner'),
    rate: requiredNumber(draft, 'morph.rate'),
    fixed: requiredNumber(draft, 'morph.fixed'),
    allowShrinkage: flagOf(draft, 'morph.allowShrinkage'),
    exponent: requiredNumber(draft, 'morph.exponent'),
  }
}

function flagOf({ values }: Draft, name: string): boolean {
  const value = values.get(name)?.value ?? false
  if (typeof value === 'boolean') return value
  throw parameterError(name, `must be true or false, got ${shown(value)}`, { value: shown(value) })
}

/** @throws {@link WaveguideError} `HORN_PARAMETER` for a bad member, or an enclosure of a body that has none. */
export function bodyOf(draft: Draft): HornBody {
  const wallThicknessMm = requiredNumber(draft, 'wallThicknessMm')
  if (draft.kind === 'enclosure') return { kind: 'enclosure', wallThicknessMm, enclosure: enclosureOf(draft) }
  if (hasPart(draft, 'enclosure'))
    throw parameterError('enclosure', `belongs to body "enclosure"; this body is "${draft.kind}"`)
  return { kind: draft.kind, wallThicknessMm }
}

function enclosureOf(draft: Draft): Enclosure {
  const [left, top, right, bottom] = listOf(draft, 'enclosure.spacing') ?? usualSpacing
  const frontResolution = listOf(draft, 'enclosure.frontResolution')
  const backResolution = listOf(draft, 'enclosure.backResolution')
  return {
    depth: requiredNumber(draft, 'enclosure.depth'),
    spacing: [left ?? 0, top ?? 0, right ?? 0, bottom ?? 0],
    edgeRadius: requiredNumber(draft, 'enclosure.edgeRadius'),
    edge: wordOf(draft, 'enclosure.edge') ?? 'roundover',
    ...(frontResolution && { frontResolution }),
    ...(backResolution && { backResolution }),
  }
}

/** What the design's text wishes of mesh and solve. */
export function wishesOf(draft: Draft): Pick<Horn, 'sizeMm' | 'grid' | 'simulation' | 'polars'> {
  const sizeMm = given({
    throat: optionalNumber(draft, 'sizeMm.throat'),
    mouth: optionalNumber(draft, 'sizeMm.mouth'),
    rear: optionalNumber(draft, 'sizeMm.rear'),
  })
  const grid: GridWish = given({
    angular: optionalNumber(draft, 'grid.angular'),
    length: optionalNumber(draft, 'grid.length'),
    corner: optionalNumber(draft, 'grid.corner'),
    throat: optionalNumber(draft, 'grid.throat'),
    throatExt: optionalNumber(draft, 'grid.throatExt'),
    zmap: listOf(draft, 'grid.zmap'),
  })
  const simulation: SimulationWish = given({
    from: optionalNumber(draft, 'simulation.from'),
    to: optionalNumber(draft, 'simulation.to'),
    count: optionalNumber(draft, 'simulation.count'),
    spacing: wordOf(draft, 'simulation.spacing'),
  })
  return {
    ...(Object.keys(sizeMm).length > 0 && { sizeMm }),
    ...(Object.keys(grid).length > 0 && { grid }),
    ...(Object.keys(simulation).length > 0 && { simulation }),
    ...(draft.polars && draft.polars.length > 0 && { polars: draft.polars }),
  }
}

import type { Sliced } from '../../core/sliced.ts'
import type { GeoCurve, GeoEntity, GeoField, GeoModel, GeoSurface } from './geo-model.ts'
import { malformedGeo } from './geo-tokens.ts'

const pause = 1024

/**
 * Refuses a model whose parts do not exist or cannot be what they are used for.
 *
 * @throws {@link WaveguideError} `MESH_FORMAT` with the line.
 */
export function* requireGeo(model: GeoModel): Sliced<void> {
  const { points, curves, loops, surfaces } = model
  yield* each(curves, (tag, curve) => requireCurve(tag, curve, points))
  yield* each(loops, (tag, loop) => requireParts(`loop ${tag}`, loop, curves, 'curve'))
  yield* each(surfaces, (tag, surface) => requireSurface(tag, surface, model))
  for (const { tag, surfaces: members, line } of model.groups)
    requireParts(`group ${tag}`, { members, line }, surfaces, 'surface')
  requireFields(model)
  if (surfaces.size > 0) return
  const dropped = model.notes.map(({ message }) => message).join('; ')
  throw malformedGeo({ line: 1 }, `the text has no surface to mesh${dropped && ` (${dropped})`}`)
}

function* each<T>(entities: ReadonlyMap<number, T>, check: (tag: number, entity: T) => void): Sliced<void> {
  let count = 0
  for (const [tag, entity] of entities) {
    check(tag, entity)
    if (count++ % pause === 0) yield
  }
}

function requireCurve(tag: number, curve: GeoCurve, points: GeoModel['points']): void {
  requireParts(`curve ${tag}`, curve, points, 'point')
  const { length } = curve.members
  const isRight = curve.kind === 'line' ? length === 2 : curve.kind === 'circle' ? length === 3 : length >= 2
  if (!isRight) throw malformedGeo(curve, `${curve.kind} ${tag} cannot have ${length} points`)
}

function requireSurface(tag: number, surface: GeoSurface, { loops, points }: GeoModel): void {
  requireParts(`surface ${tag}`, surface, loops, 'loop')
  if (surface.centre !== undefined)
    requireParts(`surface ${tag}`, { ...surface, members: [surface.centre] }, points, 'point')
  if (surface.kind === 'plane') return
  const sides = loops.get(Math.abs(surface.members[0] as number))?.members.length
  if (surface.members.length !== 1 || !(sides === 3 || sides === 4))
    throw malformedGeo(surface, `surface ${tag} needs one loop of three or four curves`)
}

function requireParts(
  name: string,
  { members, line }: GeoEntity,
  known: ReadonlyMap<number, unknown>,
  part: string,
): void {
  if (members.length === 0) throw malformedGeo({ line }, `${name} is empty`)
  const missing = members.find((member) => !known.has(Math.abs(member)))
  if (missing !== undefined)
    throw malformedGeo({ line }, `${name} uses ${part} ${missing}, which does not exist`)
}

function requireFields({ fields, backgroundField, points, curves, surfaces }: GeoModel): void {
  const places = [
    ['PointsList', points, 'point'],
    ['CurvesList', curves, 'curve'],
    ['SurfacesList', surfaces, 'surface'],
  ] as const
  for (const [tag, field] of fields) {
    for (const [list, known, part] of places) {
      const members = field.lists.get(list)
      if (members && members.length > 0)
        requireParts(`Field[${tag}]`, { members, line: field.line }, known, part)
    }
    requireMembers(tag, field)
  }
  requireTree(fields, backgroundField)
}

const needed = {
  Threshold: ['InField', 'SizeMin', 'SizeMax', 'DistMin', 'DistMax'],
  Restrict: ['InField'],
} as const

function requireMembers(tag: number, { kind, numbers, formula, lists, line }: GeoField): void {
  const missing =
    kind === 'Threshold' || kind === 'Restrict'
      ? needed[kind].find((name) => !numbers.has(name))
      : kind === 'MathEval' && !formula
        ? 'F'
        : kind === 'Min' && !lists.has('FieldsList')
          ? 'FieldsList'
          : undefined
  if (missing) throw malformedGeo({ line }, `Field[${tag}], a ${kind} field, lacks ${missing}`)
  const sampling = numbers.get('NumPointsPerCurve') ?? 1
  if (!(sampling >= 1 && sampling <= mostSamples))
    throw malformedGeo(
      { line },
      `Field[${tag}] samples curves at ${sampling} points; 1 to ${mostSamples} are possible`,
    )
}

const mostSamples = 10_000

/** Fields that a field looks at. */
function inputsOf({ numbers, lists, formula }: GeoField): readonly number[] {
  const single = numbers.get('InField')
  return [
    ...(single === undefined ? [] : [single]),
    ...(lists.get('FieldsList') ?? []),
    ...(formula?.fields ?? []),
  ]
}

/** Fields that look at each other in a circle, or at too many others, would never come to an end. */
function requireTree(fields: GeoModel['fields'], background: number): void {
  const costs = new Map<number, number>()
  const above = new Set<number>()
  const costOf = (tag: number, line: number): number => {
    const field = fields.get(tag)
    if (!field) throw malformedGeo({ line }, `Field[${tag}] does not exist`)
    const known = costs.get(tag)
    if (known !== undefined) return known
    if (above.has(tag)) throw malformedGeo(field, `Field[${tag}] looks at itself`)
    if (above.size > mostDepth)
      throw malformedGeo(field, `more than ${mostDepth} fields one behind the other`)
    above.add(tag)
    const cost = inputsOf(field).reduce((sum, inner) => sum + costOf(inner, field.line), 1)
    above.delete(tag)
    if (cost > mostCost)
      throw malformedGeo(field, `Field[${tag}] asks other fields more than ${mostCost} times`)
    costs.set(tag, cost)
    return cost
  }
  for (const [tag, { line }] of fields) costOf(tag, line)
  if (background !== 0) costOf(background, 1)
}

const mostDepth = 100
const mostCost = 1000

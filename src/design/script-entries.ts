import { shapeOf } from '../geometry/throat-shape.ts'
import type { Horn, HornProfile, Morph, PolarWish } from '../model/horn.ts'
import { parameterError } from './parameters.ts'

/** A key of a script with its value as text. Members of a profile block have the block's name in front. */
export type ScriptEntry = readonly [path: string, value: string]

const guideTypes = { superellipse: 1, superformula: 2 } as const
const morphTargets = { rectangle: 1, circle: 2, superellipse: 3 } as const

/** Parameters of ATH profiles that stand outside of the block. */
const topLevel: ReadonlyMap<string, string> = new Map([
  ['throatExtLength', 'Throat.Ext.Length'],
  ['throatExtAngle', 'Throat.Ext.Angle'],
  ['slotLength', 'Slot.Length'],
  ['rot', 'Rot'],
])

/** Flat keys of an OSSE profile, which alone can say that it is an arc. */
const flat: ReadonlyMap<string, string> = new Map([
  ...topLevel,
  ['L', 'Length'],
  ['a', 'Coverage.Angle'],
  ['a0', 'Throat.Angle'],
  ['r0', 'Throat.Diameter'],
  ['k', 'OS.k'],
  ['s', 'Term.s'],
  ['n', 'Term.n'],
  ['q', 'Term.q'],
  ['h', 'OS.h'],
  ['s1', 's1'],
  ['s2', 's2'],
  ['throatProfile', 'Throat.Profile'],
  ['circArcRadius', 'CircArc.Radius'],
  ['circArcTermAngle', 'CircArc.TermAngle'],
])

/**
 * Everything that a script can say of a design, in writing order.
 *
 * @param isFlat - Flat keys instead of a profile block; OSSE only.
 * @throws {@link WaveguideError} `HORN_PARAMETER` for a family or body that ATH scripts have no words for.
 */
export function scriptEntries(horn: Horn, isFlat: boolean): ScriptEntry[] {
  return [
    ...profileEntries(horn.profile, isFlat),
    ...guideEntries(horn.guide),
    ...morphEntries(horn.morph),
    ...bodyEntries(horn),
    ...sourceEntries(horn.sources),
    ...wishEntries(horn),
  ]
}

function entries(pairs: readonly (readonly [string, unknown])[]): ScriptEntry[] {
  return pairs.flatMap(([path, value]) => (value === undefined ? [] : [[path, String(value)] as const]))
}

function profileEntries(profile: HornProfile, isFlat: boolean): ScriptEntry[] {
  const { type, ...parameters } = profile
  if (type !== 'OSSE' && type !== 'R-OSSE')
    throw parameterError('type', `"${type}" has no form in ATH's scripts; write the design as JSON`)
  if (shapeOf(profile))
    throw parameterError('throat', "has no form in ATH's scripts; write the design as JSON")
  const pathOf = (name: string): string => {
    if (isFlat) return flat.get(name) ?? name
    return topLevel.get(name) ?? `${type}.${name}`
  }
  const all = entries(
    Object.entries(parameters).map(([name, value]) => {
      const path = pathOf(name)
      return [path, path === 'Throat.Diameter' ? doubled(value) : value]
    }),
  )
  // A script has one profile block: its members stand together.
  const isMember = ([path]: ScriptEntry): boolean => path.startsWith(`${type}.`)
  return [...all.filter(isMember), ...all.filter((entry) => !isMember(entry))]
}

function doubled(radius: unknown): number | string {
  if (typeof radius === 'number') return 2 * radius
  const half = /^\((.*)\)\/2$/.exec(String(radius))
  return half?.[1] ?? `2*(${radius})`
}

function guideEntries(guide: Horn['guide']): ScriptEntry[] {
  if (!guide) return []
  const { type, dist, width, aspect, rot, n, sf } = guide
  const names = ['a', 'b', 'm1', 'm2', 'n1', 'n2', 'n3']
  return entries([
    ['GCurve.Type', guideTypes[type]],
    ['GCurve.Dist', dist],
    ['GCurve.Width', width],
    ['GCurve.AspectRatio', aspect],
    ['GCurve.Rot', rot],
    ['GCurve.SE.n', n],
    ...names.map((name, index) => [`GCurve.SF.${name}`, sf?.[index]] as const),
  ])
}

function morphEntries(morph: Morph | undefined): ScriptEntry[] {
  if (!morph) return []
  return entries([
    ['Morph.TargetShape', morphTargets[morph.target]],
    ['Morph.TargetWidth', morph.width],
    ['Morph.TargetHeight', morph.height],
    ['Morph.CornerRadius', morph.corner],
    ['Morph.Rate', morph.rate],
    ['Morph.FixedPart', morph.fixed],
    ['Morph.AllowShrinkage', morph.allowShrinkage ? 1 : 0],
    ['Morph.Exponent', morph.exponent],
  ])
}

function bodyEntries({ body, scale, verticalOffset, sizeMm = {} }: Horn): ScriptEntry[] {
  if (body.kind === 'bare')
    throw parameterError('body', '"bare" has no form in ATH\'s scripts; write the design as JSON')
  const { depth, spacing, edgeRadius, edge, frontResolution, backResolution } = body.enclosure ?? {}
  return entries([
    ['Scale', scale],
    ['Mesh.WallThickness', body.wallThicknessMm],
    ['Mesh.ThroatResolution', sizeMm.throat],
    ['Mesh.MouthResolution', sizeMm.mouth],
    ['Mesh.RearResolution', sizeMm.rear],
    ['Mesh.VerticalOffset', verticalOffset],
    ['Mesh.Enclosure.Depth', depth],
    ['Mesh.Enclosure.Spacing', spacing?.join(',')],
    ['Mesh.Enclosure.EdgeRadius', edgeRadius],
    ['Mesh.Enclosure.EdgeType', edge && (edge === 'roundover' ? 1 : 2)],
    ['Mesh.Enclosure.FrontResolution', frontResolution?.join(',')],
    ['Mesh.Enclosure.BackResolution', backResolution?.join(',')],
    ['ABEC.SimType', body.kind === 'infinite-baffle' ? 1 : 2],
  ])
}

function sourceEntries(sources: Horn['sources'] = []): ScriptEntry[] {
  const [source, ...others] = sources
  if (others.length > 0)
    throw parameterError('sources', "have no form in ATH's scripts; write the design as JSON")
  for (const name of ['name', 'inner', 'outer'] as const)
    if (source?.[name] !== undefined)
      throw parameterError(`source.${name}`, "has no form in ATH's scripts; write the design as JSON")
  return entries([
    ['Source.Shape', source?.shape === 'cap' ? 1 : 2],
    ['Source.Radius', source?.radius],
    ['Source.Curv', source?.curv],
    ['Source.Velocity', source?.velocity && (source.velocity === 'axial' ? 2 : 1)],
  ])
}

function wishEntries({ grid = {}, simulation = {}, polars = [] }: Horn): ScriptEntry[] {
  const { from, to, count, spacing } = simulation
  return entries([
    ['Mesh.AngularSegments', grid.angular],
    ['Mesh.LengthSegments', grid.length],
    ['Mesh.CornerSegments', grid.corner],
    ['Mesh.ThroatSegments', grid.throat],
    ['Mesh.ThroatExtSegments', grid.throatExt],
    ['Mesh.ZMapPoints', grid.zmap?.join(',')],
    ['ABEC.f1', from],
    ['ABEC.f2', to],
    ['ABEC.NumFrequencies', count],
    ['ABEC.Abscissa', spacing && (spacing === 'log' ? 1 : 2)],
    ...polars.flatMap(polarPairs),
  ])
}

function polarPairs({
  name,
  anglesDeg,
  normAngleDeg,
  distance,
  inclinationDeg,
}: PolarWish): [string, unknown][] {
  if (!/^[\w-]+$/.test(name))
    throw parameterError(
      'polars',
      `the name "${name}" has no form in ATH's scripts: letters, digits, - and _ only`,
    )
  const { from, to, count } = anglesDeg
  return [
    [`ABEC.Polars:${name}.MapAngleRange`, `${from},${to},${count}`],
    [`ABEC.Polars:${name}.NormAngle`, normAngleDeg],
    [`ABEC.Polars:${name}.Distance`, distance],
    [`ABEC.Polars:${name}.Inclination`, inclinationDeg],
  ]
}

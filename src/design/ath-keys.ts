/** What the keys of an ATH script mean here. A key is in one table only. */

/** Codes of a key that chooses, with the words they stand for; an empty word is none of them. */
export type Choice = Readonly<Record<string, string>>

/** What a key means: the name it has in a draft, and how its value is read. */
export interface KeyMeaning {
  readonly name: string
  /** `parameter`: number or expression. `list`: numbers. */
  readonly kind: 'parameter' | 'number' | 'list' | 'boolean' | Choice
  /** The value that says nothing; an empty one is allowed too then. */
  readonly neutral?: number
  /** True for what a profile block replaces. */
  readonly isFlat?: true
}

type Kind = KeyMeaning['kind']

function keys(
  kind: Kind,
  names: Readonly<Record<string, string>>,
  more: { readonly neutral?: number; readonly isFlat?: true } = {},
): [string, KeyMeaning][] {
  return Object.entries(names).map(([path, name]) => [path, { name, kind, ...more }])
}

/** Every key that is understood, outside of profile blocks. */
export const meanings: ReadonlyMap<string, KeyMeaning> = new Map([
  ...keys(
    'parameter',
    {
      'Throat.Diameter': 'r0',
      'Throat.Angle': 'a0',
      'Coverage.Angle': 'a',
      Length: 'L',
      'OS.k': 'k',
      'Term.k': 'k',
      'Term.s': 's',
      'Term.n': 'n',
      'Term.q': 'q',
    },
    { isFlat: true },
  ),
  ...keys(
    'parameter',
    { 'OS.h': 'h', 'CircArc.Radius': 'circArcRadius', s1: 's1', s2: 's2' },
    { isFlat: true, neutral: 0 },
  ),
  ...keys('parameter', { 'CircArc.TermAngle': 'circArcTermAngle' }, { isFlat: true, neutral: 1 }),
  ...keys('number', { 'Throat.Profile': 'throatProfile' }, { isFlat: true, neutral: 1 }),
  // ATH reads these at the top level only, beside a profile block too.
  ...keys(
    'parameter',
    {
      'Throat.Ext.Length': 'throatExtLength',
      'Throat.Ext.Angle': 'throatExtAngle',
      'Slot.Length': 'slotLength',
      Rot: 'rot',
    },
    { neutral: 0 },
  ),
  ...keys({ 0: '', 1: 'superellipse', 2: 'superformula' }, { 'GCurve.Type': 'guide.type' }),
  ...keys('number', {
    'GCurve.Dist': 'guide.dist',
    'GCurve.Width': 'guide.width',
    'GCurve.AspectRatio': 'guide.aspect',
    'GCurve.Rot': 'guide.rot',
    'GCurve.SE.n': 'guide.n',
    ...Object.fromEntries(
      'a b m1 m2 n1 n2 n3'.split(' ').map((name) => [`GCurve.SF.${name}`, `guide.sf.${name}`]),
    ),
  }),
  ...keys('list', { 'GCurve.SF': 'guide.sf' }),
  ...keys({ 0: '', 1: 'rectangle', 2: 'circle', 3: 'superellipse' }, { 'Morph.TargetShape': 'morph.target' }),
  ...keys('number', {
    'Morph.TargetWidth': 'morph.width',
    'Morph.TargetHeight': 'morph.height',
    'Morph.CornerRadius': 'morph.corner',
    'Morph.Rate': 'morph.rate',
    'Morph.FixedPart': 'morph.fixed',
    'Morph.Exponent': 'morph.exponent',
  }),
  ...keys('boolean', { 'Morph.AllowShrinkage': 'morph.allowShrinkage' }),
  ...keys('number', { Scale: 'scale' }, { neutral: 1 }),
  ...keys('number', { 'Mesh.VerticalOffset': 'verticalOffset' }, { neutral: 0 }),
  ...keys('number', {
    'Mesh.WallThickness': 'wallThicknessMm',
    'Mesh.ThroatResolution': 'sizeMm.throat',
    'Mesh.MouthResolution': 'sizeMm.mouth',
    'Mesh.RearResolution': 'sizeMm.rear',
    'Mesh.Enclosure.Depth': 'enclosure.depth',
    'Mesh.Enclosure.EdgeRadius': 'enclosure.edgeRadius',
  }),
  ...keys('list', {
    'Mesh.Enclosure.Spacing': 'enclosure.spacing',
    'Mesh.Enclosure.FrontResolution': 'enclosure.frontResolution',
    'Mesh.Enclosure.BackResolution': 'enclosure.backResolution',
  }),
  ...keys('number', {
    'Mesh.AngularSegments': 'grid.angular',
    'Mesh.LengthSegments': 'grid.length',
    'Mesh.CornerSegments': 'grid.corner',
    'Mesh.ThroatSegments': 'grid.throat',
    'Mesh.ThroatExtSegments': 'grid.throatExt',
  }),
  ...keys('list', { 'Mesh.ZMapPoints': 'grid.zmap' }),
  ...keys({ 1: 'roundover', 2: 'chamfer' }, { 'Mesh.Enclosure.EdgeType': 'enclosure.edge' }),
  ...keys({ 1: 'cap', 2: 'disc' }, { 'Source.Shape': 'source.shape' }),
  ...keys({ 1: 'normal', 2: 'axial' }, { 'Source.Velocity': 'source.velocity' }),
  ...keys('number', { 'Source.Radius': 'source.radius' }, { neutral: -1 }),
  ...keys('number', { 'Source.Curv': 'source.curv' }, { neutral: 0 }),
  ...keys({ 1: 'infinite-baffle', 2: 'free' }, { 'ABEC.SimType': 'body' }),
  ...keys('number', {
    'ABEC.f1': 'simulation.from',
    'ABEC.f2': 'simulation.to',
    'ABEC.NumFrequencies': 'simulation.count',
  }),
  ...keys({ 1: 'log', 2: 'linear' }, { 'ABEC.Abscissa': 'simulation.spacing' }),
])

/** Members of a profile block by their names in a draft. */
export const blockMembers: Readonly<Record<'OSSE' | 'R-OSSE', ReadonlyMap<string, string>>> = {
  OSSE: membersNamed('L a a0 r0 k s n q h s1 s2'),
  'R-OSSE': membersNamed('R a a0 r0 k q r b m tmax s1 s2'),
}

function membersNamed(names: string): ReadonlyMap<string, string> {
  return new Map([...names.split(' ').map((name) => [name, name] as const), ['Rot', 'rot']])
}

/** Members of a profile block that say nothing at zero. */
export const neutralMembers: readonly string[] = ['h', 's1', 's2', 'rot']

/** Keys that change geometry or source and are supported at their neutral value only. */
export const neutralValues: ReadonlyMap<string, number> = new Map([
  ['Scale.Z', 1],
  ['Rollback', 0],
  ['Mesh.RearShape', 1],
])

/** Keys and blocks that change geometry or source whatever they say. */
export const refusedNames: readonly string[] = [
  'Mesh.Enclosure.Plan',
  'Mesh.Enclosure.Dim',
  'Mesh.Enclosure.LFSource',
  'Mesh.Roundover',
  'Throat.Ext.Ctrl',
  'Horn.Part',
  'Horn.Adapter',
  'Source.Contours',
  'Source.Array',
  'Source.Velocity.n',
  'LFSource',
  'FusionRotaryProfile',
  'Profile',
  'BEE',
  'Vanes',
  'arcterm',
  'trunc',
  't_trunc',
]

/** Members of a profile block that ATH reads at the top level only. */
export const unreadInBlock: readonly string[] = ['Throat.Ext.Angle', 'Throat.Ext.Length', 'Slot.Length']

/** Keys of the whole script that people write into the block: they pass with the value that changes nothing. */
export const neutralInBlock: ReadonlyMap<string, number> = new Map([
  ['Throat.Profile', 1],
  ['Scale', 1],
])

/** Known keys that nothing here depends on; a name stands for everything below it too. */
export const harmlessNames: readonly string[] = [
  'Rollback.Angle',
  'Rollback.StartAt',
  'Mesh.ZMap',
  'Mesh.SubdomainSlices',
  'Mesh.InterfaceOffset',
  'Mesh.InterfaceDraw',
  'Mesh.InterfaceResolution',
  'Mesh.Quadrants',
  'ABEC.MeshFrequency',
  'ABEC.SimProfile',
  'Simulation',
  'Output',
  'Report',
  'GridExport',
  'FRDExport',
  'RespExport',
  'LE',
  'Gmsh',
  'OutputRootDir',
  'MeshCmd',
  'GnuplotPath',
]

/** Blocks that only group keys of these tables. */
export const groupNames: readonly string[] = [
  'Throat',
  'Throat.Ext',
  'Coverage',
  'Term',
  'OS',
  'Slot',
  'CircArc',
  'GCurve',
  'GCurve.SE',
  'GCurve.SF',
  'Morph',
  'Mesh',
  'Mesh.Enclosure',
  'Source',
  'ABEC',
  'ABEC.Polars',
]

/** Beginnings of keys that shape the horn: an unknown one may change what ATH would build. */
export const geometryBeginnings: readonly string[] = [
  'Mesh.',
  'Throat.',
  'Source.',
  'GCurve.',
  'Morph.',
  'Term.',
  'OS.',
  'Coverage.',
  'Slot.',
  'Rollback.',
  'CircArc.',
]

/** True when `path` is one of `names` or lies below one. */
export function isAtOrBelow(path: string, names: readonly string[]): boolean {
  return names.some((name) => path === name || path.startsWith(`${name}.`))
}

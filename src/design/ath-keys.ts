/** What the keys of an ATH script mean here. A key is in one table only. */

/** Flat keys of the OSSE profile, for scripts without a profile block. */
export const flatProfileKeys: ReadonlyMap<string, string> = new Map([
  ['Throat.Diameter', 'r0'],
  ['Throat.Angle', 'a0'],
  ['Coverage.Angle', 'a'],
  ['Length', 'L'],
  ['OS.k', 'k'],
  ['Term.k', 'k'],
  ['Term.s', 's'],
  ['Term.n', 'n'],
  ['Term.q', 'q'],
])

/** Keys of the body and of element sizes. */
export const bodyKeys: ReadonlyMap<string, string> = new Map([
  ['Mesh.WallThickness', 'wallThicknessMm'],
  ['Mesh.ThroatResolution', 'throat'],
  ['Mesh.MouthResolution', 'mouth'],
  ['Mesh.RearResolution', 'rear'],
])

/** Keys that change geometry or source and are supported at their neutral value only. */
export const neutralValues: ReadonlyMap<string, number> = new Map([
  ['Throat.Profile', 1],
  ['Throat.Ext.Length', 0],
  ['Slot.Length', 0],
  ['Rot', 0],
  ['Scale', 1],
  ['Scale.Z', 1],
  ['CircArc.Radius', 0],
  ['CircArc.TermAngle', 1],
  ['OS.h', 0],
  ['s1', 0],
  ['s2', 0],
  ['GCurve.Type', 0],
  ['GCurve.Width', 0],
  ['Morph.TargetShape', 0],
  ['Rollback', 0],
  ['Mesh.RearShape', 1],
  ['Mesh.VerticalOffset', 0],
  ['Source.Shape', 2],
  ['ABEC.SimType', 2],
])

/** Keys and blocks that change geometry or source whatever they say. */
export const refusedNames: readonly string[] = [
  'Mesh.Enclosure',
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

/** Members of a profile block that are supported at zero only. */
export const zeroInBlock: readonly string[] = ['Rot', 'h', 's1', 's2']

/** Known keys that nothing here depends on; a name stands for everything below it too. */
export const harmlessNames: readonly string[] = [
  'Throat.Ext.Angle',
  'GCurve.Dist',
  'GCurve.AspectRatio',
  'GCurve.Rot',
  'GCurve.SE.n',
  'GCurve.SF',
  'Morph.TargetWidth',
  'Morph.TargetHeight',
  'Morph.CornerRadius',
  'Morph.Rate',
  'Morph.FixedPart',
  'Morph.AllowShrinkage',
  'Morph.Exponent',
  'Rollback.Angle',
  'Rollback.StartAt',
  'Mesh.AngularSegments',
  'Mesh.LengthSegments',
  'Mesh.CornerSegments',
  'Mesh.ThroatSegments',
  'Mesh.ThroatExtSegments',
  'Mesh.ZMapPoints',
  'Mesh.ZMap',
  'Mesh.SubdomainSlices',
  'Mesh.InterfaceOffset',
  'Mesh.InterfaceDraw',
  'Mesh.InterfaceResolution',
  'Mesh.Quadrants',
  'Source.Radius',
  'Source.Curv',
  'Source.Velocity',
  'ABEC.f1',
  'ABEC.f2',
  'ABEC.NumFrequencies',
  'ABEC.Abscissa',
  'ABEC.MeshFrequency',
  'ABEC.SimProfile',
  'ABEC.Polars',
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
  'Morph',
  'Mesh',
  'Source',
  'ABEC',
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

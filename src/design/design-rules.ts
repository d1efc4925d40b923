import type { ParameterRule } from '../geometry/parameter-rules.ts'

/** Numbers of a design beside its profile; names as in `HornInput`, parts with a dot. */
export type DesignNumber =
  | 'wallThicknessMm'
  | 'sizeMm.throat'
  | 'sizeMm.mouth'
  | 'sizeMm.rear'
  | 'scale'
  | 'verticalOffset'
  | 'guide.width'
  | 'guide.dist'
  | 'guide.aspect'
  | 'guide.rot'
  | 'guide.n'
  | 'morph.width'
  | 'morph.height'
  | 'morph.corner'
  | 'morph.rate'
  | 'morph.fixed'
  | 'morph.exponent'
  | 'enclosure.depth'
  | 'enclosure.edgeRadius'
  | 'throat.width'
  | 'throat.height'
  | 'throat.corner'
  | 'source.inner'
  | 'source.outer'
  | 'source.radius'
  | 'grid.angular'
  | 'grid.length'
  | 'grid.corner'
  | 'grid.throat'
  | 'grid.throatExt'
  | 'simulation.from'
  | 'simulation.to'
  | 'simulation.count'

const gridCount: ParameterRule = { unit: '', optional: true, min: 0, max: 100_000 }

/** Rules of these numbers. */
export const designRules: Readonly<Record<DesignNumber, ParameterRule>> = {
  wallThicknessMm: { unit: 'mm', default: 5, min: 0.1, max: 1000 },
  'sizeMm.throat': { unit: 'mm', optional: true, min: 0.01, max: 1000 },
  'sizeMm.mouth': { unit: 'mm', optional: true, min: 0.01, max: 1000 },
  'sizeMm.rear': { unit: 'mm', optional: true, min: 0.01, max: 1000 },
  scale: { unit: '', optional: true, min: 0, max: 1000, open: 'min' },
  verticalOffset: { unit: 'mm', optional: true, min: -100_000, max: 100_000 },
  'guide.width': { unit: 'mm', min: 0, max: 100_000, open: 'min' },
  'guide.dist': { unit: 'mm', optional: true, min: 0, max: 100_000 },
  'guide.aspect': { unit: '', default: 1, min: 0, max: 1000, open: 'min' },
  'guide.rot': { unit: '°', default: 0, min: -360, max: 360 },
  'guide.n': { unit: '', default: 3, min: 0, max: 1000, open: 'min' },
  'morph.width': { unit: 'mm', default: 0, min: 0, max: 100_000 },
  'morph.height': { unit: 'mm', default: 0, min: 0, max: 100_000 },
  'morph.corner': { unit: 'mm', default: 35, min: 0, max: 100_000 },
  'morph.rate': { unit: '', default: 3, min: 0, max: 1000, open: 'min' },
  'morph.fixed': { unit: '', default: 0.2, min: 0, max: 1, open: 'max' },
  'morph.exponent': { unit: '', default: 2, min: 2, max: 16 },
  'enclosure.depth': { unit: 'mm', min: 0, max: 100_000, open: 'min' },
  'enclosure.edgeRadius': { unit: 'mm', default: 18, min: 0, max: 100_000 },
  'throat.width': { unit: 'mm', min: 0.02, max: 100_000 },
  'throat.height': { unit: 'mm', min: 0.02, max: 100_000 },
  'throat.corner': { unit: 'mm', min: 0, max: 100_000, open: 'min' },
  'source.inner': { unit: 'mm', optional: true, min: 0, max: 100_000, open: 'min' },
  'source.outer': { unit: 'mm', optional: true, min: 0, max: 100_000, open: 'min' },
  'source.radius': { unit: 'mm', optional: true, min: 0, max: 100_000, open: 'min' },
  'grid.angular': gridCount,
  'grid.length': gridCount,
  'grid.corner': gridCount,
  'grid.throat': gridCount,
  'grid.throatExt': gridCount,
  'simulation.from': { unit: 'Hz', optional: true, min: 0, max: 1e6, open: 'min' },
  'simulation.to': { unit: 'Hz', optional: true, min: 0, max: 1e6, open: 'min' },
  'simulation.count': { unit: '', optional: true, min: 1, max: 100_000 },
}

/** What the words of a design may be; the first is the default where there is one. */
export const designWords = {
  'guide.type': ['superellipse', 'superformula'],
  'morph.target': ['rectangle', 'circle', 'superellipse'],
  'enclosure.edge': ['roundover', 'chamfer'],
  'throat.shape': ['ellipse', 'rectangle'],
  'source.shape': ['disc', 'annulus', 'cap'],
  'source.velocity': ['normal', 'axial'],
  'simulation.spacing': ['log', 'linear'],
  interpolation: ['pchip', 'linear', 'spline'],
} as const

/** How many numbers a list of a design has, what they are, and between what they lie; omitted: anywhere. */
interface ListRule {
  readonly least: number
  readonly most: number
  readonly what: string
  readonly from?: number
  readonly to?: number
}

/** Lists of a design. */
export type DesignList =
  | 'grid.zmap'
  | 'guide.sf'
  | 'enclosure.spacing'
  | 'enclosure.frontResolution'
  | 'enclosure.backResolution'

const cornerSizes: ListRule = {
  least: 4,
  most: 4,
  what: 'four sizes of 0.01 to 1000 mm',
  from: 0.01,
  to: 1000,
}

/** Rules of these lists. */
export const designLists: Readonly<Record<DesignList, ListRule>> = {
  'grid.zmap': { least: 2, most: 200, what: 'pairs x, y in 0…1' },
  'guide.sf': { least: 7, most: 7, what: '[a, b, m1, m2, n1, n2, n3]' },
  'enclosure.spacing': { least: 4, most: 4, what: '[left, top, right, bottom] in mm' },
  'enclosure.frontResolution': cornerSizes,
  'enclosure.backResolution': cornerSizes,
}

/** Parts of a design that are objects, with their members. */
export const designParts = {
  sizeMm: ['throat', 'mouth', 'rear'],
  guide: ['type', 'dist', 'width', 'aspect', 'rot', 'n', 'sf'],
  morph: ['target', 'width', 'height', 'corner', 'rate', 'fixed', 'allowShrinkage', 'exponent'],
  enclosure: ['depth', 'spacing', 'edgeRadius', 'edge', 'frontResolution', 'backResolution'],
  throat: ['shape', 'width', 'height', 'corner'],
  source: ['name', 'shape', 'inner', 'outer', 'radius', 'curv', 'velocity'],
  grid: ['angular', 'length', 'corner', 'throat', 'throatExt', 'zmap'],
  simulation: ['from', 'to', 'count', 'spacing'],
} as const

import {
  countOption,
  finiteOption,
  oneOf,
  optionError,
  positiveOption,
  refuseUnknownKeys,
} from '../core/options.ts'
import type { Progress } from '../core/progress.ts'
import type { Horn } from '../model/horn.ts'
import type { MeshOptions, SymmetryPlane } from '../model/mesh.ts'
import type { AskedSizes, CornerSizes } from './corner-sizes.ts'

/** Checked options with their defaults. */
export interface MeshSettings {
  readonly sizeMm: AskedSizes
  /** True when the caller spoke of frequency or number of triangles: then a design's own sizes do not count. */
  readonly isAutomatic: boolean
  readonly maxFrequency: number
  readonly elementsPerWavelength: number
  readonly maxTriangles: number | undefined
  readonly planes: readonly SymmetryPlane[]
  /** `undefined`: gmsh, or rings where there is none. */
  readonly mesher: 'gmsh' | 'rings' | undefined
  readonly isolate: boolean
  readonly memoryLimit: number
  readonly timeoutMs: number | undefined
  readonly signal: AbortSignal | undefined
  readonly onProgress: ((progress: Progress) => void) | undefined
}

const defaults = {
  maxFrequency: 20_000,
  elementsPerWavelength: 6,
  maxTriangles: 6000,
  quadrants: 'auto',
  isolate: true,
} as const

/** Guard for sizes that somebody asked for: a size in the wrong unit must not fill the memory. */
const mostTrianglesOfExplicitSizes = 200_000

const optionNames: readonly (keyof MeshOptions)[] = [
  'sizeMm',
  'maxFrequency',
  'elementsPerWavelength',
  'maxTriangles',
  'quadrants',
  'mesher',
  'isolate',
  'memoryLimit',
  'timeoutMs',
  'signal',
  'onProgress',
]

const planesOfQuadrants: Record<NonNullable<MeshOptions['quadrants']>, readonly SymmetryPlane[]> = {
  '1': ['x', 'y'],
  '12': ['y'],
  '14': ['x'],
  '1234': [],
  auto: [],
}

/** @throws {@link WaveguideError} `OPTION`. */
export function meshSettings(options: MeshOptions): MeshSettings {
  refuseUnknownKeys('MeshOptions', options, optionNames)
  const { maxFrequency, elementsPerWavelength, maxTriangles, memoryLimit, timeoutMs } = options
  oneOf('MeshOptions.quadrants', options.quadrants ?? defaults.quadrants, ['1', '12', '14', '1234', 'auto'])
  if (options.mesher !== undefined) oneOf('MeshOptions.mesher', options.mesher, ['gmsh', 'rings'])
  return {
    sizeMm: wantedSizes(options.sizeMm),
    isAutomatic: [maxFrequency, elementsPerWavelength, maxTriangles].some((value) => value !== undefined),
    maxFrequency: positive('maxFrequency', maxFrequency, defaults.maxFrequency),
    elementsPerWavelength: finiteOption(
      'MeshOptions.elementsPerWavelength',
      elementsPerWavelength ?? defaults.elementsPerWavelength,
      { min: 2, max: 50 },
    ),
    maxTriangles:
      maxTriangles === undefined ? undefined : countOption('MeshOptions.maxTriangles', maxTriangles),
    planes: planesOfQuadrants[options.quadrants ?? defaults.quadrants],
    mesher: options.mesher,
    isolate: flag('isolate', options.isolate, defaults.isolate),
    memoryLimit: positive('memoryLimit', memoryLimit, Number.MAX_VALUE),
    timeoutMs: timeoutMs === undefined ? undefined : positive('timeoutMs', timeoutMs, 0),
    signal: options.signal,
    onProgress: options.onProgress,
  }
}

/** The sizes that count, the caller's before the design's, and the number of triangles that goes with them. */
export function sizesFor(
  settings: MeshSettings,
  design: Horn | undefined,
): { readonly explicit: AskedSizes; readonly maxTriangles: number } {
  const asked = settings.isAutomatic ? settings.sizeMm : { ...designSizes(design), ...settings.sizeMm }
  // A caller with one set of sizes for all bodies means no box where there is none.
  const { front: _front, back: _back, ...boxless } = asked
  const explicit = design && design.body.kind !== 'enclosure' ? boxless : asked
  const isExplicit = Object.keys(explicit).length > 0
  return {
    explicit,
    maxTriangles:
      settings.maxTriangles ?? (isExplicit ? mostTrianglesOfExplicitSizes : defaults.maxTriangles),
  }
}

/** What ATH takes for sizes that a script leaves out, mm. */
const athSizes: AskedSizes = { throat: 4, mouth: 8, rear: 15 }

function designSizes(design: Horn | undefined): AskedSizes {
  const { frontResolution, backResolution } = design?.body.enclosure ?? {}
  // A script that gives one of its three sizes means ATH's own for the others.
  const isScript = design?.script !== undefined && design.sizeMm !== undefined
  return {
    ...(isScript && athSizes),
    ...design?.sizeMm,
    ...(frontResolution && { front: atCorners(frontResolution) }),
    ...(backResolution && { back: atCorners(backResolution) }),
  }
}

function wantedSizes(sizeMm: MeshOptions['sizeMm']): AskedSizes {
  if (sizeMm === undefined) return {}
  if (typeof sizeMm !== 'object' || sizeMm === null)
    throw optionError('MeshOptions.sizeMm', 'an object of sizes in mm', sizeMm)
  refuseUnknownKeys('MeshOptions.sizeMm', sizeMm, ['throat', 'mouth', 'rear', 'enclosure'])
  const { enclosure, ...sizes } = sizeMm
  const entries = Object.entries(sizes).filter(([, size]) => size !== undefined)
  return {
    ...Object.fromEntries(
      entries.map(([name, size]) => [name, positiveOption(`MeshOptions.sizeMm.${name}`, size)]),
    ),
    ...(enclosure !== undefined && enclosureSizes(enclosure)),
  }
}

/** One size; or four for the corners of front and back, or eight for those of the front, then of the back. */
function enclosureSizes(enclosure: number | readonly number[]): AskedSizes {
  const name = 'MeshOptions.sizeMm.enclosure'
  const list = Array.isArray(enclosure) ? (enclosure as readonly number[]) : [enclosure as number]
  if (![1, 4, 8].includes(list.length)) throw optionError(name, 'one, four or eight sizes in mm', enclosure)
  const sizes = list.map((size) => positiveOption(name, size))
  const front = atCorners(sizes.slice(0, 4))
  return { front, back: sizes.length === 8 ? atCorners(sizes.slice(4)) : front }
}

/** Of one size or four; one for all where they are equal. */
function atCorners(sizes: readonly number[]): number | CornerSizes {
  const [rightTop = 0, leftTop = rightTop, leftBottom = rightTop, rightBottom = rightTop] = sizes
  const corners = [rightTop, leftTop, leftBottom, rightBottom] as const
  return corners.every((size) => size === rightTop) ? rightTop : corners
}

function positive(name: string, value: number | undefined, fallback: number): number {
  return value === undefined ? fallback : positiveOption(`MeshOptions.${name}`, value)
}

function flag(name: string, value: unknown, fallback: boolean): boolean {
  if (value === undefined) return fallback
  if (typeof value === 'boolean') return value
  throw optionError(`MeshOptions.${name}`, 'true or false', value)
}

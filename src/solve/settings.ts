import { totalmem } from 'node:os'
import { WaveguideError } from '../core/errors.ts'
import { optionError, positiveOption, refuseUnknownKeys, shown } from '../core/options.ts'
import type { Progress } from '../core/progress.ts'
import type { SymmetryPlane } from '../model/mesh.ts'
import type { SolveOptions, SourceDrive } from '../model/options.ts'
import type { Medium, Result } from '../model/result.ts'
import { type ChosenDevice, chooseDevice } from './choose-device.ts'
import { frequencyList } from './frequencies.ts'
import { mediumOf } from './medium.ts'
import { type ObservationRequest, observationRequest } from './observations.ts'
import { ownResult } from './own-result.ts'

/** Every option of {@link SolveOptions}. */
export const solveOptionNames: readonly (keyof SolveOptions)[] = [
  'frequencies',
  'sources',
  'medium',
  'walls',
  'method',
  'symmetry',
  'ground',
  'observations',
  'device',
  'allowFallback',
  'precision',
  'tolerance',
  'threads',
  'memoryLimit',
  'keepSurface',
  'force',
  'resumeFrom',
  'signal',
  'onProgress',
]

/** Where the system would start to swap: used when the caller sets no `memoryLimit`. */
const memoryFraction = 0.9

const defaults = { tolerance: 1e-5, keepSurface: false, force: false }

/** Checked options: everything that can be decided without the mesh. */
export interface SolveSettings {
  /** F, Hz, ascending. */
  readonly frequencies: Float64Array
  readonly medium: Medium
  readonly observations: ObservationRequest
  readonly sources: readonly SourceDrive[] | undefined
  readonly device: ChosenDevice
  readonly tolerance: number
  /** Bytes. */
  readonly memoryLimit: number
  readonly keepSurface: boolean
  readonly force: boolean
  readonly resumeFrom: Result | undefined
  readonly symmetry: 'auto' | 'none' | readonly SymmetryPlane[]
  readonly ground: SymmetryPlane | null
  readonly onProgress: ((progress: Progress) => void) | undefined
}

/**
 * Checks the options of a solve.
 *
 * @throws {@link WaveguideError} `FREQUENCY`, `DEVICE_MISSING`, `OPTION`.
 */
export function solveSettings(options: SolveOptions): SolveSettings {
  if (typeof options !== 'object' || options === null) throw optionError('SolveOptions', 'an object', options)
  refuseUnknownKeys('SolveOptions', options, solveOptionNames)
  refuseWhatIsNotThere(options)
  const { tolerance = defaults.tolerance, onProgress } = options
  if (!(typeof tolerance === 'number' && tolerance > 0 && tolerance < 1))
    throw optionError('SolveOptions.tolerance', 'in (0, 1)', tolerance)
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw optionError('SolveOptions.onProgress', 'a function', onProgress)
  flag('allowFallback', options.allowFallback ?? false)
  return {
    frequencies: frequencyList(options.frequencies),
    medium: mediumOf(options.medium),
    observations: observationRequest(options.observations),
    sources: ownDrives(options.sources),
    device: chooseDevice(options),
    tolerance,
    memoryLimit: positiveOption(
      'SolveOptions.memoryLimit',
      options.memoryLimit ?? memoryFraction * totalmem(),
    ),
    keepSurface: flag('keepSurface', options.keepSurface ?? defaults.keepSurface),
    force: flag('force', options.force ?? defaults.force),
    resumeFrom: options.resumeFrom && ownResult('SolveOptions.resumeFrom', options.resumeFrom),
    symmetry: checkedSymmetry(options.symmetry ?? 'auto'),
    ground: checkedGround(options.ground ?? null),
    onProgress,
  }
}

const planes: readonly unknown[] = ['x', 'y', 'z']

function checkedSymmetry(symmetry: NonNullable<SolveOptions['symmetry']>): SolveSettings['symmetry'] {
  if (symmetry === 'auto' || symmetry === 'none') return symmetry
  if (Array.isArray(symmetry) && symmetry.every((plane) => planes.includes(plane))) return [...symmetry]
  throw optionError('SolveOptions.symmetry', '"auto", "none" or a list of "x", "y", "z"', symmetry)
}

function checkedGround(ground: SymmetryPlane | null): SymmetryPlane | null {
  if (ground === null || planes.includes(ground)) return ground
  throw optionError('SolveOptions.ground', '"x", "y", "z" or null', ground)
}

/** The caller may change or transfer `perTriangle` once the solve has begun. */
function ownDrives(drives: SolveOptions['sources']): SolveSettings['sources'] {
  if (!Array.isArray(drives)) return drives
  return drives.map((drive: SourceDrive) =>
    drive?.perTriangle instanceof Float64Array ? { ...drive, perTriangle: drive.perTriangle.slice() } : drive,
  )
}

function flag(name: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw optionError(`SolveOptions.${name}`, 'true or false', value)
}

/** Options of the published interface that this version cannot honour: refused, never ignored. */
function refuseWhatIsNotThere(options: SolveOptions): void {
  const { method = 'auto', walls = [] } = options
  if (method !== 'auto' && method !== '3d') throw notThere('method', method, 'Use "auto" or "3d".')
  if (walls.length > 0) throw notThere('walls', walls, 'All walls are rigid.')
}

function notThere(name: string, value: unknown, remedy: string): WaveguideError {
  return new WaveguideError(
    'OPTION',
    `SolveOptions.${name} = ${shown(value)} is not available yet. ${remedy}`,
    { details: { option: `SolveOptions.${name}`, value: shown(value) } },
  )
}

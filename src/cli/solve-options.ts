import type { Observations, PolarRequest, SolveOptions } from '../model/options.ts'
import { angleList } from './angle-list.ts'
import { plainNumber, type Values } from './args.ts'
import { defined } from './mesh-options.ts'
import { UsageError } from './usage-error.ts'

/** Options of the solve itself. */
export const solveOptionTable = {
  from: { kind: 'number', value: 'HZ', help: 'lowest frequency (200)' },
  to: { kind: 'number', value: 'HZ', help: 'highest frequency (20000)' },
  count: { kind: 'count', value: 'N', help: 'number of frequencies (40)' },
  spacing: { kind: 'choice', choices: ['log', 'linear'], help: 'how they are spread (log)' },
  angles: {
    kind: 'text',
    value: 'FROM:TO:STEP',
    help: 'angles of the polars, degrees (0:180:5); or a list 0,10,30',
  },
  distance: { kind: 'number', value: 'M', help: 'observation distance (2)' },
  origin: { kind: 'text', value: 'PLACE', help: 'measured from: mouth, throat or X,Y,Z in m (mouth)' },
  device: { kind: 'text', value: 'ID', help: 'a device of "waveguide devices", or auto (auto)' },
  precision: { kind: 'choice', choices: ['single', 'double'], help: 'arithmetic of the solver (by device)' },
  threads: { kind: 'count', value: 'N', help: 'threads of the solver (all)' },
  tolerance: { kind: 'number', value: 'X', help: 'relative residual to reach (1e-5)' },
  'memory-limit': { kind: 'number', value: 'BYTES', help: 'refuse to start beyond it, e.g. 4e9' },
  symmetry: { kind: 'text', value: 'PLANES', help: 'auto, none, or mirror planes such as x,y (auto)' },
  ground: {
    kind: 'choice',
    choices: ['x', 'y', 'z'],
    help: 'rigid plane that the body stands in front of (none)',
  },
  'keep-surface': { kind: 'flag', help: 'keep the surface pressure and velocity in the result' },
  force: { kind: 'flag', help: 'solve although the mesh is refused; everything written says so' },
} as const

const sweepDefaults = { from: 200, to: 20000, count: 40 } as const
const observationDefaults = { angles: '0:180:5', distance: 2 } as const
const planes = ['horizontal', 'vertical', 'diagonal'] as const

/** The same as the library takes them. Ranges are the library's to check. */
export function solveOptionsOf(values: Values<typeof solveOptionTable>): SolveOptions {
  const { from, to, count } = { ...sweepDefaults, ...values }
  return {
    frequencies: { from, to, count, ...defined({ spacing: values.spacing }) },
    observations: observationsOf(values),
    ...defined({
      device: values.device,
      precision: values.precision,
      threads: values.threads,
      tolerance: values.tolerance,
      memoryLimit: values['memory-limit'],
      symmetry: values.symmetry === undefined ? undefined : symmetryOf(values.symmetry),
      ground: values.ground,
      keepSurface: values['keep-surface'],
      force: values.force,
    }),
  }
}

function observationsOf(values: Values<typeof solveOptionTable>): Observations {
  const anglesDeg = angleList(values.angles ?? observationDefaults.angles, {
    option: '--angles',
    command: 'solve',
  })
  const distance = values.distance ?? observationDefaults.distance
  const origin = values.origin === undefined ? {} : { origin: originOf(values.origin) }
  return { polars: planes.map((name) => ({ name, anglesDeg, distance, ...origin })) }
}

function originOf(text: string): NonNullable<PolarRequest['origin']> {
  if (text === 'mouth' || text === 'throat') return text
  const [x, y, z, ...more] = text.split(',').map(plainNumber)
  if (x !== undefined && y !== undefined && z !== undefined && more.length === 0) return [x, y, z]
  throw usage(`--origin must be mouth, throat or X,Y,Z in m, got "${text}"`)
}

function symmetryOf(text: string): NonNullable<SolveOptions['symmetry']> {
  if (text === 'auto' || text === 'none') return text
  return text.split(',').map((plane) => {
    if (plane === 'x' || plane === 'y' || plane === 'z') return plane
    throw usage(`--symmetry must be auto, none or planes such as x,y, got "${text}"`)
  })
}

function usage(message: string): UsageError {
  return new UsageError(message, 'solve')
}

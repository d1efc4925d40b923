import { availableParallelism } from 'node:os'
import { cpuName } from '../binding/devices.ts'
import { WaveguideError } from '../core/errors.ts'
import { countOption, oneOf, shown } from '../core/options.ts'
import type { DeviceMetadata } from '../model/device.ts'
import type { Warning } from '../model/evidence.ts'
import type { SolveOptions } from '../model/options.ts'

/** What will do the work. */
export interface ChosenDevice {
  readonly metadata: DeviceMetadata & { readonly backend: 'cpu' | 'reference' }
  readonly warnings: readonly Warning[]
}

/**
 * Device, precision and thread count of a solve.
 *
 * `'auto'` is the CPU. An OpenCL device falls back to the CPU with a `FALLBACK` warning when `allowFallback` is true.
 *
 * @throws {@link WaveguideError} `DEVICE_MISSING` for a device that is not there, `OPTION` for settings it lacks.
 */
export function chooseDevice(options: SolveOptions): ChosenDevice {
  const requested = options.device ?? 'auto'
  if (typeof requested !== 'string')
    throw new WaveguideError('OPTION', `SolveOptions.device must be a text, got ${shown(requested)}`)
  const isOpencl = requested.startsWith('opencl')
  if (isOpencl && options.allowFallback !== true) throw missing(requested)
  if (!isOpencl && !['auto', 'cpu', 'reference'].includes(requested)) throw missing(requested)
  const backend = requested === 'reference' ? 'reference' : 'cpu'
  const name = cpuName()
  return {
    metadata: {
      requested,
      id: backend,
      backend,
      name,
      precision: precisionOf(options, backend),
      threads: threadsOf(options, backend),
    },
    warnings: isOpencl ? [fallback(requested, name)] : [],
  }
}

function precisionOf(options: SolveOptions, backend: 'cpu' | 'reference'): 'single' | 'double' {
  const natural = backend === 'cpu' ? 'single' : 'double'
  const precision = oneOf('SolveOptions.precision', options.precision ?? natural, ['single', 'double'])
  if (backend === 'reference' && precision === 'single')
    throw new WaveguideError(
      'OPTION',
      'SolveOptions.precision must be "double" on device "reference", got "single". Use device "cpu" for single.',
      { details: { option: 'SolveOptions.precision', value: 'single', device: 'reference' } },
    )
  return precision
}

function threadsOf(options: SolveOptions, backend: 'cpu' | 'reference'): number {
  const threads = countOption('SolveOptions.threads', options.threads ?? availableParallelism())
  return backend === 'reference' ? 1 : threads
}

function missing(requested: string): WaveguideError {
  return new WaveguideError(
    'DEVICE_MISSING',
    `there is no device ${shown(requested)} here. Usable: "auto", "cpu", "reference"; listDevices() says more.`,
    { details: { device: requested, usable: ['auto', 'cpu', 'reference'] } },
  )
}

function fallback(requested: string, name: string): Warning {
  return {
    code: 'FALLBACK',
    message: `there is no device "${requested}" here; solved on "cpu" (${name}) instead`,
    details: { requested, used: 'cpu' },
  }
}

import { availableParallelism, cpus, totalmem } from 'node:os'
import { WaveguideError } from '../core/errors.ts'
import type { Device } from '../model/device.ts'
import { packageVersion, solverModule } from './load-addon.ts'

/**
 * Everything that can solve on this machine, best first. Total: what cannot be used is listed with its `reason`.
 *
 * @param options - `refresh` is for devices that may be plugged in; the ones known today never change.
 *   `signal` aborts.
 * @throws only the signal's reason.
 */
export async function listDevices(
  options: { readonly refresh?: boolean; readonly signal?: AbortSignal } = {},
): Promise<Device[]> {
  options.signal?.throwIfAborted()
  const state = solverState()
  const model = cpuName()
  const common = {
    kind: 'cpu',
    vendor: vendorOf(model),
    driver: state.driver,
    memory: totalmem(),
    double: true,
    usable: state.reason === undefined,
    ...(state.reason === undefined ? {} : { reason: state.reason }),
  } as const
  return [
    { id: 'cpu', name: model, computeUnits: availableParallelism(), ...common },
    { id: 'reference', name: `${model} (reference, one thread)`, computeUnits: 1, ...common },
  ]
}

/** The processor's own name. */
export function cpuName(): string {
  return cpus()[0]?.model.trim() || process.arch
}

function solverState(): { driver: string; reason?: string } {
  const version = `waveguide-bem ${packageVersion()}`
  try {
    return { driver: `${version} ${solverModule().info().isa}` }
  } catch (thrown) {
    const reason = thrown instanceof WaveguideError ? thrown.message : String(thrown)
    return { driver: version, reason }
  }
}

function vendorOf(model: string): string {
  const known = ['AMD', 'Intel', 'Apple', 'ARM', 'Ampere', 'Qualcomm']
  return known.find((vendor) => model.toLowerCase().includes(vendor.toLowerCase())) ?? 'unknown'
}

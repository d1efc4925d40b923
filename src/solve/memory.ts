import { solverModule } from '../binding/load-addon.ts'
import { WaveguideError } from '../core/errors.ts'
import { pointCount } from './observations.ts'
import type { SolveSettings } from './settings.ts'
import type { SolveSymmetry } from './symmetry.ts'

/** Slices and the joined result hold every number once each. */
const copies = 2
/** A complex pressure and its level. */
const bytesPerObservation = 24
const bytesPerTrace = 16

/** Bytes that a solve holds at its height: the solver's and the result's. */
export function memoryBytes(
  { planes, partVertices, partTriangles }: SolveSymmetry,
  { device, frequencies, keepSurface, observations }: SolveSettings,
): number {
  const { backend, precision, threads } = device.metadata
  const traces = keepSurface ? bytesPerTrace * 2 ** planes.length * (partVertices + partTriangles) : 0
  const kept = copies * frequencies.length * (traces + bytesPerObservation * pointCount(observations))
  return solverModule().memoryBytes(backend, precision, partVertices, partTriangles, threads) + kept
}

/** Refuses a solve that would not fit; throws `MEMORY_LIMIT` with the figure. */
export function requireMemory(symmetry: SolveSymmetry, settings: SolveSettings): void {
  const { memoryLimit } = settings
  const { backend, precision } = settings.device.metadata
  const needed = memoryBytes(symmetry, settings)
  if (needed <= memoryLimit) return
  const [neededMb, limitMb] = [needed, memoryLimit].map((bytes) => Math.ceil(bytes / 1e6))
  throw new WaveguideError(
    'MEMORY_LIMIT',
    `solving ${symmetry.partTriangles} triangles in ${precision} precision on "${backend}" needs ${neededMb} MB, the limit is ${limitMb} MB. Use a coarser mesh, single precision or a higher memoryLimit.`,
    { details: { memoryBytes: needed, memoryLimit } },
  )
}

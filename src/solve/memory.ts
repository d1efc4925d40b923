import { solverModule } from '../binding/load-addon.ts'
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
  const { backend, precision } = device.metadata
  const traces = keepSurface ? bytesPerTrace * 2 ** planes.length * (partVertices + partTriangles) : 0
  const kept = copies * frequencies.length * (traces + bytesPerObservation * pointCount(observations))
  return solverModule().memoryBytes(backend, precision, partVertices, partTriangles) + kept
}

import { solverModule } from '../binding/load-addon.ts'
import type { Mesh } from '../model/mesh.ts'
import { pointCount } from './observations.ts'
import type { SolveSettings } from './settings.ts'

/** Slices and the joined result hold every number once each. */
const copies = 2
/** A complex pressure and its level. */
const bytesPerObservation = 24
const bytesPerTrace = 16

/** Bytes that a solve holds at its height: the solver's and the result's. */
export function memoryBytes(
  mesh: Pick<Mesh, 'vertices' | 'triangles'>,
  { device, frequencies, keepSurface, observations }: SolveSettings,
): number {
  const { backend, precision } = device.metadata
  const [vertexCount, triangleCount] = [mesh.vertices.length / 3, mesh.triangles.length / 3]
  const traces = keepSurface ? bytesPerTrace * (vertexCount + triangleCount) : 0
  const kept = copies * frequencies.length * (traces + bytesPerObservation * pointCount(observations))
  return solverModule().memoryBytes(backend, precision, vertexCount, triangleCount) + kept
}

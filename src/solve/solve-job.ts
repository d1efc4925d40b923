import type { SolveJob } from '../binding/native.ts'
import { concat } from '../core/concat.ts'
import type { Mesh } from '../model/mesh.ts'
import type { PlannedSource } from './drive.ts'
import type { SolveSettings } from './settings.ts'
import type { SolveSymmetry } from './symmetry.ts'

/**
 * The job for the solver: frequencies and the sources' factors in computing order.
 *
 * @param order - Places in the sorted list of those that are to be computed.
 * @param points - 3·N, m, in the air.
 */
export function solveJob(
  { vertices, triangles }: Mesh,
  { planes }: SolveSymmetry,
  settings: SolveSettings,
  sources: readonly PlannedSource[],
  order: Uint32Array,
  points: Float64Array,
): SolveJob {
  const { backend, precision, threads } = settings.device.metadata
  return {
    vertices,
    triangles,
    symmetry: planes.join(''),
    ground: settings.ground ?? '',
    ...settings.medium,
    frequencies: Float64Array.from(order, (index) => settings.frequencies[index] ?? Number.NaN),
    sources: sources.map((source) => ({
      ...source,
      scale: concat(Array.from(order, (index) => source.scale.subarray(2 * index, 2 * index + 2))),
    })),
    points,
    backend,
    precision,
    threads,
    tolerance: settings.tolerance,
  }
}

import type { Mesh } from '../model/mesh.ts'
import type { SolveOptions } from '../model/options.ts'
import { solveSettings } from './settings.ts'
import { SolveRun } from './solve-run.ts'
import { sweep } from './sweep.ts'

/**
 * Solves the sound field of a closed mesh at every frequency.
 *
 * The whole band is seen early: both ends are computed first, then the middle, then halves; the result is sorted.
 * Work begins at once, on threads of its own; the mesh is copied before `solve` returns. Nothing is thrown here:
 * whatever is wrong rejects the run.
 *
 * @returns A run that can be awaited, iterated, aborted by `options.signal` and disposed of.
 * @throws {@link WaveguideError} by rejection: `FREQUENCY`, `OPTION`, `DEVICE_MISSING`, `MEMORY_LIMIT`, `MESH_OPEN`,
 *   `MESH_ORIENTATION`, `MESH_NO_SOURCE`, `MESH_LIMIT`, `NOT_CONVERGED`, `ADDON_MISSING`; the signal's reason.
 */
export function solve(mesh: Mesh, options: SolveOptions): SolveRun {
  return new SolveRun(options?.signal, async (control) => sweep(mesh, solveSettings(options), control))
}

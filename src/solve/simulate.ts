import { refuseUnknownKeys } from '../core/options.ts'
import { mesh } from '../mesh/mesh-horn.ts'
import type { Horn, HornInput } from '../model/horn.ts'
import type { MeshOptions } from '../model/mesh.ts'
import type { SimulateOptions, SolveOptions } from '../model/options.ts'
import { solveOptionNames, solveSettings } from './settings.ts'
import { SolveRun } from './solve-run.ts'
import { sweep } from './sweep.ts'

const meshOptionNames: readonly (keyof MeshOptions)[] = [
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

/**
 * Meshes a design and solves it: `mesh` and `solve` in one run, with the options of both in one object.
 *
 * The solve's options are checked before the mesher starts.
 *
 * @throws {@link WaveguideError} by rejection: what `mesh` and `solve` reject with.
 */
export function simulate(horn: Horn | HornInput | string, options: SimulateOptions): SolveRun {
  return new SolveRun(options?.signal, async (control) => {
    refuseUnknownKeys('SimulateOptions', options, [...solveOptionNames, ...meshOptionNames])
    const settings = solveSettings(pick<SolveOptions>(options, solveOptionNames))
    const meshed = await mesh(horn, {
      ...pick<MeshOptions>(options, meshOptionNames),
      signal: control.signal,
    })
    return sweep(meshed, settings, control)
  })
}

function pick<T extends object>(options: T, names: readonly (keyof T)[]): T {
  return Object.fromEntries(
    names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
  ) as T
}

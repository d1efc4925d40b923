import { availableParallelism } from 'node:os'
import { solverModule } from '../binding/load-addon.ts'
import type { ObserveJob } from '../binding/native.ts'
import { runJob } from '../binding/run-job.ts'
import { WaveguideError } from '../core/errors.ts'
import { countOption, optionError, refuseUnknownKeys } from '../core/options.ts'
import { runSliced } from '../core/sliced.ts'
import type { Observations, ObserveOptions } from '../model/options.ts'
import type { Result, SurfaceTraces } from '../model/result.ts'
import { observationRequest } from './observations.ts'
import { joinFields, type ObservedField, observedField } from './observed-field.ts'
import { ownResult } from './own-result.ts'
import { isInnerWarning, type PlacedObservations, placeObservations } from './place-observations.ts'

const optionNames: readonly (keyof ObserveOptions)[] = ['threads', 'signal', 'onProgress']

type SolvedResult = Result & { readonly surface: SurfaceTraces }

/**
 * The sound field of a solved surface at other points, without solving again: the representation formula over the traces
 * that `keepSurface` kept.
 *
 * @param result - A result with `surface`; it is copied before this returns to its caller.
 * @param observations - As in {@link SolveOptions}; `{}` stands for the default polars.
 * @returns The result with polars, points, sphere, planes and on-axis response replaced; everything else, evidence
 *   included, as it was.
 * @throws {@link WaveguideError} by rejection: `OPTION` for bad options and for a result without `surface`,
 *   `ADDON_MISSING`; the signal's reason.
 */
export async function observe(
  result: Result,
  observations: Observations,
  options: ObserveOptions = {},
): Promise<Result> {
  const threads = checkedThreads(options)
  const request = observationRequest(observations, 'observations')
  const solved = withSurface(ownResult('result', result))
  const { surface, provenance } = solved
  const work = placeObservations(surface, surface, request, provenance.ground ?? null)
  const placed = await runSliced(work, options.signal)
  const fields = await fieldsOf(solved, placed, threads, options)
  const { polars: _, points: __, sphere: ___, planes: ____, ...rest } = solved
  const warnings = solved.warnings.filter((warning) => !isInnerWarning(warning))
  return { ...rest, ...joinFields(fields), warnings: [...placed.warnings, ...warnings] }
}

function checkedThreads(options: ObserveOptions): number {
  if (typeof options !== 'object' || options === null)
    throw optionError('ObserveOptions', 'an object', options)
  refuseUnknownKeys('ObserveOptions', options, optionNames)
  if (options.onProgress !== undefined && typeof options.onProgress !== 'function')
    throw optionError('ObserveOptions.onProgress', 'a function', options.onProgress)
  return countOption('ObserveOptions.threads', options.threads ?? availableParallelism())
}

function withSurface({ surface, ...rest }: Result): SolvedResult {
  if (surface) return { ...rest, surface }
  throw new WaveguideError(
    'OPTION',
    'the result has no surface traces to observe from. Solve with keepSurface: true.',
    { details: { option: 'result.surface' } },
  )
}

/** Runs the native job; an error that the caller's own callback throws ends it. */
async function fieldsOf(
  solved: SolvedResult,
  placed: PlacedObservations,
  threads: number,
  { signal, onProgress }: ObserveOptions,
): Promise<[ObservedField, ...ObservedField[]]> {
  const failed = new AbortController()
  const either = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal
  const total = solved.frequencies.length
  const fields: ObservedField[] = []
  const onEvent = ({ pressure }: { readonly pressure: Float64Array }): void => {
    if (either.aborted) return
    try {
      fields.push(observedField(placed, pressure))
      onProgress?.({ stage: 'observe', done: fields.length, total })
    } catch (thrown) {
      failed.abort(thrown)
    }
  }
  await runJob(() => solverModule().observe(jobOf(solved, placed, threads), onEvent), either)
  const [first, ...more] = fields
  if (!first)
    throw optionError('result.frequencies', 'a list with at least one frequency', solved.frequencies)
  return [first, ...more]
}

function jobOf(
  { surface, medium, frequencies, device, provenance }: SolvedResult,
  { airPoints }: PlacedObservations,
  threads: number,
): ObserveJob {
  const { vertices, triangles, pressure, velocity } = surface
  return {
    vertices,
    triangles,
    pressure,
    velocity,
    soundSpeed: medium.soundSpeed,
    density: medium.density,
    frequencies,
    points: airPoints,
    ground: provenance.ground ?? '',
    backend: device.backend === 'reference' ? 'reference' : 'cpu',
    precision: device.precision,
    threads,
  }
}

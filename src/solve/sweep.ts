import { solverModule } from '../binding/load-addon.ts'
import type { SolveEvent } from '../binding/native.ts'
import { runJob } from '../binding/run-job.ts'
import type { Progress } from '../core/progress.ts'
import type { Mesh } from '../model/mesh.ts'
import type { FrequencyResult, Result } from '../model/result.ts'
import { assembleResult } from './assemble-result.ts'
import { judge } from './evidence.ts'
import { frequencyResult } from './frequency-result.ts'
import { planSolve, type SolvePlan } from './plan.ts'
import type { SolveSettings } from './settings.ts'
import type { RunControl } from './solve-run.ts'

/** Solves a mesh with checked settings. The mesh is copied before this first returns to its caller. */
export async function sweep(mesh: Mesh, settings: SolveSettings, control: RunControl): Promise<Result> {
  const plan = await planSolve(mesh, settings, control.signal)
  const slices: FrequencyResult[] = []
  control.offerPartial(() => (slices.length > 0 ? assembleResult(slices, plan) : undefined))
  const take = (slice: FrequencyResult): void => {
    slices.push(slice)
    control.deliver(slice)
  }
  plan.taken.forEach(take)
  if (plan.order.length > 0) await compute(plan, settings, control, take)
  return assembleResult(slices, plan)
}

/** Runs the solver over the frequencies that nobody has yet. */
async function compute(
  plan: SolvePlan,
  settings: SolveSettings,
  control: RunControl,
  take: (slice: FrequencyResult) => void,
): Promise<void> {
  const report = progressReport(settings, plan.taken.length)
  let done = 0
  const onEvent = (event: SolveEvent): void => {
    if (control.signal.aborted) return
    try {
      if (event.type === 'prepared') report('prepare', 1)
      else {
        take(frequencyResult(plan, event.solution, judge(plan, event.solution)))
        report('solve', ++done)
      }
    } catch (thrown) {
      control.fail(thrown)
    }
  }
  await runJob(() => solverModule().solve(plan.job, onEvent), control.signal)
}

/** @param taken - Frequencies that were done before: they count as done, but not for the speed. */
function progressReport(
  { onProgress, frequencies }: SolveSettings,
  taken: number,
): (stage: Progress['stage'], done: number) => void {
  if (!onProgress) return () => {}
  const start = performance.now()
  const total = frequencies.length
  return (stage, done) => {
    if (stage === 'prepare') return onProgress({ stage, done, total: 1 })
    const secondsEach = (performance.now() - start) / 1000 / done
    onProgress({ stage, done: taken + done, total, secondsLeft: secondsEach * (total - taken - done) })
  }
}

import { solverModule } from '../binding/load-addon.ts'
import type { NativeSolution, SolveEvent } from '../binding/native.ts'
import { runJob } from '../binding/run-job.ts'
import type { Progress } from '../core/progress.ts'
import type { Mesh } from '../model/mesh.ts'
import type { FrequencyResult, Result } from '../model/result.ts'
import { assembleResult } from './assemble-result.ts'
import { judge } from './evidence.ts'
import { frequencyResult } from './frequency-result.ts'
import { planSolve } from './plan.ts'
import type { SolveSettings } from './settings.ts'
import type { RunControl } from './solve-run.ts'

/** Solves a mesh with checked settings. The mesh is copied before this first returns to its caller. */
export async function sweep(mesh: Mesh, settings: SolveSettings, control: RunControl): Promise<Result> {
  const plan = await planSolve(mesh, settings, control.signal)
  const slices: FrequencyResult[] = []
  const report = progressReport(settings)
  const take = (solution: NativeSolution): void => {
    const slice = frequencyResult(plan, solution, judge(plan, solution))
    slices.push(slice)
    control.deliver(slice)
    report('solve', slices.length)
  }
  const onEvent = (event: SolveEvent): void => {
    if (control.signal.aborted) return
    try {
      if (event.type === 'prepared') report('prepare', 1)
      else take(event.solution)
    } catch (thrown) {
      control.fail(thrown)
    }
  }
  await runJob(() => solverModule().solve(plan.job, onEvent), control.signal)
  return assembleResult(slices, plan)
}

function progressReport({
  onProgress,
  frequencies,
}: SolveSettings): (stage: Progress['stage'], done: number) => void {
  if (!onProgress) return () => {}
  const start = performance.now()
  const total = frequencies.length
  return (stage, done) => {
    if (stage === 'prepare') return onProgress({ stage, done, total: 1 })
    const secondsEach = (performance.now() - start) / 1000 / done
    onProgress({ stage, done, total, secondsLeft: secondsEach * (total - done) })
  }
}

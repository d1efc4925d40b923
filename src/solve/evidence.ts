import type { NativeSolution } from '../binding/native.ts'
import type { FrequencyEvidence } from '../model/evidence.ts'
import type { MeshQuality } from '../model/mesh.ts'
import type { SolvePlan } from './plan.ts'
import { powerBalance } from './power-balance.ts'
import { shownHz } from './shown-hz.ts'

/** Imbalance of surface and far-field power that voids a frequency. */
const largestImbalance = 0.1

/** What speaks for and against one frequency. */
export function judge(plan: SolvePlan, solution: NativeSolution): FrequencyEvidence {
  const { metadata, quality, tolerance } = plan
  const frequency = plan.job.frequencies[solution.index] ?? Number.NaN
  const { decibels, imbalance } = powerBalance(plan, solution)
  const reasons = limitsBelow(quality, frequency)
  // Written so that NaN counts against the frequency.
  if (!(solution.residual <= tolerance))
    reasons.push(`residual ${solution.residual.toExponential(1)} above the tolerance ${tolerance}`)
  if (!(imbalance <= largestImbalance)) reasons.push(`power balance off by ${(100 * imbalance).toFixed(0)} %`)
  return {
    frequency,
    valid: reasons.length === 0,
    reasons,
    solver: solution.solver,
    iterations: solution.iterations,
    residual: solution.residual,
    elementsPerWavelength: plan.medium.soundSpeed / (frequency * quality.maxEdge),
    powerBalanceDb: decibels,
    powerImbalance: imbalance,
    device: metadata.id,
    backend: metadata.backend,
    precision: metadata.precision,
    secondsAssembly: solution.secondsAssembly,
    secondsSolve: solution.secondsSolve,
    secondsField: solution.secondsField,
  }
}

function limitsBelow({ limits, validTo }: MeshQuality, frequency: number): string[] {
  if (frequency <= validTo) return []
  const broken = limits.filter((limit) => limit.frequency < frequency).map(({ message }) => message)
  return broken.length > 0 ? broken : [`above the mesh's limit of ${shownHz(validTo)}`]
}

import type { NativeSolution } from '../binding/native.ts'
import { complexAt, divide } from '../core/complex.ts'
import type { FrequencyEvidence } from '../model/evidence.ts'
import type { FrequencyResult, SourceImpedance, SurfaceTraces } from '../model/result.ts'
import { directivityIndexDb } from '../results/directivity.ts'
import { observedField } from './observed-field.ts'
import type { SolvePlan } from './plan.ts'

/** One frequency's slice of the result. */
export function frequencyResult(
  plan: SolvePlan,
  solution: NativeSolution,
  evidence: FrequencyEvidence,
): FrequencyResult {
  const { medium, metadata } = plan
  return {
    schema: 'waveguide-result/1',
    index: plan.order[solution.index] ?? Number.NaN,
    frequency: evidence.frequency,
    frequencies: Float64Array.of(evidence.frequency),
    ...observedField(plan.observed, solution.pointPressure),
    impedance: impedances(plan, solution),
    power: {
      surface: Float64Array.of(solution.powerSurface),
      farField: Float64Array.of(solution.powerFarField),
    },
    directivityIndexDb: Float64Array.of(
      directivityIndexDb(solution.axisFarField, solution.powerFarField, medium.density * medium.soundSpeed),
    ),
    ...(plan.keepSurface ? { surface: tracesOf(plan, solution) } : {}),
    evidence: [evidence],
    medium,
    device: metadata,
  }
}

function tracesOf({ job, places }: SolvePlan, solution: NativeSolution): SurfaceTraces {
  return {
    vertices: job.vertices,
    triangles: job.triangles,
    ...places,
    pressure: solution.surfacePressure,
    velocity: solution.surfaceVelocity,
  }
}

function impedances({ sources, medium }: SolvePlan, solution: NativeSolution): SourceImpedance[] {
  const characteristic = medium.density * medium.soundSpeed
  return sources.map(({ name, area }, index) => {
    const [re, im] = divide(
      complexAt(solution.sourcePressure, index),
      complexAt(solution.sourceVelocity, index),
    )
    return { source: name, area, normalised: Float64Array.of(re / characteristic, im / characteristic) }
  })
}

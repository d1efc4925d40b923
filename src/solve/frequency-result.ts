import type { NativeSolution } from '../binding/native.ts'
import { complexAt, divide } from '../core/complex.ts'
import type { FrequencyEvidence } from '../model/evidence.ts'
import type { FrequencyResult, Polar, SourceImpedance } from '../model/result.ts'
import { directivityIndexDb } from '../results/directivity.ts'
import { levelDb } from '../results/levels.ts'
import type { SolvePlan } from './plan.ts'

/** One frequency's slice of the result. */
export function frequencyResult(
  plan: SolvePlan,
  solution: NativeSolution,
  evidence: FrequencyEvidence,
): FrequencyResult {
  const { medium, metadata, points } = plan
  const observed = splitPoints(plan, solution.pointPressure)
  return {
    schema: 'waveguide-result/1',
    index: plan.order[solution.index] ?? Number.NaN,
    frequency: evidence.frequency,
    frequencies: Float64Array.of(evidence.frequency),
    polars: observed.polars,
    ...(points ? { points: { points, pressure: observed.points } } : {}),
    onAxis: { distance: plan.axisDistance, pressure: observed.axis, levelDb: levelDb(observed.axis) },
    impedance: impedances(plan, solution),
    power: {
      surface: Float64Array.of(solution.powerSurface),
      farField: Float64Array.of(solution.powerFarField),
    },
    directivityIndexDb: Float64Array.of(
      directivityIndexDb(solution.axisFarField, solution.powerFarField, medium.density * medium.soundSpeed),
    ),
    ...(plan.keepSurface
      ? { surface: { pressure: solution.surfacePressure, velocity: solution.surfaceVelocity } }
      : {}),
    evidence: [evidence],
    medium,
    device: metadata,
  }
}

/** Sorts the pressures of the points in the air back into what was asked for; NaN where there is no air. */
function splitPoints(
  { polars, points, slots }: SolvePlan,
  airPressure: Float64Array,
): { polars: Polar[]; points: Float64Array; axis: Float64Array } {
  const pressure = new Float64Array(2 * slots.length).fill(Number.NaN)
  slots.forEach((slot, asked) => {
    if (slot >= 0) pressure.set(airPressure.subarray(2 * slot, 2 * slot + 2), 2 * asked)
  })
  let start = 0
  const take = (count: number): Float64Array => {
    const part = pressure.slice(2 * start, 2 * (start + count))
    start += count
    return part
  }
  return {
    polars: polars.map((polar) => {
      const part = take(polar.anglesDeg.length)
      return { ...polar, pressure: part, levelDb: levelDb(part) }
    }),
    points: take((points?.length ?? 0) / 3),
    axis: take(1),
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

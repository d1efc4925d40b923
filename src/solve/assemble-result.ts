import type { FrequencyResult, Result } from '../model/result.ts'
import type { SolvePlan } from './plan.ts'
import { sweepWarnings } from './sweep-warnings.ts'

/** Joins frequencies of a sweep, which may come in any order. */
export function assembleResult(
  unsorted: readonly FrequencyResult[],
  plan: Pick<SolvePlan, 'warnings' | 'quality' | 'tolerance' | 'provenance'>,
): Result {
  const slices = unsorted.toSorted((a, b) => a.frequency - b.frequency)
  const [first] = slices
  if (!first) throw new RangeError('a sweep without frequencies')
  const { points, surface } = first
  const evidence = slices.flatMap((slice) => slice.evidence)
  return {
    schema: first.schema,
    frequencies: join(slices, (slice) => slice.frequencies),
    polars: first.polars.map((polar, index) => ({
      ...polar,
      pressure: join(slices, (slice) => slice.polars[index]?.pressure),
      levelDb: join(slices, (slice) => slice.polars[index]?.levelDb),
    })),
    ...(points
      ? { points: { points: points.points, pressure: join(slices, (slice) => slice.points?.pressure) } }
      : {}),
    onAxis: {
      distance: first.onAxis.distance,
      pressure: join(slices, (slice) => slice.onAxis.pressure),
      levelDb: join(slices, (slice) => slice.onAxis.levelDb),
    },
    impedance: first.impedance.map((impedance, index) => ({
      ...impedance,
      normalised: join(slices, (slice) => slice.impedance[index]?.normalised),
    })),
    power: {
      surface: join(slices, (slice) => slice.power.surface),
      farField: join(slices, (slice) => slice.power.farField),
    },
    directivityIndexDb: join(slices, (slice) => slice.directivityIndexDb),
    ...(surface
      ? {
          surface: {
            pressure: join(slices, (slice) => slice.surface?.pressure),
            velocity: join(slices, (slice) => slice.surface?.velocity),
          },
        }
      : {}),
    evidence,
    medium: first.medium,
    device: first.device,
    warnings: [...plan.warnings, ...sweepWarnings(plan.quality, plan.tolerance, evidence)],
    provenance: plan.provenance,
  }
}

function join(
  slices: readonly FrequencyResult[],
  part: (slice: FrequencyResult) => Float64Array | undefined,
): Float64Array {
  const parts = slices.map((slice) => part(slice) ?? new Float64Array(0))
  const joined = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0))
  let start = 0
  for (const values of parts) {
    joined.set(values, start)
    start += values.length
  }
  return joined
}

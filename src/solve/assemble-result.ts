import { concat } from '../core/concat.ts'
import type { FrequencyResult, Result } from '../model/result.ts'
import { joinFields } from './observed-field.ts'
import type { SolvePlan } from './plan.ts'
import { sweepWarnings } from './sweep-warnings.ts'

/** Joins frequencies of a sweep, which may come in any order. */
export function assembleResult(
  unsorted: readonly FrequencyResult[],
  plan: Pick<SolvePlan, 'medium' | 'metadata' | 'warnings' | 'quality' | 'tolerance' | 'provenance'>,
): Result {
  const slices = unsorted.toSorted((a, b) => a.frequency - b.frequency)
  const [first, ...more] = slices
  if (!first) throw new RangeError('a sweep without frequencies')
  const { surface } = first
  const evidence = slices.flatMap((slice) => slice.evidence)
  return {
    schema: first.schema,
    frequencies: join(slices, (slice) => slice.frequencies),
    ...joinFields([first, ...more]),
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
            ...surface,
            pressure: join(slices, (slice) => slice.surface?.pressure),
            velocity: join(slices, (slice) => slice.surface?.velocity),
          },
        }
      : {}),
    evidence,
    medium: plan.medium,
    device: plan.metadata,
    warnings: [...plan.warnings, ...sweepWarnings(plan.quality, plan.tolerance, evidence)],
    provenance: plan.provenance,
  }
}

function join(
  slices: readonly FrequencyResult[],
  part: (slice: FrequencyResult) => Float64Array | undefined,
): Float64Array {
  return concat(slices.map((slice) => part(slice) ?? new Float64Array(0)))
}

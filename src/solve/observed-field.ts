import { concat } from '../core/concat.ts'
import type { Result } from '../model/result.ts'
import { levelDb } from '../results/levels.ts'
import type { PlacedObservations } from './place-observations.ts'

/** The part of a result that is the sound field at the observation points. */
export type ObservedField = Pick<Result, 'polars' | 'points' | 'sphere' | 'planes' | 'onAxis'>

/**
 * Sorts one frequency's pressures of the points in the air back into what was asked for; NaN where there is no air.
 *
 * @param airPressure - 2·M.
 */
export function observedField(placed: PlacedObservations, airPressure: Float64Array): ObservedField {
  const pressure = new Float64Array(2 * placed.slots.length).fill(Number.NaN)
  placed.slots.forEach((slot, asked) => {
    if (slot >= 0) pressure.set(airPressure.subarray(2 * slot, 2 * slot + 2), 2 * asked)
  })
  let start = 0
  const take = (count: number): Float64Array => {
    const part = pressure.slice(2 * start, 2 * (start + count))
    start += count
    return part
  }
  // In the order of `slots`.
  const polars = placed.polars.map((polar) => ({ ...polar, ...withLevel(take(polar.anglesDeg.length)) }))
  const points = placed.points && { points: placed.points, pressure: take(placed.points.length / 3) }
  const sphere = placed.sphere && { ...placed.sphere, ...withLevel(take(placed.sphere.weights.length)) }
  const planes = placed.planes?.map((plane) => ({
    ...plane,
    pressure: take(plane.counts[0] * plane.counts[1]),
  }))
  return {
    polars,
    ...(points ? { points } : {}),
    ...(sphere ? { sphere } : {}),
    ...(planes ? { planes } : {}),
    onAxis: { distance: placed.axisDistance, ...withLevel(take(1)) },
  }
}

function withLevel(pressure: Float64Array): { pressure: Float64Array; levelDb: Float64Array } {
  return { pressure, levelDb: levelDb(pressure) }
}

/** Joins the fields of several frequencies, in the order given. */
export function joinFields(fields: readonly [ObservedField, ...ObservedField[]]): ObservedField {
  return mapField(fields[0], (pick) => concat(fields.map((field) => pick(field) ?? new Float64Array(0))))
}

/** Frequency `index` of `count`, with arrays of its own. */
export function fieldSlice(field: ObservedField, index: number, count: number): ObservedField {
  return mapField(field, (pick) => {
    const values = pick(field) ?? new Float64Array(0)
    const length = values.length / count
    return values.slice(index * length, (index + 1) * length)
  })
}

type FieldArray = (field: ObservedField) => Float64Array | undefined

/** The same observations with every array over frequency replaced. */
function mapField(field: ObservedField, replace: (pick: FieldArray) => Float64Array): ObservedField {
  const { points, sphere, planes } = field
  return {
    polars: field.polars.map((polar, i) => ({
      ...polar,
      pressure: replace(({ polars }) => polars[i]?.pressure),
      levelDb: replace(({ polars }) => polars[i]?.levelDb),
    })),
    ...(points ? { points: { ...points, pressure: replace((one) => one.points?.pressure) } } : {}),
    ...(sphere
      ? {
          sphere: {
            ...sphere,
            pressure: replace((one) => one.sphere?.pressure),
            levelDb: replace((one) => one.sphere?.levelDb),
          },
        }
      : {}),
    ...(planes
      ? {
          planes: planes.map((plane, i) => ({
            ...plane,
            pressure: replace((one) => one.planes?.[i]?.pressure),
          })),
        }
      : {}),
    onAxis: {
      distance: field.onAxis.distance,
      pressure: replace(({ onAxis }) => onAxis.pressure),
      levelDb: replace(({ onAxis }) => onAxis.levelDb),
    },
  }
}

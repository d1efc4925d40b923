import { WaveguideError } from '../../core/errors.ts'
import { real } from '../arrays.ts'
import type { MeasuredSection } from '../size-field.ts'

/** Distance of neighbouring rings over the edge length on them: the height of an equilateral triangle. */
export const ringSpacing: number = Math.sqrt(3) / 2

/** No mesh that anybody can solve has as many on one surface. */
const mostRings = 1e5

/** Where a ring stands on its section. */
export interface RingPlace {
  /** Index of the outline's station before it, and how far it is from that to the next, 0…1. */
  readonly station: number
  readonly fraction: number
  /** Wanted edge length there, mm. */
  readonly size: number
}

/**
 * Rings of one section without its first, which is the last of the section before: both ends are rings, and between
 * them the rings stand at equal steps of ∫ ds / (√3/2 · h).
 *
 * @param sizes - P: wanted edge length h at each of the section's points, mm.
 */
export function ringPlaces({ way }: Pick<MeasuredSection, 'way'>, sizes: Float64Array): RingPlace[] {
  const demand = new Float64Array(way.length)
  for (let i = 1; i < way.length; i++) {
    const density = (1 / real(sizes, i - 1) + 1 / real(sizes, i)) / (2 * ringSpacing)
    demand[i] = real(demand, i - 1) + (real(way, i) - real(way, i - 1)) * density
  }
  const total = real(demand, demand.length - 1)
  const count = Math.max(1, Math.ceil(total - 1e-9))
  if (!(count <= mostRings)) throw new WaveguideError('INTERNAL', `a surface would get ${count} rings`)
  const places: RingPlace[] = []
  let station = 0
  for (let ring = 1; ring <= count; ring++) {
    const wanted = (total * ring) / count
    while (station + 2 < demand.length && real(demand, station + 1) < wanted) station++
    const [low, high] = [real(demand, station), real(demand, station + 1)]
    const fraction = ring === count ? 1 : (wanted - low) / (high - low)
    const size = real(sizes, station) + fraction * (real(sizes, station + 1) - real(sizes, station))
    places.push({ station, fraction, size })
  }
  return places
}

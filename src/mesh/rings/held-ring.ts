/** A vertex of a ring. */
export interface RingVertex {
  readonly vertex: number
  /** rad. */
  readonly azimuth: number
}

/** How far into the step to the next free place vertices of the ring before are taken over. */
const reach = 0.75

/**
 * A ring that keeps to the one before wherever it would come too close to it: there it takes that ring's vertices over,
 * so that strips of very different widths around the axis get different numbers of rings.
 *
 * @param before - Of the ring before, by ascending azimuth.
 * @param azimuths - That the new ring would have, ascending.
 * @param isTooClose - Whether the ring would be, at an azimuth.
 * @returns Vertices of the ring before, and azimuths of new ones.
 */
export function heldRing(
  before: readonly RingVertex[],
  azimuths: readonly number[],
  isTooClose: (azimuth: number) => boolean,
): (RingVertex | number)[] {
  const ring: (RingVertex | number)[] = []
  for (let i = 0; i < azimuths.length; ) {
    const first = azimuths[i] as number
    if (!isTooClose(first)) {
      ring.push(first)
      i++
      continue
    }
    const previous = azimuths[i - 1]
    const run: number[] = []
    for (; i < azimuths.length && isTooClose(azimuths[i] as number); i++) run.push(azimuths[i] as number)
    const [last, next] = [run.at(-1) as number, azimuths[i]]
    const low = previous === undefined ? Number.NEGATIVE_INFINITY : first + reach * (previous - first)
    const high = next === undefined ? Number.POSITIVE_INFINITY : last + reach * (next - last)
    const held = before.filter(({ azimuth }) => azimuth >= low && azimuth <= high)
    ring.push(...(held.length > 0 ? held : run))
  }
  return ring
}

import type { HornSource } from '../model/horn.ts'
import type { BodyPart } from './body-part.ts'
import { shortestSection } from './meridian.ts'

/** A ring of the throat from one radius to another; a disc begins at 0. mm. */
export interface ThroatRing {
  readonly from: number
  readonly to: number
  /** Number of the source that moves it, by its place in the design; a rigid ring has none. */
  readonly source?: number
}

/** The source of a design that says nothing of it. */
const flatDisc: readonly HornSource[] = [{ shape: 'disc' }]

/**
 * The throat as rings from the axis to its edge, moving and rigid ones: what no source covers is rigid.
 *
 * Gaps below a micrometre close up.
 *
 * @param sources - Without overlaps and within the throat, as `parseHorn` leaves them.
 * @param edge - Radius of the throat, mm.
 */
export function throatRings(sources: readonly HornSource[] | undefined, edge: number): ThroatRing[] {
  const rings: ThroatRing[] = []
  let reached = 0
  for (const { from, to, source } of movingRings(sources ?? flatDisc, edge)) {
    const start = from - reached > shortestSection ? from : reached
    if (start > reached) rings.push({ from: reached, to: start })
    reached = edge - to > shortestSection ? to : edge
    rings.push({ from: start, to: reached, source })
  }
  if (reached < edge) rings.push({ from: reached, to: edge })
  return rings
}

/** The rings that sources move, from the axis outwards. */
export function movingRings(sources: readonly HornSource[], edge: number): Required<ThroatRing>[] {
  return sources
    .map(({ inner = 0, outer = edge }, source) => ({ from: inner, to: outer, source }))
    .sort((a, b) => a.from - b.from)
}

/** What a ring is on a body's walk. */
export function throatPart({ source }: ThroatRing): BodyPart {
  return source === undefined ? { role: 'throat' } : { role: 'source', source }
}

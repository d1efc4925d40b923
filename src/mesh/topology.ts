import { signed } from './arrays.ts'
import { crowdedEdge, openEdge } from './edge-table.ts'
import { runsOpposite } from './orientation.ts'

/** Faults of a surface's edges. The first of each kind is a half-edge, or −1. */
export interface Topology {
  readonly openEdges: number
  readonly firstOpen: number
  /** Half-edges shared by more than two triangles. */
  readonly crowdedEdges: number
  readonly firstCrowded: number
  /** Edges whose two triangles are wound against each other. */
  readonly inconsistentEdges: number
  readonly firstInconsistent: number
}

export function topology(triangles: Uint32Array, partners: Int32Array): Topology {
  const open = new Faults()
  const crowded = new Faults()
  const inconsistent = new Faults()
  for (let half = 0; half < partners.length; half++) {
    const partner = signed(partners, half)
    if (partner === openEdge) open.add(half)
    else if (partner === crowdedEdge) crowded.add(half)
    else if (partner > half && !runsOpposite(triangles, half, partner)) inconsistent.add(half)
  }
  return {
    openEdges: open.count,
    firstOpen: open.first,
    crowdedEdges: crowded.count,
    firstCrowded: crowded.first,
    inconsistentEdges: inconsistent.count,
    firstInconsistent: inconsistent.first,
  }
}

class Faults {
  count = 0
  first = -1

  add(half: number): void {
    if (this.count++ === 0) this.first = half
  }
}

import { signed } from './arrays.ts'
import { crowdedEdge, openEdge } from './edge-table.ts'
import { runsOpposite } from './orientation.ts'

/** Half-edges with one fault: how many, and the first twenty. */
export interface EdgeFaults {
  readonly count: number
  readonly halves: readonly number[]
}

/** Faults of a surface's edges. */
export interface Topology {
  readonly open: EdgeFaults
  /** Shared by more than two triangles; every half-edge counts. */
  readonly crowded: EdgeFaults
  /** Whose two triangles are wound against each other. */
  readonly inconsistent: EdgeFaults
}

const mostKept = 20

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
  return { open, crowded, inconsistent }
}

class Faults implements EdgeFaults {
  count = 0
  readonly halves: number[] = []

  add(half: number): void {
    if (this.count++ < mostKept) this.halves.push(half)
  }
}

import { signed } from './arrays.ts'
import type { Tagged } from './mirror.ts'
import { signedVolume } from './orientation.ts'

export interface Component {
  /** Its first triangle. */
  readonly triangle: number
  /** Signed, m³. */
  readonly volume: number
}

/** Signed volume of every connected piece of a closed surface. */
export function componentVolumes({ vertices, triangles }: Tagged, partners: Int32Array): Component[] {
  const components: Component[] = []
  const seen = new Uint8Array(triangles.length / 3)
  for (let seed = 0; seed < seen.length; seed++) {
    if (seen[seed]) continue
    seen[seed] = 1
    const members = [seed]
    for (let i = 0; i < members.length; i++) addNeighbours(members[i] as number, partners, seen, members)
    const volume = members.reduce((sum, t) => sum + signedVolume(vertices, triangles, t, t + 1), 0)
    components.push({ triangle: seed, volume })
  }
  return components
}

function addNeighbours(t: number, partners: Int32Array, seen: Uint8Array, members: number[]): void {
  for (let half = 3 * t; half < 3 * t + 3; half++) {
    const neighbour = Math.floor(signed(partners, half) / 3)
    if (neighbour < 0 || seen[neighbour]) continue
    seen[neighbour] = 1
    members.push(neighbour)
  }
}

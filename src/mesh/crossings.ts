import type { Sliced } from '../core/sliced.ts'
import { whole } from './arrays.ts'
import { type BoxTree, forTouching } from './box-tree.ts'
import type { Tagged } from './mirror.ts'
import { PairTest, trianglePlanes } from './triangle-pair.ts'

/** Pairs of triangles that cut through each other or lie on each other. */
export interface Crossings {
  /** Counted up to a thousand. */
  readonly count: number
  /** The first pairs, by their smaller number. */
  readonly pairs: readonly (readonly [number, number])[]
}

/** Where counting stops. */
export const mostCrossings = 1000
const mostKept = 20
const pause = 1024

/**
 * Looks for self-intersections: all pairs without a common vertex, and of pairs with one the edges opposite to it.
 * Neighbours over an edge are left to the other checks.
 *
 * @param tree - Of the same surface, its boxes larger by {@link nearOf}.
 * @param part - Given when the triangles behind the first so many are their mirror images: then only the pairs with one
 *   of the first are looked at, which is enough to know that there are none.
 */
export function* crossings(
  surface: Tagged,
  tree: BoxTree,
  part: number = surface.tags.length,
): Sliced<Crossings> {
  const found = yield* crossingsOf(surface, tree, part)
  return found.count > 0 && part < surface.tags.length
    ? yield* crossingsOf(surface, tree, surface.tags.length)
    : found
}

function* crossingsOf(surface: Tagged, tree: BoxTree, part: number): Sliced<Crossings> {
  const test = new PairTest(surface, yield* trianglePlanes(surface))
  const pairs: [number, number][] = []
  const later: number[] = []
  let [count, looked] = [0, 0]
  for (let t = 0; t < part && count < mostCrossings; t++) {
    later.length = 0
    forTouching(tree, tree.boxes, t, (u) => {
      if (u > t) later.push(u)
    })
    for (const u of later) {
      if (looked++ % pause === 0) yield
      if (meets(surface.triangles, test, t, u) && count++ < mostKept) pairs.push([t, u])
    }
  }
  return { count: Math.min(count, mostCrossings), pairs }
}

function meets(triangles: Uint32Array, test: PairTest, t: number, u: number): boolean {
  let common = 0
  let ofT = 0
  let ofU = 0
  for (let i = 0; i < 3; i++) {
    const vertex = whole(triangles, 3 * t + i)
    for (let j = 0; j < 3; j++) {
      if (vertex !== whole(triangles, 3 * u + j)) continue
      common++
      ofT = i
      ofU = j
    }
  }
  if (common === 0) return test.anyEdgeMeets(t, u)
  return common === 1 && test.oppositeEdgeMeets(t, ofT, u, ofU)
}

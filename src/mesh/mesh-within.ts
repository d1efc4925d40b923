import { WaveguideError } from '../core/errors.ts'
import { runSliced } from '../core/sliced.ts'
import type { Sector } from './equal-area.ts'
import type { Meshable } from './meshable.ts'
import { type FittingSizes, fittingSizes, type SizeWish } from './size-search.ts'

/** Makes the smallest sector of a body with these wanted edge lengths at the stations of its walk, mm. */
export type MakeSector = (
  sizes: FittingSizes['sizes'],
  byAzimuth: FittingSizes['byAzimuth'],
) => Promise<Sector>

/** Share of the limit that each attempt aims at: numbers of triangles jump, so those that failed aim lower. */
const aims = [0.97, 0.97, 0.95, 0.92, 0.85, 0.75]
/** Share of the limit below which another attempt is worth it, and how many there are then. */
const poor = 0.9
const worthwhile = 4

/**
 * Meshes a sector until the body's true number of triangles keeps the limit and uses most of it; each attempt corrects
 * the estimate. Sizes that were asked for are meshed once.
 *
 * @throws {@link WaveguideError} `MESH_LIMIT` when no attempt keeps the limit.
 */
export async function meshWithin(
  { meridians, planes }: Pick<Meshable, 'meridians' | 'planes'>,
  wish: SizeWish,
  makeSector: MakeSector,
  signal?: AbortSignal,
): Promise<Sector> {
  const trianglesOf = (sector: Sector | undefined): number => (sector?.tags.length ?? 0) * 2 ** planes.length
  let best: Sector | undefined
  let trueOverEstimate = 1
  let fewest = Number.POSITIVE_INFINITY
  for (const [attempt, aim] of aims.entries()) {
    if (best && attempt >= worthwhile) break
    const limit = (aim * wish.maxTriangles) / trueOverEstimate
    const { sizes, byAzimuth, estimate, isLimited } = await runSliced(
      fittingSizes(meridians, wish, limit),
      signal,
    )
    const sector = await makeSector(sizes, byAzimuth)
    const count = trianglesOf(sector)
    if (count <= wish.maxTriangles && count > trianglesOf(best)) best = sector
    if (best && (!isLimited || trianglesOf(best) >= poor * wish.maxTriangles)) return best
    fewest = Math.min(fewest, count)
    trueOverEstimate = count / estimate
  }
  if (best) return best
  throw new WaveguideError(
    'MESH_LIMIT',
    `MeshOptions.maxTriangles is ${wish.maxTriangles}; the coarsest mesh reached has ${fewest}. Allow more.`,
    { details: { maxTriangles: wish.maxTriangles, reached: fewest } },
  )
}

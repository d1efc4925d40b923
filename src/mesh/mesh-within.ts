import { WaveguideError } from '../core/errors.ts'
import type { OutlineSection } from '../geometry/outline.ts'
import type { Sector } from './equal-area.ts'
import { measuredSection } from './size-field.ts'
import { fittingSizes, type SizeWish } from './size-search.ts'

/** Makes the quarter x ≥ 0, y ≥ 0 of a body with these wanted edge lengths at the sections' points, mm. */
export type MakeSector = (
  sections: readonly OutlineSection[],
  sizes: readonly Float64Array[],
) => Promise<Sector>

const attempts = 4
/** Share of the limit that is aimed at, and below which another attempt is worth it. */
const aim = 0.97
const poor = 0.9
const sectorsOfBody = 4

/**
 * Meshes a quarter until the body's true number of triangles keeps the limit and uses most of it; each attempt corrects
 * the estimate. Sizes that were asked for are meshed once.
 *
 * @throws {@link WaveguideError} `MESH_LIMIT` when no attempt keeps the limit.
 */
export async function meshWithin(
  sections: readonly OutlineSection[],
  wish: SizeWish,
  makeSector: MakeSector,
): Promise<Sector> {
  const measured = sections.map(measuredSection)
  let best: Sector | undefined
  let trueOverEstimate = 1
  let fewest = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < attempts; attempt++) {
    const limit = (aim * wish.maxTriangles) / trueOverEstimate
    const { sizes, estimate, isLimited } = fittingSizes(measured, wish, limit)
    const sector = await makeSector(sections, sizes)
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

function trianglesOf(sector: Sector | undefined): number {
  return sector === undefined ? 0 : sectorsOfBody * sector.tags.length
}

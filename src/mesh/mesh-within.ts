import type { GmshMesh } from '../binding/native.ts'
import { WaveguideError } from '../core/errors.ts'
import type { OutlineSection } from '../geometry/outline.ts'
import type { Mesher } from './mesher.ts'
import { measuredSection } from './size-field.ts'
import { fittingSizes, type SizeWish } from './size-search.ts'

/** gmsh's number of its frontal-Delaunay algorithm: longest edges 1.25 times the wanted length, against 1.45 of plain Delaunay. */
const frontal = 6
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
  mesher: Mesher,
): Promise<GmshMesh> {
  const measured = sections.map(measuredSection)
  let best: GmshMesh | undefined
  let trueOverEstimate = 1
  let fewest = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < attempts; attempt++) {
    const limit = (aim * wish.maxTriangles) / trueOverEstimate
    const { sizes, estimate, isLimited } = fittingSizes(measured, wish, limit)
    const sector = await mesher.run({
      kind: 'revolved',
      sections: sections.map(({ kind, points }, i) => ({ kind, points, sizes: sizes[i] as Float64Array })),
      algorithm: frontal,
    })
    const count = sectorsOfBody * sector.sections.length
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

function trianglesOf(sector: GmshMesh | undefined): number {
  return sector === undefined ? 0 : sectorsOfBody * sector.sections.length
}

import { meshWithin } from '../../lib/mesh/mesh-within.js'
import { meshableOf } from '../../lib/mesh/meshable.js'
import { openThreadMesher } from '../../lib/mesh/mesher.js'

/** Seconds that gmsh itself takes for a round horn, on a thread of this process, all attempts together. */
export async function gmshShare(horn, maxTriangles) {
  const mesher = openThreadMesher({
    signal: new AbortController().signal,
    memoryLimit: Number.MAX_VALUE,
    owner: 'bench',
  })
  const body = meshableOf(horn)
  const wish = { explicit: {}, maxTriangles, maxFrequency: 20_000, elementsPerWavelength: 6 }
  let seconds = 0
  await meshWithin(body, wish, async (sizes) => {
    const { vertices, triangles, sections, secondsGeometry, secondsMeshing } = await mesher.run({
      kind: 'revolved',
      sections: body.outline.map(({ kind, points }, i) => ({ kind, points, sizes: sizes[i] })),
      algorithm: 6,
    })
    seconds += secondsGeometry + secondsMeshing
    return { vertices, triangles, tags: sections }
  })
  mesher.close()
  return seconds
}

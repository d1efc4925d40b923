import { runAtOnce } from '../../lib/core/sliced.js'
import { newSurfacePlace } from '../../lib/mesh/formula-surface.js'
import { gmshJobs } from '../../lib/mesh/gmsh-sector.js'
import { meshWithin } from '../../lib/mesh/mesh-within.js'
import { meshableOf } from '../../lib/mesh/meshable.js'
import { openThreadMesher } from '../../lib/mesh/mesher.js'
import { sectorBetween } from '../../lib/mesh/rings/ring-azimuths.js'
import { ringSector } from '../../lib/mesh/rings/ring-sector.js'

/**
 * A mesher's own work on a design, before areas are corrected: seconds, all attempts together (gmsh on a thread of this
 * process), and the largest distance of a vertex from the exact surface it belongs to, mm.
 */
export async function rawSector(horn, mesher, maxTriangles) {
  const body = meshableOf(horn)
  const isByAzimuth = mesher === 'gmsh'
  const wish = { explicit: {}, maxTriangles, maxFrequency: 20_000, elementsPerWavelength: 6, isByAzimuth }
  let seconds = 0
  const timed = async (make) => {
    const made = await make()
    seconds += made.seconds
    return made.sector
  }
  const make = mesher === 'gmsh' ? byGmsh(body) : byRings(body)
  const sector = await meshWithin(body, wish, (sizes, byAzimuth) => timed(() => make(sizes, byAzimuth)))
  return { seconds, offMm: furthest(sector, body.surfaces) }
}

function byGmsh(body) {
  const jobOf = runAtOnce(gmshJobs(body))
  return async (sizes, byAzimuth) => {
    const limits = { signal: new AbortController().signal, memoryLimit: Number.MAX_VALUE, owner: 'bench' }
    const gmsh = openThreadMesher(limits)
    const { vertices, triangles, sections, secondsGeometry, secondsMeshing } = await gmsh.run(
      jobOf(sizes, byAzimuth),
    )
    gmsh.close()
    return { seconds: secondsGeometry + secondsMeshing, sector: { vertices, triangles, tags: sections } }
  }
}

function byRings({ rings, planes, breaks }) {
  return async (sizes) => {
    const start = performance.now()
    const sector = runAtOnce(ringSector(rings, sizes, sectorBetween(planes), breaks))
    return { seconds: (performance.now() - start) / 1000, sector }
  }
}

function furthest({ vertices, triangles, tags }, surfaces) {
  const place = newSurfacePlace()
  let most = 0
  for (let corner = 0; corner < triangles.length; corner++) {
    const v = 3 * triangles[corner]
    surfaces[tags[Math.floor(corner / 3)]].locate(vertices[v], vertices[v + 1], vertices[v + 2], place)
    most = Math.max(most, Math.abs(place.distance))
  }
  return most
}

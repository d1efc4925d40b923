import { WaveguideError } from '../core/errors.ts'
import { runSliced } from '../core/sliced.ts'
import type { Warning } from '../model/evidence.ts'
import type { Horn, HornInput } from '../model/horn.ts'
import type { Mesh, MeshOptions, SymmetryPlane } from '../model/mesh.ts'
import { buildMesh } from './build-mesh.ts'
import { sizesAt } from './corner-sizes.ts'
import type { Sector } from './equal-area.ts'
import { sectorByGmsh } from './gmsh-sector.ts'
import { type MeshSettings, meshSettings, sizesFor } from './mesh-settings.ts'
import { meshWithin } from './mesh-within.ts'
import { type Meshable, slicedMeshable } from './meshable.ts'
import { sectorBetween } from './rings/ring-azimuths.ts'
import { ringSector } from './rings/ring-sector.ts'
import type { SizeWish } from './size-search.ts'
import { solidHorn } from './solid-horn.ts'
import { withTimeout } from './with-timeout.ts'

/**
 * Meshes a horn: closed triangle surface, oriented into the air, tags 1 wall, 2 source, 3 rear.
 *
 * gmsh meshes the smallest sector of the body that mirrors make whole, by default in a child process, or with
 * `mesher: 'rings'` our own mesher does it in milliseconds and without gmsh; the sector is corrected so that facets keep the areas
 * and the volume of the true body, and mirrored. Without `mesher`, gmsh meshes round shells and baffles, rings all other bodies, and
 * where gmsh cannot be used rings take over and `warnings` says so. Sizes are `sizeMm`, else the design's own, else automatic:
 * as fine as `maxFrequency` (default 20 kHz) asks for at `elementsPerWavelength` (default 6), the rear 1.5 times
 * coarser, capped by `maxTriangles` (default 6,000 for automatic sizes). What is left of the frequency range is
 * `quality.validTo`. Asking for `maxFrequency`, `elementsPerWavelength` or `maxTriangles` sets a design's own sizes
 * aside. The same input gives the same mesh, bit for bit, on the same build. See docs/meshing.md.
 *
 * @throws {@link WaveguideError} `HORN_PARSE`, `HORN_PARAMETER`, `HORN_GEOMETRY`, `OPTION`, `MESH_LIMIT` (sizes give
 *   too many triangles), `MESH_FAILED` with gmsh's own words, `TIMEOUT`, `MEMORY_LIMIT`, `ADDON_MISSING`; the
 *   signal's reason.
 */
export async function mesh(horn: Horn | HornInput | string, options: MeshOptions = {}): Promise<Mesh> {
  const settings = meshSettings(options)
  settings.signal?.throwIfAborted()
  const design = solidHorn(horn)
  const body = await runSliced(slicedMeshable(design), settings.signal)
  return meshBody(body, settings, design)
}

/** Meshes any closed body; {@link mesh} for designs. */
export async function meshBody(body: Meshable, settings: MeshSettings, design?: Horn): Promise<Mesh> {
  const progress = (done: number): void => settings.onProgress?.({ stage: 'mesh', done, total: 2 })
  const planes = cutPlanes(body, settings)
  return withTimeout(settings, async (signal) => {
    progress(0)
    const wish = wishFor(body, settings, design)
    const { sector, warnings } = await sectorOf(body, wish, settings, signal)
    progress(1)
    const mesh = await runSliced(buildMesh(sector, body, planes, design), signal)
    progress(2)
    return warnings.length > 0 ? { ...mesh, warnings } : mesh
  })
}

function wishFor({ walk, planes, azimuths }: Meshable, settings: MeshSettings, design?: Horn): SizeWish {
  const sizes = sizesFor(settings, design)
  const box = walk?.box
  const explicitAt = box && azimuths.map((azimuth) => sizesAt(sizes.explicit, box, planes, azimuth))
  return { ...settings, ...sizes, ...(explicitAt && { explicitAt }) }
}

interface MeshedSector {
  readonly sector: Sector
  readonly warnings: readonly Warning[]
}

/** Planes that the mesh stays cut on. */
function cutPlanes({ planes, offsetY }: Meshable, settings: MeshSettings): readonly SymmetryPlane[] {
  const missing = settings.planes.filter(
    (plane) => !planes.includes(plane) || (plane === 'y' && offsetY !== 0),
  )
  if (missing.length === 0) return settings.planes
  throw new WaveguideError(
    'HORN_GEOMETRY',
    `quadrants ask for a cut on ${missing.map((plane) => `${plane} = 0`).join(' and ')}, but the horn (with its vertical offset) is not its own mirror image there. ` +
      'Take quadrants "1234" or "auto".',
    { details: { reason: 'SYMMETRY_BROKEN', planes: missing } },
  )
}

/**
 * By the mesher that was asked for; by rings where gmsh has no surfaces to offer, and, with a warning, when nobody asked
 * and there is no gmsh.
 */
async function sectorOf(
  body: Meshable,
  wish: SizeWish,
  settings: MeshSettings,
  signal: AbortSignal,
): Promise<MeshedSector> {
  const byRings = async (): Promise<Sector> =>
    meshWithin(
      body,
      wish,
      (sizes) => runSliced(ringSector(body.rings, sizes, sectorBetween(body.planes), body.breaks), signal),
      signal,
    )
  const isRings = settings.mesher === 'rings' || (settings.mesher === undefined && !body.outline)
  if (isRings) return { sector: await byRings(), warnings: [] }
  try {
    return { sector: await sectorByGmsh(body, wish, settings, signal), warnings: [] }
  } catch (thrown) {
    if (settings.mesher === 'gmsh' || !isMissing(thrown)) throw thrown
    return { sector: await byRings(), warnings: [ringsInstead(thrown)] }
  }
}

function isMissing(thrown: unknown): thrown is WaveguideError {
  return thrown instanceof WaveguideError && thrown.code === 'ADDON_MISSING'
}

function ringsInstead({ message }: WaveguideError): Warning {
  return {
    code: 'FALLBACK',
    message: `meshed by rings, because gmsh cannot be used here (${message})`,
    details: { mesher: 'rings' },
  }
}

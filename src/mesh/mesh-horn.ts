import { WaveguideError } from '../core/errors.ts'
import { runSliced } from '../core/sliced.ts'
import { parseHorn } from '../design/parse-horn.ts'
import { hornOutline, type OutlineSection } from '../geometry/outline.ts'
import type { Warning } from '../model/evidence.ts'
import type { Horn, HornInput } from '../model/horn.ts'
import type { Mesh, MeshOptions } from '../model/mesh.ts'
import { buildMesh } from './build-mesh.ts'
import type { Sector } from './equal-area.ts'
import { openChildMesher } from './isolate.ts'
import { type MeshSettings, meshSettings, sizesFor } from './mesh-settings.ts'
import { type MakeSector, meshWithin } from './mesh-within.ts'
import { type Mesher, openThreadMesher } from './mesher.ts'
import { refuseUnmeshable } from './refuse-unmeshable.ts'
import { ringSector } from './rings/ring-sector.ts'
import type { SizeWish } from './size-search.ts'
import { withTimeout } from './with-timeout.ts'

/**
 * Meshes a horn: closed triangle surface, oriented into the air, tags 1 wall, 2 source, 3 rear.
 *
 * gmsh meshes a quarter of the body, by default in a child process, or with `mesher: 'rings'` our own mesher does it in
 * milliseconds and without gmsh; the quarter is corrected so that facets keep the areas and the volume of the round
 * body, and mirrored. When nobody asked for a mesher and gmsh cannot be used, rings take over and `warnings` says so. Sizes are `sizeMm`, else the design's own, else automatic:
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
  const design = isHorn(horn) ? horn : parseHorn(horn)
  refuseUnmeshable(design)
  return meshOutline(hornOutline(design), settings, design)
}

function isHorn(horn: Horn | HornInput | string): horn is Horn {
  return typeof horn === 'object' && horn !== null && 'profile' in horn
}

/** Meshes any closed generator; {@link mesh} for designs. */
export async function meshOutline(
  sections: readonly OutlineSection[],
  settings: MeshSettings,
  design?: Horn,
): Promise<Mesh> {
  const progress = (done: number): void => settings.onProgress?.({ stage: 'mesh', done, total: 2 })
  return withTimeout(settings, async (signal) => {
    progress(0)
    const wish: SizeWish = { ...settings, ...sizesFor(settings, design) }
    const { sector, warnings } = await sectorOf(sections, wish, settings, signal)
    progress(1)
    const mesh = await runSliced(buildMesh(sector, sections, settings.planes, design), signal)
    progress(2)
    return warnings.length > 0 ? { ...mesh, warnings } : mesh
  })
}

interface MeshedSector {
  readonly sector: Sector
  readonly warnings: readonly Warning[]
}

/** By the mesher that was asked for; by rings, with a warning, when nobody asked and there is no gmsh. */
async function sectorOf(
  sections: readonly OutlineSection[],
  wish: SizeWish,
  settings: MeshSettings,
  signal: AbortSignal,
): Promise<MeshedSector> {
  const byRings: MakeSector = async (...given) => {
    signal.throwIfAborted()
    return ringSector(...given)
  }
  if (settings.mesher === 'rings') return { sector: await meshWithin(sections, wish, byRings), warnings: [] }
  try {
    return { sector: await sectorByGmsh(sections, wish, settings, signal), warnings: [] }
  } catch (thrown) {
    if (settings.mesher === 'gmsh' || !isMissing(thrown)) throw thrown
    return { sector: await meshWithin(sections, wish, byRings), warnings: [ringsInstead(thrown)] }
  }
}

async function sectorByGmsh(
  sections: readonly OutlineSection[],
  wish: SizeWish,
  settings: MeshSettings,
  signal: AbortSignal,
): Promise<Sector> {
  const limits = { signal, memoryLimit: settings.memoryLimit }
  const mesher = settings.isolate ? await openChildMesher(limits) : openThreadMesher(limits)
  try {
    return await meshWithin(sections, wish, (...given) => gmshSector(mesher, ...given))
  } finally {
    mesher.close()
  }
}

/** gmsh's number of its frontal-Delaunay algorithm: longest edges 1.25 times the wanted length, against 1.45 of plain Delaunay. */
const frontal = 6

async function gmshSector(
  mesher: Mesher,
  sections: readonly OutlineSection[],
  sizes: readonly Float64Array[],
): Promise<Sector> {
  const {
    vertices,
    triangles,
    sections: tags,
  } = await mesher.run({
    kind: 'revolved',
    sections: sections.map(({ kind, points }, i) => ({ kind, points, sizes: sizes[i] as Float64Array })),
    algorithm: frontal,
  })
  return { vertices, triangles, tags }
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

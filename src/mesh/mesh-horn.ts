import type { GmshMesh } from '../binding/native.ts'
import { runSliced } from '../core/sliced.ts'
import { hornOutline, type OutlineSection } from '../geometry/outline.ts'
import type { Horn, HornInput } from '../model/horn.ts'
import type { Mesh, MeshOptions } from '../model/mesh.ts'
import { buildMesh } from './build-mesh.ts'
import { openChildMesher } from './isolate.ts'
import { type MeshSettings, meshSettings, sizesFor } from './mesh-settings.ts'
import { meshWithin } from './mesh-within.ts'
import { openThreadMesher } from './mesher.ts'
import type { SizeWish } from './size-search.ts'
import { solidHorn } from './solid-horn.ts'
import { withTimeout } from './with-timeout.ts'

/**
 * Meshes a horn: closed triangle surface, oriented into the air, tags 1 wall, 2 source, 3 rear.
 *
 * gmsh meshes a quarter of the body, by default in a child process; the quarter is corrected so that facets keep the
 * areas and the volume of the round body, and mirrored. Sizes are `sizeMm`, else the design's own, else automatic:
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
  return meshOutline(hornOutline(design), settings, design)
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
    const sector = await meshSector(sections, settings, design, signal)
    progress(1)
    const mesh = await runSliced(buildMesh(sector, sections, settings.planes, design), signal)
    progress(2)
    return mesh
  })
}

async function meshSector(
  sections: readonly OutlineSection[],
  settings: MeshSettings,
  design: Horn | undefined,
  signal: AbortSignal,
): Promise<GmshMesh> {
  const wish: SizeWish = { ...settings, ...sizesFor(settings, design) }
  const limits = { signal, memoryLimit: settings.memoryLimit }
  const mesher = settings.isolate ? await openChildMesher(limits) : openThreadMesher(limits)
  try {
    return await meshWithin(sections, wish, mesher)
  } finally {
    mesher.close()
  }
}

import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WaveguideError } from '../core/errors.ts'
import { soundSpeedAt20C } from './constants.ts'
import type { FileSurface } from './file-surface.ts'
import { openChildMesher } from './isolate.ts'
import type { MesherLimits } from './mesher.ts'

/** Without a wanted size: as `mesh()` does, six elements for each wavelength at 20 kHz, capped. */
const automatic = { mostTriangles: 6000, leastSize: (1000 * soundSpeedAt20C) / (6 * 20_000 * 1.25) }
/** Guard for sizes that somebody asked for. */
const mostTriangles = 200_000

/**
 * Meshes the faces of a STEP file with OpenCASCADE's own reader, in a child process; mm.
 *
 * @param sizeMm - Wanted edge length.
 * @throws {@link WaveguideError} `MESH_FORMAT`, `MESH_LIMIT`, `MESH_FAILED`, `MEMORY_LIMIT`, `ADDON_MISSING`; the
 *   signal's reason.
 */
export async function stepSurface(
  bytes: Uint8Array,
  sizeMm: number | undefined,
  limits: MesherLimits,
): Promise<FileSurface> {
  // OpenCASCADE would answer with an empty model.
  if (!/^\s*ISO-10303-21;/.test(Buffer.from(bytes.subarray(0, 100)).toString('latin1')))
    throw new WaveguideError(
      'MESH_FORMAT',
      'line 1: this is no STEP file: it does not begin with ISO-10303-21.',
    )
  const path = join(tmpdir(), `waveguide-${randomUUID()}.step`)
  const mesher = await openChildMesher(limits)
  try {
    await writeFile(path, bytes, { flag: 'wx', mode: 0o600 })
    const sizes =
      sizeMm === undefined ? { size: 0, ...automatic } : { size: sizeMm, leastSize: 0, mostTriangles }
    const { vertices, triangles } = await mesher.run({ kind: 'step', path, ...sizes })
    return {
      vertices,
      triangles,
      tags: new Uint32Array(triangles.length / 3).fill(1),
      names: new Map(),
      notes: [],
    }
  } finally {
    mesher.close()
    await rm(path, { force: true })
  }
}

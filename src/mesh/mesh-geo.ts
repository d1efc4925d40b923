import { flagOption, oneOf, optionError, positiveOption, refuseUnknownKeys } from '../core/options.ts'
import { runSliced } from '../core/sliced.ts'
import type { GeoMesh, MeshGeoOptions } from '../model/mesh.ts'
import { collected } from './collected.ts'
import { geoSurface, unsafeGeoSurface } from './geo/geo-surface.ts'
import { groupFromFile } from './groups.ts'
import { writtenMsh2, writtenMsh4 } from './msh-write.ts'
import { withTimeout } from './with-timeout.ts'

const defaults = { version: '2.2', binary: false, timeoutMs: 120_000 } as const

/**
 * Meshes a legacy .geo text and returns a gmsh mesh file: the triangles of its physical surfaces, in the text's unit.
 *
 * The text never reaches gmsh. Our own reader takes the part of the language that describes surfaces, and what came of it
 * is built by calls in a child process that abort, time-out and memory limit end; or, when the gmsh module is missing, by
 * the program `gmsh` on the PATH from a text that we wrote. `allowUnsafeGeo` hands the text itself to that program, in a
 * fresh folder and without an environment: it may then run and write whatever it says. Only for texts of your own; never
 * for a service. What is read: docs/meshing.md.
 *
 * @throws {@link WaveguideError} `GEO_FORBIDDEN` with line and word; `MESH_FORMAT` with the line; `MESH_LIMIT` (more than
 *   200,000 triangles), `MESH_FAILED` with gmsh's own words, `TIMEOUT` (default 120 s), `MEMORY_LIMIT`, `ADDON_MISSING`,
 *   `OPTION`; the signal's reason.
 */
export async function meshGeo(text: string, options: MeshGeoOptions = {}): Promise<GeoMesh> {
  const { version, isBinary, isUnsafe, timeoutMs, memoryLimit, signal } = settingsOf(options)
  if (typeof text !== 'string') throw optionError('meshGeo(text)', 'a .geo text', text)
  return withTimeout({ signal, timeoutMs, owner: 'MeshGeoOptions' }, async (ending) => {
    const limits = { signal: ending, memoryLimit, owner: 'MeshGeoOptions' }
    const { vertices, triangles, tags, names, notes } = await (isUnsafe ? unsafeGeoSurface : geoSurface)(
      text,
      limits,
    )
    const groups = [...new Set(tags)].sort((a, b) => a - b).map((tag) => groupFromFile(tag, names.get(tag)))
    const write = version === '2.2' ? writtenMsh2 : writtenMsh4
    const pieces = await runSliced(
      collected(write({ vertices, triangles, tags, groups }, { isBinary, scale: 1 })),
      ending,
    )
    return {
      data: new Uint8Array(Buffer.concat(pieces)),
      nodeCount: vertices.length / 3,
      elementCount: tags.length,
      groups,
      warnings: notes,
    }
  })
}

function settingsOf(options: MeshGeoOptions): {
  version: '2.2' | '4.1'
  isBinary: boolean
  isUnsafe: boolean
  timeoutMs: number
  memoryLimit: number
  signal: AbortSignal | undefined
} {
  const known = ['version', 'binary', 'allowUnsafeGeo', 'timeoutMs', 'memoryLimit', 'signal']
  refuseUnknownKeys('MeshGeoOptions', options, known)
  return {
    version: oneOf('MeshGeoOptions.version', options.version ?? defaults.version, ['2.2', '4.1']),
    isBinary: flagOption('MeshGeoOptions.binary', options.binary ?? defaults.binary),
    isUnsafe: flagOption('MeshGeoOptions.allowUnsafeGeo', options.allowUnsafeGeo ?? false),
    timeoutMs: positiveOption('MeshGeoOptions.timeoutMs', options.timeoutMs ?? defaults.timeoutMs),
    memoryLimit: positiveOption('MeshGeoOptions.memoryLimit', options.memoryLimit ?? Number.MAX_VALUE),
    signal: options.signal,
  }
}

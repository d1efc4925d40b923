import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { oneOf, optionError, refuseUnknownKeys } from '../core/options.ts'
import { runSliced } from '../core/sliced.ts'
import type { Mesh, WriteMeshOptions } from '../model/mesh.ts'
import { collected } from './collected.ts'
import { ioError } from './io-error.ts'
import { writtenMsh2, writtenMsh4 } from './msh-write.ts'
import { writtenStl } from './stl-write.ts'
import { requireStructure } from './structure.ts'

/**
 * Writes a mesh as gmsh's .msh, version 2.2 (default) or 4.1, text (default) or binary, or as .stl, binary (default) or
 * text with one solid for each group.
 *
 * The file appears whole or not at all. Coordinates are millimetres unless `unit` is `'m'`, as {@link readMesh}
 * expects. Read back they agree to the last bit with `unit: 'm'` and to rounding in millimetres, from binary .stl to
 * single precision; that format has no groups either. A mesh cut on mirror planes is written as it is.
 *
 * @throws {@link WaveguideError} `IO` with the path; `MESH_FORMAT` for a mesh whose arrays do not fit together;
 *   `OPTION`.
 */
export async function writeMesh(
  mesh: Mesh,
  path: string | URL,
  options: WriteMeshOptions = {},
): Promise<void> {
  refuseUnknownKeys('WriteMeshOptions', options, ['format', 'binary', 'unit'])
  const format = oneOf('WriteMeshOptions.format', options.format ?? formatOf(path), ['msh2', 'msh4', 'stl'])
  const unit = oneOf('WriteMeshOptions.unit', options.unit ?? 'mm', ['mm', 'm'])
  if (typeof path !== 'string' && !(path instanceof URL))
    throw optionError('writeMesh(path)', 'a path or a file URL', path)
  requireStructure(mesh)
  const output = { isBinary: options.binary ?? format === 'stl', scale: unit === 'mm' ? 1000 : 1 }
  const pieces = await runSliced(collected(writers[format](mesh, output)))
  await writeWhole(path instanceof URL ? fileURLToPath(path) : path, pieces)
}

const writers = { msh2: writtenMsh2, msh4: writtenMsh4, stl: writtenStl }

function formatOf(path: string | URL): 'msh2' | 'stl' {
  return /\.stl$/i.test(path instanceof URL ? path.pathname : String(path)) ? 'stl' : 'msh2'
}

async function writeWhole(path: string, pieces: readonly Buffer[]): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`)
  try {
    const file = await open(temporary, 'wx')
    try {
      for (const piece of pieces) await file.writeFile(piece)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => {})
    throw ioError('write', path, thrown)
  }
}

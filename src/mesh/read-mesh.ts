import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WaveguideError } from '../core/errors.ts'
import { oneOf, optionError, refuseUnknownKeys } from '../core/options.ts'
import { runSliced, type Sliced } from '../core/sliced.ts'
import type { Mesh, ReadMeshOptions } from '../model/mesh.ts'
import { ioError } from './io-error.ts'
import { type FileReading, meshFromFile } from './mesh-from-file.ts'
import { parseMsh } from './msh-parse.ts'
import { checkedRegion } from './source-region.ts'
import { parseStl } from './stl-parse.ts'

const mostBytes = 256 * 2 ** 20

/**
 * Reads a surface: gmsh's .msh (2.2 or 4.1) or .stl, each as text or binary.
 *
 * From .msh come triangles with their physical tags and names: six-node triangles count by their corners, quadrangles
 * become two triangles, vertices that no triangle uses are left out; the winding stays as it is. From .stl come
 * triangles whose corners are joined within a millionth of the diagonal; each named solid of a text is a group, and
 * closed bodies are turned so that their normals point out. A group's role follows its name (`SD1G0` wall, `SD1D1001`
 * or `…source…` source, `SD2G0` rear, `I1-2` interface; these four get the tags 1 to 4), else its tag (1 wall,
 * 2 source, 3 rear, 4 interface), else it is a wall. What was guessed or changed is in the mesh's `warnings`.
 *
 * @param source - Path, file URL, or the file's bytes.
 * @param options - `unit` of the file's coordinates, default `'mm'`; `source`: where the source is when the file does
 *   not say so.
 * @throws {@link WaveguideError} `MESH_FORMAT` with line and byte; `MESH_NO_SOURCE` when `source` finds no triangle;
 *   `IO` with the path; `OPTION`.
 */
export async function readMesh(
  source: string | URL | Uint8Array,
  options: ReadMeshOptions = {},
): Promise<Mesh> {
  refuseUnknownKeys('ReadMeshOptions', options, ['unit', 'format', 'source'])
  const format = oneOf('ReadMeshOptions.format', options.format ?? formatOf(source), ['msh', 'stl', 'step'])
  const reading: FileReading = {
    unit: oneOf('ReadMeshOptions.unit', options.unit ?? 'mm', ['mm', 'm']),
    isUnitKnown: options.unit !== undefined,
    region: checkedRegion(options.source),
    reorients: format === 'stl',
  }
  if (format === 'step')
    throw new WaveguideError(
      'MESH_FORMAT',
      `reading .${format} is not available yet. Convert the surface to .msh with gmsh.`,
    )
  return runSliced(build(await bytesOf(source), format, reading))
}

function* build(bytes: Uint8Array, format: 'msh' | 'stl', reading: FileReading): Sliced<Mesh> {
  const surface = format === 'stl' ? yield* parseStl(bytes) : yield* parseMsh(bytes)
  return yield* meshFromFile(surface, reading)
}

function formatOf(source: string | URL | Uint8Array): 'msh' | 'stl' | 'step' {
  if (source instanceof Uint8Array) return 'msh'
  const extension = extname(source instanceof URL ? source.pathname : String(source)).toLowerCase()
  if (extension === '.stl') return 'stl'
  return extension === '.step' || extension === '.stp' ? 'step' : 'msh'
}

async function bytesOf(source: string | URL | Uint8Array): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source
  if (typeof source !== 'string' && !(source instanceof URL))
    throw optionError('readMesh(source)', 'a path, a file URL or bytes', source)
  const path = source instanceof URL ? fileURLToPath(source) : source
  try {
    const { size } = await stat(path)
    if (size <= mostBytes) return await readFile(path)
  } catch (thrown) {
    throw ioError('read', path, thrown)
  }
  throw new WaveguideError(
    'MESH_FORMAT',
    `${path} is larger than ${mostBytes / 2 ** 20} MiB. Reduce the mesh.`,
  )
}

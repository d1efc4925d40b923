import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WaveguideError } from '../core/errors.ts'
import { oneOf, optionError, refuseUnknownKeys } from '../core/options.ts'
import { runSliced, type Sliced } from '../core/sliced.ts'
import type { Mesh, ReadMeshOptions } from '../model/mesh.ts'
import { groupFromFile } from './groups.ts'
import { ioError } from './io-error.ts'
import type { MshSurface } from './msh-builder.ts'
import { parseMsh } from './msh-parse.ts'
import { measureQuality } from './quality.ts'

const mostBytes = 256 * 2 ** 20
/** m; beyond this the unit must be wrong. */
const mostExtent = 1e4

/**
 * Reads a gmsh mesh (.msh 2.2 or 4.1, text or binary): its triangles with their physical tags and names.
 *
 * Six-node triangles count by their corners, quadrangles become two triangles, vertices that no triangle uses are
 * left out; the winding stays as it is. A group's role follows its name (`SD1G0` wall, `SD1D1001` or `…source…`
 * source, `SD2G0` rear, `I1-2` interface), else its tag (1 wall, 2 source, 3 rear, 4 interface), else it is a wall.
 *
 * @param source - Path, file URL, or the file's bytes.
 * @param options - `unit` of the file's coordinates, default `'mm'`.
 * @throws {@link WaveguideError} `MESH_FORMAT` with line and byte; `IO` with the path; `OPTION`.
 */
export async function readMesh(
  source: string | URL | Uint8Array,
  options: ReadMeshOptions = {},
): Promise<Mesh> {
  refuseUnknownKeys('ReadMeshOptions', options, ['unit', 'format'])
  const unit = oneOf('ReadMeshOptions.unit', options.unit ?? 'mm', ['mm', 'm'])
  const format = oneOf('ReadMeshOptions.format', options.format ?? formatOf(source), ['msh', 'stl', 'step'])
  if (format !== 'msh')
    throw new WaveguideError(
      'MESH_FORMAT',
      `reading .${format} is not available yet. Convert the surface to .msh with gmsh.`,
    )
  return runSliced(build(await bytesOf(source), unit))
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

function* build(bytes: Uint8Array, unit: 'mm' | 'm'): Sliced<Mesh> {
  const surface = yield* parseMsh(bytes)
  const { triangles, tags } = surface
  const vertices = unit === 'm' ? surface.vertices : surface.vertices.map((value) => value / 1000)
  requireExtent(vertices, unit)
  const mesh = {
    vertices,
    triangles,
    tags,
    groups: groupsOf(surface),
    symmetry: [],
    termination: 'free',
  } as const
  const quality = yield* measureQuality(mesh, undefined)
  return { ...mesh, quality }
}

function requireExtent(vertices: Float64Array, unit: string): void {
  const largest = vertices.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (largest > mostExtent)
    throw new WaveguideError(
      'MESH_FORMAT',
      `a coordinate is ${largest} m away from the origin. Is the unit really ${unit}?`,
    )
}

function groupsOf({ tags, names }: MshSurface): Mesh['groups'] {
  return [...new Set(tags)].sort((a, b) => a - b).map((tag) => groupFromFile(tag, names.get(tag)))
}

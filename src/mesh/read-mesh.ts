import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WaveguideError } from '../core/errors.ts'
import { oneOf, optionError, positiveOption, refuseUnknownKeys } from '../core/options.ts'
import { runSliced } from '../core/sliced.ts'
import type { Mesh, ReadMeshOptions } from '../model/mesh.ts'
import type { FileSurface } from './file-surface.ts'
import { geoSurface } from './geo/geo-surface.ts'
import { ioError } from './io-error.ts'
import { type FileReading, meshFromFile } from './mesh-from-file.ts'
import { parseMsh } from './msh-parse.ts'
import { checkedRegion } from './source-region.ts'
import { stepSurface } from './step-surface.ts'
import { parseStl } from './stl-parse.ts'
import { withTimeout } from './with-timeout.ts'

type Format = NonNullable<ReadMeshOptions['format']>

const optionNames: readonly (keyof ReadMeshOptions)[] = [
  'unit',
  'format',
  'source',
  'symmetry',
  'sizeMm',
  'memoryLimit',
  'timeoutMs',
  'signal',
]
const formats: readonly Format[] = ['msh', 'stl', 'step', 'geo']
const formatByExtension: Readonly<Record<string, Format>> = {
  '.stl': 'stl',
  '.step': 'step',
  '.stp': 'step',
  '.geo': 'geo',
}
const mostBytes = 256 * 2 ** 20
/** Of a .geo text: gmsh cannot be interrupted, and some texts keep it busy for ever. */
const defaultTimeoutMs = 120_000

/**
 * Reads a surface: gmsh's .msh (2.2 or 4.1) or .stl, each as text or binary; or meshes a legacy .geo text as
 * {@link meshGeo} does, or the faces of a STEP file with OpenCASCADE in a child process (edges of `sizeMm`, tag 1).
 *
 * From .msh come triangles with their physical tags and names: six-node triangles count by their corners, quadrangles
 * become two triangles, vertices that no triangle uses are left out; the winding stays as it is. From .stl come
 * triangles whose corners are joined within a millionth of the diagonal; each named solid of a text is a group, and
 * closed bodies, and halves and quarters that their mirror images close, are turned so that their normals point out. A group's role follows its name (`SD1G0` wall, `SD1D1001`
 * or `…source…` source, `SD2G0` rear, `I1-2` interface; these four get the tags 1 to 4), else its tag (1 wall,
 * 2 source, 3 rear, 4 interface), else it is a wall. A surface whose open edges all lie on x = 0 and y = 0 is a half or a quarter of
 * a body that mirrors itself there, as ATH writes them: `symmetry` names the planes. What was guessed or changed is in the mesh's `warnings`.
 *
 * @param source - Path, file URL, or the file's bytes.
 * @param options - `unit` of the file's coordinates, default `'mm'`; `source`: where the source is when the file does
 *   not say so.
 * @throws {@link WaveguideError} `MESH_FORMAT` with line and byte; `MESH_NO_SOURCE` when `source` finds no triangle;
 *   `IO` with the path; `OPTION`; for .geo and STEP also what {@link meshGeo} throws; the
 *   signal's reason.
 */
export async function readMesh(
  source: string | URL | Uint8Array,
  options: ReadMeshOptions = {},
): Promise<Mesh> {
  refuseUnknownKeys('ReadMeshOptions', options, optionNames)
  const format = oneOf('ReadMeshOptions.format', options.format ?? formatOf(source), formats)
  const reading: FileReading = {
    unit: oneOf('ReadMeshOptions.unit', options.unit ?? 'mm', ['mm', 'm']),
    isUnitKnown: options.unit !== undefined || format === 'step',
    region: checkedRegion(options.source),
    reorients: format !== 'msh',
    findsCuts: oneOf('ReadMeshOptions.symmetry', options.symmetry ?? 'auto', ['auto', 'none']) === 'auto',
  }
  const limits = limitsOf(options, format)
  limits.signal?.throwIfAborted()
  const surface = await surfaceOf(await bytesOf(source), format, limits)
  return runSliced(meshFromFile(surface, reading), options.signal)
}

type Limits = Required<Pick<ReadMeshOptions, 'memoryLimit' | 'timeoutMs'>> & {
  readonly signal: AbortSignal | undefined
  readonly sizeMm: number | undefined
}

function limitsOf({ memoryLimit, timeoutMs, signal, sizeMm, unit }: ReadMeshOptions, format: Format): Limits {
  if (format === 'step' && unit === 'm')
    throw optionError('ReadMeshOptions.unit', 'left out for a STEP file, which says its own', unit)
  if (format !== 'step' && sizeMm !== undefined)
    throw optionError(
      'ReadMeshOptions.sizeMm',
      'left out for files that are meshes or say their sizes',
      sizeMm,
    )
  return {
    sizeMm: sizeMm === undefined ? undefined : positiveOption('ReadMeshOptions.sizeMm', sizeMm),
    memoryLimit: positiveOption('ReadMeshOptions.memoryLimit', memoryLimit ?? Number.MAX_VALUE),
    timeoutMs: positiveOption('ReadMeshOptions.timeoutMs', timeoutMs ?? defaultTimeoutMs),
    signal,
  }
}

function surfaceOf(bytes: Uint8Array, format: Format, limits: Limits): Promise<FileSurface> {
  if (format === 'msh') return runSliced(parseMsh(bytes), limits.signal)
  if (format === 'stl') return runSliced(parseStl(bytes), limits.signal)
  const { memoryLimit, timeoutMs, signal, sizeMm } = limits
  const owner = 'ReadMeshOptions'
  return withTimeout({ signal, timeoutMs, owner }, (ending) => {
    const own = { signal: ending, memoryLimit, owner }
    if (format === 'step') return stepSurface(bytes, sizeMm, own)
    return geoSurface(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'), own)
  })
}

function formatOf(source: string | URL | Uint8Array): Format {
  if (source instanceof Uint8Array) return 'msh'
  const extension = extname(source instanceof URL ? source.pathname : String(source)).toLowerCase()
  return formatByExtension[extension] ?? 'msh'
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

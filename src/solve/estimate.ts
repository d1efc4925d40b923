import { solverModule } from '../binding/load-addon.ts'
import { runJob } from '../binding/run-job.ts'
import { optionError } from '../core/options.ts'
import { requireStructure } from '../mesh/structure.ts'
import type { Mesh } from '../model/mesh.ts'
import type { SolveEstimate, SolveOptions } from '../model/options.ts'
import { cpuMethod, cpuSeconds, type EstimatedSize, referenceSeconds } from './estimate-model.ts'
import { memoryBytes } from './memory.ts'
import { pointCount } from './observations.ts'
import { boundingBox } from './places.ts'
import { type SolveSettings, solveSettings } from './settings.ts'
import { type SolveSymmetry, symmetryOf, wholeBody } from './symmetry.ts'

/** The rate is the best of five windows of this length. */
const windowSeconds = 0.02

/**
 * What a solve will cost, before it is begun: the memory is the figure that `memoryLimit` is held against; the time is
 * a model over this machine's kernel rate, measured for a tenth of a second, and right within a factor of 2 on an idle
 * machine. Preparation, once per solve, comes on top.
 *
 * @throws {@link WaveguideError} by rejection: `OPTION`, `FREQUENCY`, `DEVICE_MISSING`, `MESH_FORMAT`, `ADDON_MISSING`;
 *   the signal's reason.
 */
export async function estimate(mesh: Mesh, options: SolveOptions): Promise<SolveEstimate> {
  const settings = solveSettings(options)
  if (typeof mesh !== 'object' || mesh === null) throw optionError('mesh', 'a Mesh', mesh)
  requireStructure(mesh)
  const body = wholeBody(mesh)
  const symmetry = symmetryOf(body, settings)
  const size = sizeOf(body, symmetry, settings)
  const { backend, precision, threads } = settings.device.metadata
  const bytes = memoryBytes(symmetry, settings)
  if (backend === 'reference')
    return { memoryBytes: bytes, secondsPerFrequency: referenceSeconds(size), method: 'lu, 1 thread' }
  const rate = await runJob(
    () => solverModule().kernelRate({ precision, threads, seconds: windowSeconds }),
    options.signal,
  )
  const work = { ...size, precision, pairsPerSecond: 1e9 * rate, points: pointCount(settings.observations) }
  return {
    memoryBytes: bytes,
    secondsPerFrequency: meanOf(settings, (wavenumber) => cpuSeconds(work, wavenumber)),
    method: methodText(size, symmetry, threads),
  }
}

/** `gmres, 2 threads, mirror planes x, y`. */
function methodText(size: EstimatedSize, { planes }: SolveSymmetry, threads: number): string {
  const mirrors = planes.length > 0 ? `, mirror planes ${planes.join(', ')}` : ''
  return `${cpuMethod(size)}, ${threads} ${threads === 1 ? 'thread' : 'threads'}${mirrors}`
}

function sizeOf(
  { vertices, triangles }: Mesh,
  { planes, partVertices, partTriangles }: SolveSymmetry,
  { ground }: SolveSettings,
): EstimatedSize {
  const extents = boundingBox(vertices).map(({ min, max }) => max - min)
  return {
    vertexCount: partVertices,
    triangleCount: partTriangles,
    images: 2 ** (planes.length + (ground ? 1 : 0)),
    edges: longestEdges(vertices, triangles).sort(),
    radius: Math.hypot(...extents) / 2,
  }
}

/** T, m. */
function longestEdges(vertices: Float64Array, triangles: Uint32Array): Float64Array {
  const at = (corner: number, axis: number): number => vertices[3 * (triangles[corner] ?? 0) + axis] ?? 0
  const distance = (a: number, b: number): number =>
    Math.hypot(at(a, 0) - at(b, 0), at(a, 1) - at(b, 1), at(a, 2) - at(b, 2))
  return Float64Array.from({ length: triangles.length / 3 }, (_, triangle) => {
    const [a, b, c] = [3 * triangle, 3 * triangle + 1, 3 * triangle + 2]
    return Math.max(distance(a, b), distance(b, c), distance(c, a))
  })
}

function meanOf({ frequencies, medium }: SolveSettings, seconds: (wavenumber: number) => number): number {
  const sum = frequencies.reduce((total, f) => total + seconds((2 * Math.PI * f) / medium.soundSpeed), 0)
  return sum / frequencies.length
}

import type { GmshJob, SectionSizes } from '../binding/native.ts'
import { WaveguideError } from '../core/errors.ts'
import { runSliced, type Sliced } from '../core/sliced.ts'
import type { Sector } from './equal-area.ts'
import { openChildMesher } from './isolate.ts'
import type { MeshSettings } from './mesh-settings.ts'
import { type MakeSector, meshWithin } from './mesh-within.ts'
import type { Meshable } from './meshable.ts'
import { openThreadMesher } from './mesher.ts'
import type { MeasuredSection } from './size-field.ts'
import type { FittingSizes, SizeWish } from './size-search.ts'
import { sectorShape } from './step/sector-job.ts'

/** gmsh's number of its frontal-Delaunay algorithm: longest edges 1.25 times the wanted length, against 1.45 of plain Delaunay. */
const frontal = 6

/**
 * The smallest sector of a body by gmsh, in a child process or on its own thread.
 *
 * @throws {@link WaveguideError} `HORN_GEOMETRY`, `MESH_FAILED`, `MESH_LIMIT`, `MEMORY_LIMIT`, `ADDON_MISSING`; the
 *   signal's reason.
 */
export async function sectorByGmsh(
  body: Meshable,
  wish: SizeWish,
  settings: MeshSettings,
  signal: AbortSignal,
): Promise<Sector> {
  const limits = { signal, memoryLimit: settings.memoryLimit }
  const jobOf = await runSliced(gmshJobs(body), signal)
  const mesher = settings.isolate ? await openChildMesher(limits) : openThreadMesher(limits)
  const makeSector: MakeSector = async (sizes, byAzimuth) => {
    const { vertices, triangles, sections } = await mesher.run(jobOf(sizes, byAzimuth))
    return { vertices, triangles, tags: sections }
  }
  try {
    return await meshWithin(body, { ...wish, isByAzimuth: true }, makeSector, signal)
  } catch (thrown) {
    throw withRemedy(thrown)
  } finally {
    mesher.close()
  }
}

/** gmsh's own words say what it cannot do, not who can. */
function withRemedy(thrown: unknown): unknown {
  const isGmshs = thrown instanceof WaveguideError && thrown.code === 'MESH_FAILED'
  if (!isGmshs || thrown.message.includes('mesher "rings"')) return thrown
  const message = thrown.message.slice('MESH_FAILED: '.length).replace(/[.\s]*$/, '')
  const { details } = thrown
  return new WaveguideError('MESH_FAILED', `${message}. Or take mesher "rings"`, {
    ...(details && { details }),
    cause: thrown,
  })
}

type JobOf = (sizes: FittingSizes['sizes'], byAzimuth: FittingSizes['byAzimuth']) => GmshJob

/** The surfaces are worked out once, whatever sizes are tried on them. */
export function* gmshJobs({ outline, walk, planes, meridians, azimuths }: Meshable): Sliced<JobOf> {
  if (walk) {
    const shape = yield* sectorShape(walk, planes)
    return (_, byAzimuth) => ({
      ...{ kind: 'patches', ...shape, algorithm: frontal },
      azimuths: Float64Array.from(azimuths),
      sizes: walk.sheets.map((_, section) => sizesOf(section, meridians, byAzimuth)),
    })
  }
  return (sizes) => ({
    kind: 'revolved',
    sections: (outline ?? []).map(({ kind, points }, i) => ({
      ...{ kind, points },
      sizes: sizes[i] as Float64Array,
    })),
    algorithm: frontal,
  })
}

/** Of one section, azimuth after azimuth. */
function sizesOf(
  section: number,
  meridians: readonly (readonly MeasuredSection[])[],
  byAzimuth: FittingSizes['byAzimuth'],
): SectionSizes {
  return {
    points: Float64Array.from(meridians.flatMap((sections) => [...(sections[section]?.points ?? [])])),
    sizes: Float64Array.from(byAzimuth.flatMap((sizes) => [...(sizes[section] ?? [])])),
  }
}

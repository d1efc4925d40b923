import { solverModule } from '../binding/load-addon.ts'
import type { SolveJob } from '../binding/native.ts'
import { WaveguideError } from '../core/errors.ts'
import { optionError, shown } from '../core/options.ts'
import { runSliced } from '../core/sliced.ts'
import { designWarnings } from '../design/design-warnings.ts'
import { checkSolvable } from '../mesh/check.ts'
import { fingerprint } from '../mesh/fingerprint.ts'
import { slicedMeshable } from '../mesh/meshable.ts'
import { formulaOf, measureQuality } from '../mesh/quality.ts'
import { requireStructure } from '../mesh/structure.ts'
import type { DeviceMetadata } from '../model/device.ts'
import type { Warning } from '../model/evidence.ts'
import type { Mesh, MeshQuality } from '../model/mesh.ts'
import type { FrequencyResult, Medium, Provenance } from '../model/result.ts'
import { coarseFirst } from './coarse-first.ts'
import type { PlannedSource } from './drive.ts'
import { requireMemory } from './memory.ts'
import { pause } from './pause.ts'
import { type PlacedObservations, placeObservations } from './place-observations.ts'
import { type Places, placesOf } from './places.ts'
import { provenanceOf } from './provenance.ts'
import { qualityIn } from './quality-in-medium.ts'
import { takenOver } from './resume.ts'
import type { SolveSettings } from './settings.ts'
import { solveJob } from './solve-job.ts'
import { planSources } from './sources.ts'
import { surfaceGeometry } from './surface-geometry.ts'
import { onWholeBody, symmetryOf, wholeBody } from './symmetry.ts'

/** Everything a sweep needs, detached from the caller's objects. */
export interface SolvePlan {
  /** Frequencies and scales in computing order. */
  readonly job: SolveJob
  /** Place of each of the job's frequencies in the sorted list. */
  readonly order: Uint32Array
  readonly sources: readonly PlannedSource[]
  readonly observed: PlacedObservations
  readonly places: Places
  /** Frequencies taken over from an earlier result, ascending. */
  readonly taken: readonly FrequencyResult[]
  readonly medium: Medium
  readonly metadata: DeviceMetadata
  readonly quality: MeshQuality
  /** 3·T. */
  readonly triangles: Uint32Array
  /** T, m². */
  readonly areas: Float64Array
  readonly tolerance: number
  readonly keepSurface: boolean
  readonly warnings: readonly Warning[]
  readonly provenance: Provenance
}

/**
 * Turns a mesh and checked settings into a job for the solver. The mesh is copied before this first returns to its
 * caller, who may change or transfer it. Its quality is measured here: a mesh's own claim is not trusted.
 *
 * @throws {@link WaveguideError} `MESH_FORMAT`, `MESH_OPEN`, `MESH_ORIENTATION`, `MESH_NO_SOURCE`, `MESH_LIMIT`,
 *   `MEMORY_LIMIT`, `ADDON_MISSING`, `OPTION`; the signal's reason.
 */
export async function planSolve(
  given: Mesh,
  settings: SolveSettings,
  signal: AbortSignal,
): Promise<SolvePlan> {
  const mesh = ownCopy(given)
  await pause(signal)
  requireStructure(mesh)
  refuseWhatIsNotThere(mesh)
  await pause(signal)
  if (mesh.design) await runSliced(slicedMeshable(mesh.design), signal)
  const measured = await runSliced(measureQuality(mesh, formulaOf(mesh)), signal)
  await pause(signal)
  const meshWarnings = await runSliced(
    checkSolvable(mesh, { force: settings.force, quality: measured }),
    signal,
  )
  const quality = qualityIn(settings.medium, measured)
  await pause(signal)
  const { metadata, warnings } = settings.device
  const body = wholeBody(mesh)
  const symmetry = symmetryOf(body, settings)
  requireMemory(symmetry, settings)
  await pause(signal)
  const geometry = surfaceGeometry(body)
  const sources = planSources(body, geometry, settings.frequencies, onWholeBody(settings.sources, mesh))
  await pause(signal)
  const places = placesOf(body, geometry)
  const observed = await runSliced(
    placeObservations(body, places, settings.observations, settings.ground),
    signal,
  )
  const print = await runSliced(fingerprint(body), signal)
  const provenance = provenanceOf(body, print, quality, settings, sources, meshWarnings, symmetry)
  const taken = takenOver(settings, provenance, observed)
  const order = coarseFirst(settings.frequencies.length).filter(
    (index) => !taken.some((slice) => slice.index === index),
  )
  return {
    job: solveJob(body, symmetry, settings, sources, order, observed.airPoints),
    order,
    sources,
    observed,
    places,
    taken,
    medium: settings.medium,
    metadata: metadata.backend === 'cpu' ? { ...metadata, isa: solverModule().info().isa } : metadata,
    quality,
    triangles: body.triangles,
    areas: geometry.areas,
    tolerance: settings.tolerance,
    keepSurface: settings.keepSurface,
    warnings: [
      ...designWarnings(mesh.design),
      ...(mesh.warnings ?? []),
      ...meshWarnings,
      ...warnings,
      ...observed.warnings,
    ],
    provenance,
  }
}

function ownCopy(mesh: Mesh): Mesh {
  if (typeof mesh !== 'object' || mesh === null) throw optionError('mesh', 'a Mesh', mesh)
  const { vertices, triangles, tags } = mesh
  return { ...mesh, vertices: copied(vertices), triangles: copied(triangles), tags: copied(tags) }
}

/** Anything but a typed array is left for requireStructure to refuse. */
function copied<T extends Float64Array | Uint32Array>(values: T): T {
  return ArrayBuffer.isView(values) ? (values.slice() as T) : values
}

function refuseWhatIsNotThere({ termination }: Mesh): void {
  if (termination !== 'free')
    throw new WaveguideError(
      'OPTION',
      `termination ${shown(termination)} cannot be solved yet. Use a closed free-standing body.`,
      { details: { termination } },
    )
}

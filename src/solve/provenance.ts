import { packageVersion } from '../binding/load-addon.ts'
import type { Warning } from '../model/evidence.ts'
import type { Mesh, MeshQuality } from '../model/mesh.ts'
import type { Provenance } from '../model/result.ts'
import type { PlannedSource } from './drive.ts'
import type { SolveSettings } from './settings.ts'
import type { SolveSymmetry } from './symmetry.ts'

/** Where a result comes from: enough to make it again, and to know whether another one answers the same question. */
export function provenanceOf(
  mesh: Mesh,
  print: string,
  quality: MeshQuality,
  { tolerance, ground }: SolveSettings,
  sources: readonly PlannedSource[],
  meshWarnings: readonly Warning[],
  symmetry: SolveSymmetry,
): Provenance {
  const { validTo, maxEdge, deviationMm } = quality
  return {
    version: packageVersion(),
    mesh: {
      triangles: mesh.triangles.length / 3,
      vertices: mesh.vertices.length / 3,
      validTo,
      maxEdge,
      ...(deviationMm === undefined ? {} : { deviationMm }),
      fingerprint: print,
    },
    drive: sources.map(({ drive }) => drive).join('; '),
    tolerance,
    symmetry: { planes: symmetry.planes, reason: symmetry.reason },
    ...(ground ? { ground } : {}),
    ...(mesh.design ? { design: mesh.design.name } : {}),
    forced: meshWarnings.some(({ code }) => code === 'FORCED'),
  }
}

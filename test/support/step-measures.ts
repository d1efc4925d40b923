import type { GmshJob, GmshMesh } from '../../src/binding/native.ts'
import { openChildMesher } from '../../src/mesh/isolate.ts'

/** Runs one job of gmsh in a child process without limits. */
export async function runGmsh(job: GmshJob): Promise<GmshMesh> {
  const mesher = await openChildMesher({
    signal: new AbortController().signal,
    memoryLimit: Number.MAX_VALUE,
  })
  try {
    return await mesher.run(job)
  } finally {
    mesher.close()
  }
}

/** What OpenCASCADE measures on the surfaces of a STEP file, mm² and mm³; without a solid the volume is 0. */
export async function measuredStep(path: string): Promise<GmshMesh> {
  return await runGmsh({ kind: 'step', path, size: 40, leastSize: 0, mostTriangles: 200_000 })
}

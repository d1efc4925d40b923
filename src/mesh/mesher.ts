import { gmshModule } from '../binding/load-addon.ts'
import type { GmshJob, GmshMesh } from '../binding/native.ts'
import { runJob } from '../binding/run-job.ts'

/** Where gmsh runs. */
export interface Mesher {
  /** One job at a time. Rejects with the signal's reason the moment it fires. */
  run(job: GmshJob): Promise<GmshMesh>
  close(): void
}

/**
 * gmsh on its own thread in this process. An abort is answered at once, but gmsh finishes the stage it is in before
 * the next job begins, and a crash inside it ends the process.
 */
export function openThreadMesher(signal: AbortSignal): Mesher {
  return { run: (job) => runJob(() => gmshModule().mesh(job), signal), close: () => {} }
}

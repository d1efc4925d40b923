import { gmshModule } from '../binding/load-addon.ts'
import type { GmshJob, GmshMesh } from '../binding/native.ts'
import { runJob } from '../binding/run-job.ts'
import { WaveguideError } from '../core/errors.ts'

export interface MesherLimits {
  readonly signal: AbortSignal
  /** Bytes: of the child's resident memory, or of what gmsh takes in this process. */
  readonly memoryLimit: number
  /** Name of the options that they stand in, for messages; default MeshOptions. */
  readonly owner?: string
}

/** Where gmsh runs. */
export interface Mesher {
  /** One job at a time. Rejects with the signal's reason the moment it fires. */
  run(job: GmshJob): Promise<GmshMesh>
  close(): void
}

/** Bytes that gmsh takes in this process: 60 MiB measured at 3,000 triangles, 80 MiB at 60,000. */
const threadMemory = 128 * 2 ** 20

/**
 * gmsh on its own thread in this process. An abort is answered at once, but gmsh finishes the stage it is in before
 * the next job begins, and a crash inside it ends the process. Its memory cannot be limited while it runs.
 *
 * @throws {@link WaveguideError} `MEMORY_LIMIT` when gmsh would not fit.
 */
export function openThreadMesher({ signal, memoryLimit }: MesherLimits): Mesher {
  if (memoryLimit < threadMemory)
    throw new WaveguideError(
      'MEMORY_LIMIT',
      `gmsh takes up to ${threadMemory / 2 ** 20} MiB in this process, over MeshOptions.memoryLimit ` +
        `${Math.round(memoryLimit / 2 ** 20)} MiB. Raise the limit.`,
      { details: { memory: threadMemory, memoryLimit } },
    )
  return { run: (job) => runJob(() => gmshModule().mesh(job), signal), close: () => {} }
}

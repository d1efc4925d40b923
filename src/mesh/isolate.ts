import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { candidateFolders, gmshModule } from '../binding/load-addon.ts'
import type { GmshJob, GmshMesh } from '../binding/native.ts'
import { untilAborted } from '../core/abort.ts'
import { isErrorCode, WaveguideError } from '../core/errors.ts'
import { lastOutput, lastWords } from './child-output.ts'
import { childProgram } from './child-program.ts'
import type { Mesher, MesherLimits } from './mesher.ts'
import { takeSlot } from './slots.ts'

/** What the child answers a job with. */
type Answer =
  | { readonly mesh: GmshMesh }
  | { readonly failure: { readonly code: unknown; readonly message: string } }
  | { readonly loadFailure: string }
  | { readonly memory: number }

/**
 * gmsh in a child process, which abort, time-out and memory limit end, and whose crash costs one job.
 *
 * @throws {@link WaveguideError} `ADDON_MISSING` when there is no gmsh module to be found.
 */
export async function openChildMesher(limits: MesherLimits): Promise<Mesher> {
  const file = gmshFile()
  const release = await takeSlot(limits.signal)
  const child = startChild()
  const output = lastOutput(child)
  let isOpen = true
  const close = (): void => {
    if (!isOpen) return
    isOpen = false
    child.kill('SIGKILL')
    release()
  }
  const run = (job: GmshJob): Promise<GmshMesh> => {
    const answer = ask(child, { file, memoryLimit: limits.memoryLimit, job: { ...job, printLog: true } })
    return untilAborted(
      answer.then(
        (value) => meshOf(value, limits, output),
        (failure: Error) => Promise.reject(crashed(failure, output())),
      ),
      limits.signal,
      close,
    )
  }
  return { run, close }
}

function gmshFile(): string {
  const file = candidateFolders()
    .map((folder) => join(folder, 'waveguide-gmsh.node'))
    .find((path) => existsSync(path))
  if (file !== undefined) return file
  gmshModule()
  throw new WaveguideError('ADDON_MISSING', 'waveguide-gmsh.node vanished while it was looked for')
}

function startChild(): ChildProcess {
  // ELECTRON_RUN_AS_NODE: inside Electron, execPath is not Node. NODE_OPTIONS may hold loaders or --inspect.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' }
  return spawn(process.execPath, ['--input-type=commonjs', '-e', childProgram], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    env,
  })
}

/** Why a child ended without an answer. */
class ChildEnded extends Error {}

function ask(child: ChildProcess, message: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onClose = (code: number | null, signal: string | null): void => {
      settle()
      reject(new ChildEnded(signal ? `was ended by ${signal}` : `ended with status ${code}`))
    }
    const onError = (error: Error): void => {
      settle()
      reject(error)
    }
    const onMessage = (answer: Answer): void => {
      settle()
      resolve(answer)
    }
    const settle = (): void => {
      child.off('close', onClose).off('error', onError).off('message', onMessage)
    }
    child.on('close', onClose).on('error', onError).on('message', onMessage)
    // A failure to send is followed by 'close'; its message says more.
    child.send(message, () => {})
  })
}

function meshOf(answer: Answer, limits: MesherLimits, output: () => string): GmshMesh {
  if ('mesh' in answer) return answer.mesh
  if ('memory' in answer) throw overLimit(answer.memory, limits)
  if ('loadFailure' in answer) {
    gmshModule()
    throw new WaveguideError('ADDON_MISSING', `the meshing process cannot load gmsh: ${answer.loadFailure}`)
  }
  const { code, message } = answer.failure
  throw new WaveguideError(isErrorCode(code) ? code : 'INTERNAL', message, { details: { log: output() } })
}

function overLimit(memory: number, { memoryLimit, owner = 'MeshOptions' }: MesherLimits): WaveguideError {
  const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`
  return new WaveguideError(
    'MEMORY_LIMIT',
    `the meshing process holds ${mebibytes(memory)}, over ${owner}.memoryLimit ${mebibytes(memoryLimit)}. ` +
      'Raise the limit (gmsh itself needs about 150 MiB) or ask for fewer triangles.',
    { details: { memory, memoryLimit } },
  )
}

function crashed(failure: Error, output: string): WaveguideError {
  if (!(failure instanceof ChildEnded))
    return new WaveguideError('MESH_FAILED', `gmsh's process cannot be started: ${failure.message}.`, {
      cause: failure,
    })
  return new WaveguideError(
    'MESH_FAILED',
    `gmsh's process ${failure.message}${lastWords(output)}. Try other sizes.`,
    { details: { log: output }, cause: failure },
  )
}

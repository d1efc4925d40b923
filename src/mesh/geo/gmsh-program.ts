import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, isAbsolute, join } from 'node:path'
import { untilAborted } from '../../core/abort.ts'
import { WaveguideError } from '../../core/errors.ts'
import { lastOutput, lastWords } from '../child-output.ts'
import type { MesherLimits } from '../mesher.ts'

const memoryPollMs = 50

/** A `gmsh` that can be run, from the absolute folders of the PATH. */
export async function findGmsh(path: string = process.env['PATH'] ?? ''): Promise<string | undefined> {
  const names = process.platform === 'win32' ? ['gmsh.exe'] : ['gmsh']
  const folders = path.split(delimiter).filter(isAbsolute)
  for (const file of folders.flatMap((folder) => names.map((name) => join(folder, name)))) {
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isThere) return file
  }
  return undefined
}

/**
 * Lets the program gmsh mesh a text, in a fresh folder, without an environment, under the limits.
 *
 * @returns The bytes of a .msh of version 2.2.
 * @throws {@link WaveguideError} `MESH_FAILED` with gmsh's own words, `MEMORY_LIMIT`; the signal's reason.
 */
export async function runGmsh(program: string, text: string, limits: MesherLimits): Promise<Uint8Array> {
  limits.signal.throwIfAborted()
  const folder = await mkdtemp(join(tmpdir(), 'waveguide-gmsh-'))
  try {
    // gmsh passes over a last statement that no line end follows.
    await writeFile(join(folder, 'in.geo'), `${text}\n`)
    await meshed(program, folder, limits)
    return await readFile(join(folder, 'out.msh')).catch(() => {
      throw new WaveguideError(
        'MESH_FAILED',
        'gmsh ended without a mesh. Look whether the text describes a surface.',
      )
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function meshed(program: string, folder: string, { signal, memoryLimit }: MesherLimits): Promise<void> {
  const quiet = ['-nopopup', '-v', '2', '-nt', '1']
  // Not -save_all, with whatever value: it drops all groups.
  const output = ['-format', 'msh2', '-o', 'out.msh']
  // A group of its own, so that what it may have started ends with it.
  const child = spawn(program, ['in.geo', '-2', ...output, ...quiet], {
    cwd: folder,
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  })
  const work = new Promise<void>((resolve, reject) => {
    const said = lastOutput(child)
    const watch = setInterval(() => {
      void residentBytes(child.pid).then((memory) => {
        if (memory > memoryLimit) reject(overLimit(memory, memoryLimit))
      })
    }, memoryPollMs)
    child.on('error', (error) => reject(failed(error.message, '')))
    child.on('close', (code, killedBy) => {
      clearInterval(watch)
      if (code === 0) resolve()
      else reject(failed(killedBy ? `was ended by ${killedBy}` : `ended with status ${code}`, said()))
    })
  })
  const end = (): void => endGroup(child)
  return untilAborted(work, signal, end).finally(end)
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Already gone.
  }
}

/** Known on Linux only; 0 elsewhere. */
async function residentBytes(pid: number | undefined): Promise<number> {
  if (process.platform !== 'linux' || pid === undefined) return 0
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return 1024 * Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0)
}

function failed(how: string, log: string): WaveguideError {
  return new WaveguideError(
    'MESH_FAILED',
    `the program gmsh ${how}${lastWords(log)}. Look at the text at that place.`,
    { details: { log } },
  )
}

function overLimit(memory: number, memoryLimit: number): WaveguideError {
  const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`
  return new WaveguideError(
    'MEMORY_LIMIT',
    `the program gmsh holds ${mebibytes(memory)}, over memoryLimit ${mebibytes(memoryLimit)}. Raise the limit or ask for fewer triangles.`,
    { details: { memory, memoryLimit } },
  )
}

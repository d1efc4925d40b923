import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WaveguideError } from '../core/errors.ts'
import { optionError, positiveOption, refuseUnknownKeys } from '../core/options.ts'
import { runSliced } from '../core/sliced.ts'
import type { Horn, HornInput } from '../model/horn.ts'
import type { WriteStepOptions } from '../model/mesh.ts'
import { ioError } from './io-error.ts'
import { openChildMesher } from './isolate.ts'
import type { MesherLimits } from './mesher.ts'
import { solidHorn } from './solid-horn.ts'
import { solidJob } from './step/solid-job.ts'
import { withTimeout } from './with-timeout.ts'

const defaultTimeoutMs = 120_000

/**
 * Writes the true surfaces of a horn's body as one solid in a STEP file, mm, and no triangles: splines through the exact
 * points of the formula, turned about the axis or, of horns that are not round, as patches. A horn in an infinite baffle is
 * the air in front of its source; an enclosure is a box with the horn cut out.
 *
 * The file appears whole or not at all, and holds no clock.
 *
 * @throws {@link WaveguideError} `HORN_PARSE`, `HORN_PARAMETER`, `HORN_GEOMETRY`, `MESH_FAILED` with OpenCASCADE's own
 *   words, `IO`, `TIMEOUT` (default 120 s), `MEMORY_LIMIT`, `ADDON_MISSING`, `OPTION`; the signal's reason.
 */
export async function writeStep(
  horn: Horn | HornInput | string,
  path: string | URL,
  options: WriteStepOptions = {},
): Promise<void> {
  refuseUnknownKeys('WriteStepOptions', options, ['signal', 'timeoutMs', 'memoryLimit'])
  if (typeof path !== 'string' && !(path instanceof URL))
    throw optionError('writeStep(path)', 'a path or a file URL', path)
  const owner = 'WriteStepOptions'
  const timeoutMs = positiveOption(`${owner}.timeoutMs`, options.timeoutMs ?? defaultTimeoutMs)
  const memoryLimit = positiveOption(`${owner}.memoryLimit`, options.memoryLimit ?? Number.MAX_VALUE)
  options.signal?.throwIfAborted()
  const design = solidHorn(horn)
  const target = resolve(path instanceof URL ? fileURLToPath(path) : path)
  await withTimeout({ signal: options.signal, timeoutMs, owner }, (signal) =>
    writeWhole(design, target, { signal, memoryLimit, owner }),
  )
}

async function writeWhole(design: Horn, target: string, limits: MesherLimits): Promise<void> {
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.step`)
  try {
    // Now, because OpenCASCADE says nothing of a folder that it cannot write to.
    await writeFile(temporary, '', { flag: 'wx' })
    await writeSolid(design, temporary, limits)
    const text = await readFile(temporary, 'latin1')
    await writeFile(temporary, withoutClock(text), 'latin1')
    await rename(temporary, target)
  } catch (thrown) {
    if (thrown instanceof WaveguideError || limits.signal.aborted) throw thrown
    throw ioError('write', target, thrown)
  } finally {
    await rm(temporary, { force: true })
  }
}

async function writeSolid(design: Horn, path: string, limits: MesherLimits): Promise<void> {
  const job = await runSliced(solidJob(design), limits.signal)
  const mesher = await openChildMesher(limits)
  try {
    await mesher.run({ ...job, path })
  } finally {
    mesher.close()
  }
}

/** The same horn gives the same bytes. */
function withoutClock(text: string): string {
  if (!text.startsWith('ISO-10303-21;'))
    throw new WaveguideError(
      'MESH_FAILED',
      'OpenCASCADE wrote no STEP file. Try another folder or file name.',
    )
  return text.replace(/(FILE_NAME\('[^']*',\s*)'\d{4}-\d\d-\d\dT[\d:]*'/, "$1'1970-01-01T00:00:00'")
}

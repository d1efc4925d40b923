import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { WaveguideError } from '../core/errors.ts'

/** Characters per write; between two of them the event loop runs. */
const chunkLength = 1 << 16

/**
 * Writes a text file as a whole or not at all: into a temporary file beside it, then renamed over it.
 *
 * @param parts - The text in pieces, made while it is written.
 * @throws {@link WaveguideError} `IO` with the path.
 */
export async function writeAtomic(path: string, parts: Iterable<string>): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    await writeParts(temporary, parts)
    await rename(temporary, path)
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => {})
    throw ioError(`cannot write ${path}`, path, thrown)
  }
}

/** Creates a folder and its parents. */
export async function ensureFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
  } catch (thrown) {
    throw ioError(`cannot create the folder ${path}`, path, thrown)
  }
}

/** An `IO` error around what the operating system said; errors of our own pass unchanged. */
export function ioError(what: string, path: string, thrown: unknown): WaveguideError {
  if (thrown instanceof WaveguideError) return thrown
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  return new WaveguideError('IO', `${what}: ${reason}`, { details: { path }, cause: thrown })
}

async function writeParts(path: string, parts: Iterable<string>): Promise<void> {
  const file = await open(path, 'wx')
  try {
    for (const chunk of chunks(parts)) await file.write(chunk)
    await file.sync()
  } finally {
    await file.close()
  }
}

function* chunks(parts: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const part of parts) {
    chunk += part
    if (chunk.length < chunkLength) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

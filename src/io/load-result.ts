import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { WaveguideError } from '../core/errors.ts'
import { optionError } from '../core/options.ts'
import type { Result } from '../model/result.ts'
import { readResult } from './read-result.ts'
import { ioError } from './write-atomic.ts'

/**
 * Reads a result that {@link saveResult} wrote.
 *
 * @param path - A `result.json`, or the folder that holds one.
 * @returns The result with its typed arrays, equal to the one saved.
 * @throws {@link WaveguideError} `OPTION` when `path` is no text, `IO` when the file cannot be read or is not such a result.
 */
export async function loadResult(path: string): Promise<Result> {
  if (typeof path !== 'string' || path === '') throw optionError('path', 'a file or folder', path)
  const file = await resultFile(path)
  const content = await readFile(file, 'utf8').catch((thrown: unknown) => {
    throw ioError(`cannot read ${file}`, file, thrown)
  })
  try {
    return readResult(JSON.parse(content))
  } catch (thrown) {
    if (!(thrown instanceof WaveguideError)) throw ioError(`${file} is not JSON`, file, thrown)
    const message = thrown.message.slice(thrown.code.length + 2)
    throw new WaveguideError(thrown.code, `${file}: ${message}`, {
      details: { ...thrown.details, path: file },
    })
  }
}

async function resultFile(path: string): Promise<string> {
  try {
    return (await stat(path)).isDirectory() ? join(path, 'result.json') : path
  } catch (thrown) {
    throw ioError(`cannot read ${path}`, path, thrown)
  }
}

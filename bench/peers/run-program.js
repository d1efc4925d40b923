import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Standard output of a program, or undefined when it cannot be started or fails. */
export async function outputOf(program, parameters, options = {}) {
  try {
    const { stdout } = await promisify(execFile)(program, parameters, { maxBuffer: 2 ** 28, ...options })
    return stdout
  } catch {
    return undefined
  }
}

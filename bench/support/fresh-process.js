// Measurements that need a process of their own: nothing loaded, nothing warm, its memory its own.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deserialize, serialize } from 'node:v8'

/** Runs a program of this folder's siblings with `job` and returns the JSON that it prints. */
export async function inFreshProcess(program, job) {
  const folder = mkdtempSync(join(tmpdir(), 'waveguide-bench-'))
  try {
    const file = join(folder, 'job')
    writeFileSync(file, serialize(job))
    const { stdout } = await promisify(execFile)(process.execPath, [program, file], { maxBuffer: 2 ** 26 })
    return JSON.parse(stdout)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** In such a program: the job. */
export const givenJob = () => deserialize(readFileSync(process.argv[2]))

/**
 * The most memory that this process has had, bytes. Linux hands the peak of the parent on to `resourceUsage().maxRSS`,
 * so the figure of the address space itself comes first.
 */
export function peakBytes() {
  try {
    return 1024 * Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1])
  } catch {
    return 1024 * process.resourceUsage().maxRSS
  }
}

/**
 * Worker threads that are terminated in the middle of native work. A crash here takes a whole process with it, so each
 * scenario runs in a child process. `SEED=` repeats a run.
 */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { builtLib } from '../support/built-lib.ts'

const fixture = fileURLToPath(new URL('../support/terminate-workers.mjs', import.meta.url))
const seed = Number(process.env['SEED'] ?? Date.now() % 1e6)

interface Outcome {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly stderr: string
  readonly report: { terminated: number; memoryMb: number[]; threads: number; solved: number }
}

let lib = ''

beforeAll(async () => {
  lib = await builtLib()
})

function terminateWorkers(count: number, end: 'natural' | 'exit' | 'workers'): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const args = [fixture, lib, String(seed), String(count), end]
    const child = execFile(process.execPath, args, (_, stdout, stderr) => {
      const { exitCode: status, signalCode: signal } = child
      try {
        resolve({ status, signal, stderr, report: JSON.parse(stdout) as Outcome['report'] })
      } catch {
        reject(new Error(`seed ${seed}: status ${status}, signal ${signal}\n${stdout}\n${stderr}`))
      }
    })
  })
}

describe(`workers terminated at random moments of a mesh or a solve, seed ${seed}`, () => {
  test('100 of them: no crash, memory stays, and the main thread goes on solving', {
    timeout: 600_000,
  }, async () => {
    const { status, signal, stderr, report } = await terminateWorkers(100, 'natural')
    expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: '' })
    expect(report.terminated).toBe(100)
    expect(report.solved).toBe(1)
    // A leaked job of these sizes holds 5 MB or more: 70 leaks would be 350 MB. Allocators keep some 10 MB a thread.
    const [early = Number.NaN, late = Number.NaN] = [report.memoryMb[2], report.memoryMb.at(-1)]
    expect(late - early).toBeLessThan(100)
    // Node's own and the mesher's, 12 on 2 cores; a job that hangs adds one.
    expect(report.threads).toBeLessThan(20)
  })

  test('process.exit in mid-job ends with its own status', { timeout: 300_000 }, async () => {
    const { status, signal, stderr } = await terminateWorkers(8, 'exit')
    expect({ status, signal, stderr }).toEqual({ status: 5, signal: null, stderr: '' })
  })

  test('when only workers ever loaded the native modules', { timeout: 300_000 }, async () => {
    const { status, signal, stderr, report } = await terminateWorkers(12, 'workers')
    expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: '' })
    expect(report.terminated).toBe(12)
  })
})

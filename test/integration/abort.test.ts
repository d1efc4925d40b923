/** Stopping a solve under way, with the native solver at work. How long it takes is printed by bench/, not asserted. */
import { describe, expect, test } from 'vitest'
import * as api from '../../src/index.ts'
import { icosphere, meshOf } from '../support/spheres.ts'

const mesh = meshOf(icosphere(3))
const long = { frequencies: { from: 50, to: 300, count: 200 }, precision: 'double' } as const

/** Resolves after the first frequency of a run. */
async function firstFrequency(run: api.SolveRun): Promise<void> {
  for await (const _ of run) return
}

describe('aborting a running solve', () => {
  test('rejects with the reason of the signal and hands out nothing afterwards', async () => {
    const abort = new AbortController()
    const progress: api.Progress[] = []
    const run = api.solve(mesh, {
      ...long,
      signal: abort.signal,
      onProgress: (step) => progress.push(step),
    })
    await firstFrequency(run)
    const reason = new Error('changed my mind')
    const seen: number[] = []
    const iteration = (async () => {
      for await (const { index } of run) seen.push(index)
    })()
    await new Promise(setImmediate)
    abort.abort(reason)
    const told = progress.length
    await expect(run).rejects.toBe(reason)
    await expect(iteration).rejects.toBe(reason)
    const handedOut = seen.length
    // Long enough for the native job, cancelled at its next poll, to say whatever it still has to say.
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(progress).toHaveLength(told)
    expect(seen).toHaveLength(handedOut)
  })

  test('works at every stage: at once, while preparing, while solving', async () => {
    for (const delayMs of [0, 1, 20, 150, 400]) {
      const signal = AbortSignal.timeout(delayMs)
      await expect(api.solve(mesh, { ...long, signal })).rejects.toMatchObject({ name: 'TimeoutError' })
    }
  })

  test('a signal that has fired starts nothing', async () => {
    const run = api.solve(mesh, { ...long, signal: AbortSignal.abort('early') })
    await expect(run).rejects.toBe('early')
  })

  test('disposal stops it like an abort', async () => {
    const run = api.solve(mesh, long)
    await firstFrequency(run)
    await run[Symbol.asyncDispose]()
    await expect(run).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('leaves the solver usable', async () => {
    const stopped = AbortSignal.timeout(50)
    await expect(api.solve(mesh, { ...long, signal: stopped })).rejects.toBeDefined()
    const result = await api.solve(mesh, { frequencies: [100] })
    expect(result.evidence[0]?.valid).toBe(true)
  })
})

test('simulate can be aborted while it meshes and while it solves', async () => {
  const horn = { type: 'R-OSSE', R: 140, a: 25, a0: 15.5, r0: 12.7 } as const
  for (const stage of ['mesh', 'solve']) {
    const abort = new AbortController()
    const run = api.simulate(horn, {
      frequencies: long.frequencies,
      sizeMm: { throat: 8, mouth: 30, rear: 40 },
      isolate: false,
      signal: abort.signal,
      onProgress: (step) => {
        if (step.stage === stage) abort.abort(stage)
      },
    })
    await expect(run).rejects.toBe(stage)
  }
})

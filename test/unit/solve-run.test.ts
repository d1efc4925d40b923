import { describe, expect, test } from 'vitest'
import { WaveguideError } from '../../src/core/errors.ts'
import type { FrequencyResult, Result } from '../../src/model/result.ts'
import { type RunControl, SolveRun } from '../../src/solve/solve-run.ts'

/** A run whose work is steered by the test. */
function steered(signal?: AbortSignal) {
  let control: RunControl | undefined
  let finish: (result: Result) => void = () => {}
  let fail: (reason: unknown) => void = () => {}
  const run = new SolveRun(signal, (given) => {
    control = given
    return new Promise<Result>((resolve, reject) => {
      finish = resolve
      fail = reject
    })
  })
  const deliver = (index: number): void => control?.deliver({ index } as FrequencyResult)
  return {
    run,
    deliver,
    finish: () => finish(done),
    fail: (reason: unknown) => fail(reason),
    control: () => control,
  }
}

const done = { schema: 'waveguide-result/1' } as Result

async function indices(run: SolveRun): Promise<number[]> {
  const seen: number[] = []
  for await (const { index } of run) seen.push(index)
  return seen
}

describe('a run', () => {
  test('begins its work before anyone asks for it', () => {
    expect(steered().control()).toBeDefined()
  })

  test('is awaited for the result, more than once', async () => {
    const { run, finish } = steered()
    finish()
    expect(await run).toBe(done)
    expect(await run.then(({ schema }) => schema)).toBe('waveguide-result/1')
  })

  test('is iterated as frequencies come, awaited at the same time', async () => {
    const { run, deliver, finish } = steered()
    const seen = indices(run)
    for (const index of [0, 1, 2]) {
      deliver(index)
      await new Promise(setImmediate)
    }
    finish()
    expect(await seen).toEqual([0, 1, 2])
    expect(await run).toBe(done)
  })

  test('replays what is done to whoever comes late', async () => {
    const { run, deliver, finish } = steered()
    deliver(0)
    deliver(1)
    finish()
    await run
    expect(await indices(run)).toEqual([0, 1])
    expect(await indices(run)).toEqual([0, 1])
  })

  test('goes on when an iteration is left early', async () => {
    const { run, deliver, finish, control } = steered()
    deliver(0)
    for await (const _ of run) break
    expect(control()?.signal.aborted).toBe(false)
    deliver(1)
    finish()
    expect(await indices(run)).toEqual([0, 1])
  })

  test('hands out what is done and then throws when the work fails', async () => {
    const { run, deliver, fail } = steered()
    deliver(0)
    const seen: number[] = []
    const iteration = (async () => {
      for await (const { index } of run) seen.push(index)
    })()
    await new Promise(setImmediate)
    fail(new Error('broken'))
    await expect(iteration).rejects.toThrow('broken')
    await expect(run).rejects.toThrow('broken')
    expect(seen).toEqual([0])
  })

  test('an error carries the stack of whoever began the run', async () => {
    async function beginsTheRun() {
      return steered()
    }
    const { run, fail } = await beginsTheRun()
    fail(new WaveguideError('INTERNAL', 'broken'))
    await expect(run).rejects.toMatchObject({ stack: expect.stringContaining('beginsTheRun') })
  })

  test('raises no unhandled rejection when nobody awaits it', async () => {
    const unhandled: unknown[] = []
    const listener = (reason: unknown): void => void unhandled.push(reason)
    process.on('unhandledRejection', listener)
    const { fail } = steered()
    fail(new Error('nobody hears this'))
    const abandoned = new AbortController()
    steered(abandoned.signal)
    abandoned.abort()
    await new Promise((resolve) => setTimeout(resolve, 20))
    process.off('unhandledRejection', listener)
    expect(unhandled).toEqual([])
  })
})

describe('stopping a run', () => {
  test('by signal rejects with the reason, although the work never ends', async () => {
    const abort = new AbortController()
    const { run, control } = steered(abort.signal)
    const reason = new Error('changed my mind')
    abort.abort(reason)
    await expect(run).rejects.toBe(reason)
    expect(control()?.signal.reason).toBe(reason)
  })

  test('by a signal without reason is an AbortError', async () => {
    const abort = new AbortController()
    const { run } = steered(abort.signal)
    abort.abort()
    await expect(run).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('by a signal that had fired before never begins the work', async () => {
    const { run, control } = steered(AbortSignal.abort('early'))
    await expect(run).rejects.toBe('early')
    expect(control()).toBeUndefined()
  })

  test('hands out nothing that comes later', async () => {
    const abort = new AbortController()
    const { run, deliver } = steered(abort.signal)
    deliver(0)
    const seen: number[] = []
    const iteration = (async () => {
      for await (const { index } of run) seen.push(index)
    })()
    await new Promise(setImmediate)
    abort.abort()
    deliver(1)
    await expect(iteration).rejects.toMatchObject({ name: 'AbortError' })
    expect(seen).toEqual([0])
  })

  test('by disposal is an AbortError, and a finished run is left as it is', async () => {
    const { run } = steered()
    await run[Symbol.asyncDispose]()
    await expect(run).rejects.toMatchObject({ name: 'AbortError' })
    const ended = steered()
    ended.finish()
    await ended.run
    await ended.run[Symbol.asyncDispose]()
    expect(await ended.run).toBe(done)
  })

  test('after the end changes nothing and leaves no listener behind', async () => {
    const abort = new AbortController()
    let listeners = 0
    const { addEventListener, removeEventListener } = abort.signal
    abort.signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listeners++
      addEventListener.apply(abort.signal, args)
    }
    abort.signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listeners--
      removeEventListener.apply(abort.signal, args)
    }
    const { run, finish } = steered(abort.signal)
    finish()
    expect(await run).toBe(done)
    expect(listeners).toBe(0)
    abort.abort()
    expect(await run).toBe(done)
  })

  test("by an error of the caller's own callback rejects with that error", async () => {
    const { run, control } = steered()
    const mine = new Error('my callback')
    control()?.fail(mine)
    await expect(run).rejects.toBe(mine)
  })
})

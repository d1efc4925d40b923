import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fromNative } from '../../src/binding/from-native.ts'
import type { NativeJob } from '../../src/binding/native.ts'
import { runJob } from '../../src/binding/run-job.ts'
import { errorCodes, WaveguideError } from '../../src/core/errors.ts'

function nativeError(code: string | undefined, message = 'of native code'): Error {
  return Object.assign(new Error(message), code === undefined ? {} : { code })
}

describe('errors of native code', () => {
  test('become a WaveguideError with the same code and the native error as cause', () => {
    const native = nativeError('MEMORY_LIMIT', 'no memory left')
    const error = fromNative(native)
    expect(error).toBeInstanceOf(WaveguideError)
    expect(error).toMatchObject({
      code: 'MEMORY_LIMIT',
      message: 'MEMORY_LIMIT: no memory left',
      cause: native,
    })
  })

  test.each([['EWHATEVER'], [undefined]])('with code %s are INTERNAL', (code) => {
    expect(fromNative(nativeError(code))).toMatchObject({ code: 'INTERNAL' })
  })

  test('of a cancelled job are an AbortError', () => {
    expect(fromNative(nativeError('CANCELLED'))).toMatchObject({ name: 'AbortError' })
  })

  test('pass what is no native error', () => {
    const own = new WaveguideError('OPTION', 'x')
    expect(fromNative(own)).toBe(own)
    expect(fromNative('text')).toBe('text')
  })

  test("carry the caller's stack", async () => {
    async function callerOfTheJob(): Promise<unknown> {
      return await runJob(() => ({ promise: Promise.reject(nativeError('DEVICE_FAILED')), cancel: () => {} }))
    }
    await expect(callerOfTheJob()).rejects.toMatchObject({ stack: expect.stringContaining('callerOfTheJob') })
  })
})

describe('running a native job', () => {
  test('an abort rejects at once with the reason and cancels the job; its late answer is dropped', async () => {
    const abort = new AbortController()
    let cancelled = 0
    let reject: (reason: unknown) => void = () => {}
    const job: NativeJob<number> = {
      promise: new Promise((_, no) => {
        reject = no
      }),
      cancel: () => cancelled++,
    }
    const run = runJob(() => job, abort.signal)
    abort.abort('enough')
    await expect(run).rejects.toBe('enough')
    expect(cancelled).toBe(1)
    reject(nativeError('CANCELLED'))
  })

  test('is not started for a signal that has fired', async () => {
    let started = false
    const run = runJob(() => {
      started = true
      return { promise: Promise.resolve(1), cancel: () => {} }
    }, AbortSignal.abort('early'))
    await expect(run).rejects.toBe('early')
    expect(started).toBe(false)
  })

  test('an error thrown at the start is translated too', async () => {
    const run = runJob(() => {
      throw nativeError('OPTION', 'vertices must be a Float64Array')
    })
    await expect(run).rejects.toMatchObject({ code: 'OPTION' })
  })
})

test('TypeScript and C++ have the same error codes, in the same order', () => {
  const source = readFileSync(new URL('../../native/common/error.cpp', import.meta.url), 'utf8')
  const native = [...source.matchAll(/case ErrorCode::\w+:\s*return "(\w+)"/g)].map(([, code]) => code)
  expect(native).toEqual([...errorCodes])
})

import { untilAborted } from '../core/abort.ts'
import { WaveguideError } from '../core/errors.ts'
import type { FrequencyResult, Result } from '../model/result.ts'

/** What the work of a run may do to it. */
export interface RunControl {
  /** Aborted by the caller's signal, by disposal and by {@link RunControl.fail}. */
  readonly signal: AbortSignal
  /** Hands out one finished frequency. */
  deliver(result: FrequencyResult): void
  /** Says how a result is made of what is done so far. */
  offerPartial(make: () => Result | undefined): void
  /** Ends the run with an error that is not the work's own: one thrown by a callback of the caller. */
  fail(reason: unknown): void
}

/**
 * A solve under way: await it for the {@link Result}, iterate it for each frequency as it finishes, or both.
 *
 * Frequencies finish coarse over the whole band first: both ends, the middle, then halves; `index` counts in the sorted
 * list. The finished result is sorted.
 *
 * The work began when the run was made. An iteration replays what is done and then follows the work; any number may
 * go on at once, and leaving one early leaves the work alone. The caller's signal and `await using` (or a call of
 * `[Symbol.asyncDispose]()`) stop it: the run then rejects at once with the signal's reason, an `AbortError` for
 * disposal, and no further frequency is handed out; {@link SolveRun.partial} has what was done until then. A run that nobody awaits raises no unhandled rejection.
 */
export class SolveRun implements PromiseLike<Result>, AsyncIterable<FrequencyResult>, AsyncDisposable {
  readonly #abort = new AbortController()
  readonly #results: FrequencyResult[] = []
  readonly #finished: Promise<Result>
  #makePartial: () => Result | undefined = () => undefined
  #settled = false
  #wake: () => void = () => {}
  #news: Promise<void> = this.#nextNews()

  constructor(signal: AbortSignal | undefined, work: (control: RunControl) => Promise<Result>) {
    const caller = { stack: '' }
    Error.captureStackTrace(caller, SolveRun)
    const stop = (): void => this.#abort.abort(signal?.reason)
    signal?.addEventListener('abort', stop, { once: true })
    if (signal?.aborted) stop()
    this.#finished = this.#begin(work, caller.stack).finally(() => {
      this.#settled = true
      signal?.removeEventListener('abort', stop)
      this.#wake()
    })
    this.#finished.catch(() => {})
  }

  // biome-ignore lint/suspicious/noThenProperty: being awaitable is the purpose of the class
  then<A = Result, B = never>(
    onFulfilled?: ((result: Result) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#finished.then(onFulfilled, onRejected)
  }

  /**
   * What is done so far as a {@link Result} of its own, with fewer frequencies: at any time, also after an abort or a
   * failure. Solve on with it as `resumeFrom`.
   *
   * @returns `undefined` as long as no frequency is done.
   */
  partial(): Result | undefined {
    return this.#makePartial()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<FrequencyResult, void, undefined> {
    for (let index = 0; ; index++) {
      while (index >= this.#results.length && !this.#settled) await this.#news
      const result = this.#abort.signal.aborted && !this.#settled ? undefined : this.#results[index]
      if (!result) {
        await this.#finished
        return
      }
      yield result
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#settled) this.#abort.abort(new DOMException('the run was disposed of', 'AbortError'))
    await this.#finished.catch(() => {})
  }

  async #begin(work: (control: RunControl) => Promise<Result>, caller: string): Promise<Result> {
    const { signal } = this.#abort
    signal.throwIfAborted()
    const control: RunControl = {
      signal,
      deliver: (result) => {
        if (signal.aborted) return
        this.#results.push(result)
        const wake = this.#wake
        this.#news = this.#nextNews()
        wake()
      },
      offerPartial: (make) => {
        this.#makePartial = make
      },
      fail: (reason) => this.#abort.abort(reason),
    }
    try {
      return await untilAborted(work(control), signal, () => {})
    } catch (thrown) {
      throw calledFrom(thrown, caller)
    }
  }

  #nextNews(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }
}

/** Awaiting an object of one's own breaks the engine's asynchronous stack, so the place of the call is added here. */
function calledFrom(thrown: unknown, caller: string): unknown {
  if (thrown instanceof WaveguideError) thrown.stack += caller.slice(caller.indexOf('\n'))
  return thrown
}

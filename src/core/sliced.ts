/** Work that pauses: a generator that yields wherever the event loop may be let in. */
export type Sliced<T> = Generator<undefined, T, undefined>

const longestSliceMs = 8

/** Runs to the end without a pause. */
export function runAtOnce<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/** Runs to the end, letting the event loop in at the first pause after 8 ms; stops at a pause once `signal` fires. */
export async function runSliced<T>(work: Sliced<T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    signal?.throwIfAborted()
    const start = performance.now()
    do {
      const step = work.next()
      if (step.done) return step.value
    } while (performance.now() - start < longestSliceMs)
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
  }
}

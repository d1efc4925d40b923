import { WaveguideError } from '../core/errors.ts'

/** Runs `work` with a signal that fires with the caller's signal or after `timeoutMs`; its reason is what `work` rejects with. */
export async function withTimeout<T>(
  { signal, timeoutMs }: { readonly signal: AbortSignal | undefined; readonly timeoutMs: number | undefined },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const end = new AbortController()
  const stop = (): void => end.abort(signal?.reason)
  signal?.addEventListener('abort', stop, { once: true })
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => end.abort(timedOut(timeoutMs)), Math.min(timeoutMs, 2 ** 31 - 1))
  try {
    signal?.throwIfAborted()
    return await work(end.signal)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

function timedOut(timeoutMs: number): WaveguideError {
  return new WaveguideError(
    'TIMEOUT',
    `meshing took longer than MeshOptions.timeoutMs, ${timeoutMs} ms. Allow more time or ask for larger elements.`,
    { details: { timeoutMs } },
  )
}

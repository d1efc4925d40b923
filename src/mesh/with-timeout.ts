import { WaveguideError } from '../core/errors.ts'

interface TimeLimit {
  readonly signal: AbortSignal | undefined
  readonly timeoutMs: number | undefined
  /** Name of the options that it stands in, for the message. */
  readonly owner?: string
}

/** Runs `work` with a signal that fires with the caller's signal or after `timeoutMs`; its reason is what `work` rejects with. */
export async function withTimeout<T>(
  { signal, timeoutMs, owner = 'MeshOptions' }: TimeLimit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const end = new AbortController()
  const stop = (): void => end.abort(signal?.reason)
  signal?.addEventListener('abort', stop, { once: true })
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => end.abort(timedOut(timeoutMs, owner)), Math.min(timeoutMs, 2 ** 31 - 1))
  try {
    signal?.throwIfAborted()
    return await work(end.signal)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

function timedOut(timeoutMs: number, owner: string): WaveguideError {
  return new WaveguideError(
    'TIMEOUT',
    `meshing took longer than ${owner}.timeoutMs, ${timeoutMs} ms. Allow more time or ask for larger elements.`,
    { details: { timeoutMs } },
  )
}

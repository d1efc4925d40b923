/** Rejects with the signal's reason the moment it fires; removes its listener when `work` settles. */
export function untilAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
  onAbort: () => void,
): Promise<T> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      onAbort()
      reject(signal.reason)
    }
    if (signal.aborted) {
      stop()
      work.catch(() => {})
      return
    }
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

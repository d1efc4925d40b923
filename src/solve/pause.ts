/** Lets the event loop in between two pieces of work that each take some 10 ms. Rejects with the signal's reason. */
export async function pause(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve)
  })
  signal.throwIfAborted()
}

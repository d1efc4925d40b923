import { availableParallelism } from 'node:os'

/** Children at work in this thread, and those who wait for one to end. */
let free = availableParallelism()
const waiting: (() => void)[] = []

/**
 * Waits until fewer than one child process per processor is at work.
 *
 * @returns Call it when the child has ended.
 */
export async function takeSlot(signal: AbortSignal): Promise<() => void> {
  signal.throwIfAborted()
  if (free > 0) free--
  else await handedOver(signal)
  let isTaken = true
  return () => {
    if (isTaken) pass()
    isTaken = false
  }
}

function handedOver(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      waiting.splice(waiting.indexOf(take), 1)
      reject(signal.reason)
    }
    const take = (): void => {
      signal.removeEventListener('abort', giveUp)
      resolve()
    }
    signal.addEventListener('abort', giveUp, { once: true })
    waiting.push(take)
  })
}

function pass(): void {
  const next = waiting.shift()
  if (next) next()
  else free++
}

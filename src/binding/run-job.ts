import { untilAborted } from '../core/abort.ts'
import { fromNative } from './from-native.ts'
import type { NativeJob } from './native.ts'

/**
 * Starts a native job and waits for it. An abort rejects at once with the signal's reason and cancels the job, which
 * stops soon after; its late answer is dropped.
 *
 * @param start - Called once, synchronously, so that the job's inputs are copied before this returns.
 * @throws {@link WaveguideError} what the job failed with; the signal's reason.
 */
export async function runJob<T>(start: () => NativeJob<T>, signal?: AbortSignal): Promise<T> {
  signal?.throwIfAborted()
  try {
    const job = start()
    return await untilAborted(job.promise, signal, () => job.cancel())
  } catch (thrown) {
    if (signal?.aborted) throw signal.reason
    throw fromNative(thrown)
  }
}

import type { SolveEstimate } from '../model/options.ts'
import { durationText } from './progress-line.ts'

/** `40 frequencies, about 0.16 s each, 0:06 in all; 46 MB; gmres, 2 threads`. */
export function estimateText(
  { memoryBytes, secondsPerFrequency, method }: SolveEstimate,
  count: number,
): string {
  const each = Number(secondsPerFrequency.toPrecision(2))
  const frequencies = count === 1 ? '1 frequency' : `${count} frequencies`
  const inAll = durationText(secondsPerFrequency * count)
  return `${frequencies}, about ${each} s each, ${inAll} in all; ${Math.ceil(memoryBytes / 1e6)} MB; ${method}`
}

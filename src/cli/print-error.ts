import { WaveguideError } from '../core/errors.ts'
import { oneLine } from '../io/numbers.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Exit statuses of the program. */
export const exitStatus = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const

/**
 * Says on stderr, in one line, why the program ends.
 *
 * @returns The exit status.
 */
export function printError(thrown: unknown, { err }: Terminal, signal: AbortSignal): number {
  if (thrown instanceof UsageError) {
    const command = thrown.command ? `waveguide ${thrown.command}` : 'waveguide'
    err(`${command}: ${oneLine(thrown.message)}; see ${command} --help\n`)
    return exitStatus.usage
  }
  if (signal.aborted) {
    err('interrupted\n')
    return exitStatus.interrupted
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  err(`${oneLine(thrown instanceof WaveguideError ? message : `INTERNAL: ${message}`)}\n`)
  return exitStatus.failed
}

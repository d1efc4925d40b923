#!/usr/bin/env node
import { exitStatus } from './print-error.ts'
import { runProgram } from './program.ts'
import { processTerminal } from './terminal.ts'

const interruption = new AbortController()

/** The first Ctrl-C stops the work and lets it tidy up, the second does not wait for that. */
function interrupt(): void {
  if (interruption.signal.aborted) process.exit(exitStatus.interrupted)
  interruption.abort()
}

/** The reader of a pipe has seen enough: end without a word, as other programs do. */
function onStreamError(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(exitStatus.done)
  throw error
}

process.on('SIGINT', interrupt)
process.on('SIGTERM', interrupt)
process.stdout.on('error', onStreamError)
process.stderr.on('error', onStreamError)

async function main(): Promise<void> {
  const context = { terminal: processTerminal(), signal: interruption.signal }
  const status = await runProgram(process.argv.slice(2), context)
  process.exitCode = status
  // Work that was told to stop may take a moment to notice; nobody waits for its answer.
  if (status === exitStatus.interrupted) process.exit(status)
}

void main()

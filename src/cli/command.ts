import type { OptionTable, Values } from './args.ts'
import type { Terminal } from './terminal.ts'

/** What a command has besides its arguments. */
export interface Context {
  readonly terminal: Terminal
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}

/** One command of the program. */
export interface Command<T extends OptionTable = OptionTable> {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** What follows the name in the usage line. */
  readonly usage: string
  /** Names of the positional arguments; each is required. */
  readonly operands: readonly string[]
  readonly options: T
  /** Text below the options in the help. */
  readonly notes?: string
  run(operands: readonly string[], values: Values<T>, context: Context): Promise<void>
}

/** Keeps the type of each option with its command. */
export function defineCommand<T extends OptionTable>(command: Command<T>): Command {
  // The table is only ever read with the values that were parsed by it.
  return command as unknown as Command
}

import { packageVersion } from '../binding/load-addon.ts'
import { nearestName } from '../core/options.ts'
import { parseArguments } from './args.ts'
import type { Command, Context } from './command.ts'
import { devicesCommand } from './commands/devices.ts'
import { meshCommand } from './commands/mesh.ts'
import { solveCommand } from './commands/solve.ts'
import { commandHelp, programHelp } from './help.ts'
import { exitStatus, printError } from './print-error.ts'
import { UsageError } from './usage-error.ts'

const commands: readonly Command[] = [devicesCommand, meshCommand, solveCommand]
const commandNames = commands.map(({ name }) => name)

/**
 * Runs the program once.
 *
 * @param argv - Arguments after the program's name.
 * @returns The exit status: 0 done, 1 failed, 2 wrong usage, 130 interrupted.
 */
export async function runProgram(argv: readonly string[], context: Context): Promise<number> {
  try {
    return await dispatch(argv, context)
  } catch (thrown) {
    return printError(thrown, context.terminal, context.signal)
  }
}

async function dispatch([name, ...rest]: readonly string[], context: Context): Promise<number> {
  const { out, err } = context.terminal
  if (name === undefined) {
    err(programHelp(commands))
    return exitStatus.usage
  }
  if (name === '--help' || name === '-h') out(programHelp(commands))
  else if (name === '--version') out(`${packageVersion()}\n`)
  else await runCommand(commandNamed(name), rest, context)
  return exitStatus.done
}

async function runCommand(command: Command, argv: readonly string[], context: Context): Promise<void> {
  if (isHelpWanted(argv)) return context.terminal.out(commandHelp(command))
  const { positionals, values } = parseArguments(command.name, argv, command.options)
  const missing = command.operands[positionals.length]
  if (missing !== undefined) throw new UsageError(`${missing} is missing`, command.name)
  const surplus = positionals[command.operands.length]
  if (surplus !== undefined) throw new UsageError(`what is "${surplus}" for?`, command.name)
  context.signal.throwIfAborted()
  await command.run(positionals, values, context)
}

/** Help is given whatever else is on the line, but not for what follows `--`. */
function isHelpWanted(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  return (end < 0 ? argv : argv.slice(0, end)).some((word) => word === '--help' || word === '-h')
}

function commandNamed(name: string): Command {
  const command = commands.find((one) => one.name === name)
  if (command) return command
  if (name.startsWith('-')) throw new UsageError(`unknown option ${name}`)
  const near = nearestName(name, commandNames)
  const hint = near ? `did you mean ${near}?` : `there are ${commandNames.join(', ')}`
  throw new UsageError(`no command "${name}"; ${hint}`)
}

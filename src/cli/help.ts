import { type Option, placeholder } from './args.ts'
import type { Command } from './command.ts'

/** The program's help: what it is, its commands, and where to read on. */
export function programHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return [
    'waveguide: horn and waveguide simulation, from parameters to polars',
    '',
    'usage: waveguide COMMAND [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'waveguide COMMAND --help lists the options; waveguide --version prints the version.',
    '',
  ].join('\n')
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const options = { ...command.options, help: { kind: 'flag', short: 'h', help: 'this text' } as const }
  const entries = Object.entries<Option>(options).map(([name, option]) => ({
    head: [`${option.short ? `-${option.short}, ` : ''}--${name}`, placeholder(option)]
      .filter(Boolean)
      .join(' '),
    help: option.help,
  }))
  const width = Math.min(30, Math.max(...entries.map(({ head }) => head.length)))
  return [
    `waveguide ${command.name}: ${command.summary}`,
    '',
    `usage: waveguide ${command.name} ${command.usage}`,
    '',
    ...entries.map(({ head, help }) =>
      head.length > width ? `  ${head}\n  ${' '.repeat(width)}  ${help}` : `  ${head.padEnd(width)}  ${help}`,
    ),
    ...(command.notes ? ['', command.notes] : []),
    '',
  ].join('\n')
}

import { parseArgs } from 'node:util'
import { nearestName } from '../core/options.ts'
import { UsageError } from './usage-error.ts'

/** Command lines: a table of options per command, read strictly. */

interface OptionBase {
  readonly help: string
  readonly short?: string
}

interface FlagOption extends OptionBase {
  readonly kind: 'flag'
}

interface TextOption extends OptionBase {
  readonly kind: 'text'
  /** What stands for the value in the help. */
  readonly value: string
}

interface NumberOption extends OptionBase {
  readonly kind: 'number' | 'count'
  readonly value: string
}

interface ChoiceOption extends OptionBase {
  readonly kind: 'choice'
  readonly choices: readonly string[]
}

export type Option = FlagOption | TextOption | NumberOption | ChoiceOption
export type OptionTable = Readonly<Record<string, Option>>

type ValueOf<O extends Option> = O extends FlagOption
  ? boolean
  : O extends NumberOption
    ? number
    : O extends ChoiceOption
      ? O['choices'][number]
      : string

/** The values that were given, by option name. */
export type Values<T extends OptionTable> = { readonly [K in keyof T]?: ValueOf<T[K]> }

export interface Arguments<T extends OptionTable> {
  readonly positionals: readonly string[]
  readonly values: Values<T>
}

/**
 * Reads the arguments of one command.
 *
 * @throws {@link UsageError} for an unknown option, a missing or malformed value.
 */
export function parseArguments<T extends OptionTable>(
  command: string,
  argv: readonly string[],
  table: T,
): Arguments<T> {
  const fail = (message: string): never => {
    throw new UsageError(message, command)
  }
  const { tokens, positionals } = tokensOf(argv, table, fail)
  const values: Record<string, unknown> = {}
  for (const token of tokens) {
    const option = table[token.name]
    if (!option) return fail(unknownOption(token.rawName, table))
    if (Object.hasOwn(values, token.name)) fail(`${token.rawName} is given twice`)
    values[token.name] = optionValue(option, token, fail)
  }
  return { positionals, values: values as Values<T> }
}

/** A plain decimal number: no hexadecimal, no `Infinity`, nothing empty; undefined otherwise. */
export function plainNumber(text: string): number | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text)) return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

interface Token {
  readonly name: string
  readonly rawName: string
  readonly value: string | undefined
}

type Fail = (message: string) => never

function tokensOf(
  argv: readonly string[],
  table: OptionTable,
  fail: Fail,
): { tokens: Token[]; positionals: string[] } {
  const options = Object.fromEntries(
    Object.entries(table).map(([name, { kind, short }]) => [
      name,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), ...(short ? { short } : {}) },
    ]),
  )
  try {
    const args = joinNegatives(argv, table)
    const parsed = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true })
    const tokens = parsed.tokens.flatMap((token) =>
      token.kind === 'option' ? [{ name: token.name, rawName: token.rawName, value: token.value }] : [],
    )
    return { tokens, positionals: parsed.positionals }
  } catch (thrown) {
    return fail(thrown instanceof Error ? thrown.message : String(thrown))
  }
}

/** `--from -5` means a value, not an option: a word of minus and a digit is joined to the option before it. */
function joinNegatives(argv: readonly string[], table: OptionTable): string[] {
  const joined: string[] = []
  for (const word of argv) {
    const previous = joined.at(-1) ?? ''
    const option = previous.startsWith('--') ? table[previous.slice(2)] : undefined
    const takesValue = option !== undefined && option.kind !== 'flag'
    if (takesValue && /^-[\d.]/.test(word)) joined[joined.length - 1] = `${previous}=${word}`
    else joined.push(word)
  }
  return joined
}

function optionValue(option: Option, { rawName, value }: Token, fail: Fail): unknown {
  if (option.kind === 'flag') return value === undefined ? true : fail(`${rawName} takes no value`)
  if (value === undefined || value === '') return fail(`${rawName} needs a value: ${placeholder(option)}`)
  if (option.kind === 'text') return value
  if (option.kind === 'choice') {
    if (option.choices.includes(value)) return value
    return fail(`${rawName} must be one of ${option.choices.join(', ')}, got "${value}"`)
  }
  const number = plainNumber(value)
  if (number === undefined) return fail(`${rawName} must be a number, got "${value}"`)
  if (option.kind === 'count' && !(Number.isInteger(number) && number > 0))
    return fail(`${rawName} must be a positive integer, got "${value}"`)
  return number
}

/** What stands for an option's value in the help. */
export function placeholder(option: Option): string {
  if (option.kind === 'flag') return ''
  return option.kind === 'choice' ? option.choices.join('|') : option.value
}

function unknownOption(rawName: string, table: OptionTable): string {
  const near = nearestName(rawName.replace(/^-+/, ''), Object.keys(table))
  return `unknown option ${rawName}${near ? `; did you mean --${near}?` : ''}`
}

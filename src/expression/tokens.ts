import { expressionError } from './expression-error.ts'

/** One word of an expression; `column` counts from 0. */
export interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end'
  readonly text: string
  readonly column: number
}

const blank = /[ \t\n\r]*/y
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y
const name = /[A-Za-z_]\w*/y
const sign = /\*\*|[-+*/^(),]/y
const kinds = [
  ['number', number],
  ['name', name],
  ['sign', sign],
] as const

/**
 * Splits an expression into numbers, names and signs; a number is as long as it can be (`1e3`, but `2p` is two).
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER`, reason `EXPR_SYNTAX`, for a character that belongs to none.
 */
export function tokensOf(text: string, parameter: string): Token[] {
  const tokens: Token[] = []
  let column = matchAt(blank, text, 0).length
  while (column < text.length) {
    const token = tokenAt(text, column)
    if (!token) {
      const found = JSON.stringify(text[column])
      throw expressionError('EXPR_SYNTAX', `unexpected ${found}`, { parameter, text, column })
    }
    tokens.push(token)
    column += token.text.length
    column += matchAt(blank, text, column).length
  }
  return [...tokens, { kind: 'end', text: '', column }]
}

function tokenAt(text: string, column: number): Token | undefined {
  for (const [kind, pattern] of kinds) {
    const found = matchAt(pattern, text, column)
    if (found) return { kind, text: found, column }
  }
  return undefined
}

function matchAt(pattern: RegExp, text: string, position: number): string {
  pattern.lastIndex = position
  return pattern.exec(text)?.[0] ?? ''
}

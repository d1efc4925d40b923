import { WaveguideError } from '../../core/errors.ts'

export interface GeoToken {
  readonly kind: 'number' | 'name' | 'text' | 'sign' | 'end'
  /** The characters; of a text without its quotes. */
  readonly text: string
  readonly line: number
}

const blank = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y
const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const name = /[A-Za-z_][A-Za-z0-9_]*/y
const quoted = /"([^"\n]{0,1000})"/y
const sign = /\+=|[-+*/^%(){}[\],;:=.]/y

/**
 * Words, numbers and signs of a .geo text, one ahead.
 *
 * @throws {@link WaveguideError} `GEO_FORBIDDEN` for what belongs to no .geo file that is read here.
 */
export class GeoTokens {
  readonly #text: string
  #position = 0
  #line = 1
  #ahead: GeoToken

  constructor(text: string) {
    this.#text = text
    this.#ahead = this.#read()
  }

  /** The next token, left where it is. */
  get ahead(): GeoToken {
    return this.#ahead
  }

  next(): GeoToken {
    const token = this.#ahead
    if (token.kind !== 'end') this.#ahead = this.#read()
    return token
  }

  /** Takes the next token when it is this sign. */
  takes(text: string): boolean {
    const isIt = this.#ahead.kind === 'sign' && this.#ahead.text === text
    if (isIt) this.next()
    return isIt
  }

  expect(text: string): void {
    if (!this.takes(text))
      throw malformedGeo(this.#ahead, `expected "${text}" but found ${shownToken(this.#ahead)}`)
  }

  /** The next token, which must be a word. */
  word(): string {
    const token = this.next()
    if (token.kind === 'name') return token.text
    throw malformedGeo(token, `expected a word but found ${shownToken(token)}`)
  }

  #read(): GeoToken {
    this.#match(blank)
    const line = this.#line
    if (this.#position === this.#text.length) return { kind: 'end', text: '', line }
    const found = this.#token()
    if (found) return { ...found, line }
    throw forbidden({ kind: 'sign', text: this.#text[this.#position] as string, line })
  }

  #token(): Omit<GeoToken, 'line'> | undefined {
    const digits = this.#match(number)
    if (digits) return { kind: 'number', text: digits[0] }
    const letters = this.#match(name)
    if (letters) return { kind: 'name', text: letters[0] }
    const inner = this.#match(quoted)
    if (inner) return { kind: 'text', text: inner[1] as string }
    const mark = this.#match(sign)
    return mark ? { kind: 'sign', text: mark[0] } : undefined
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#position
    const found = pattern.exec(this.#text)
    if (!found) return undefined
    this.#position = pattern.lastIndex
    for (let i = found[0].indexOf('\n'); i >= 0; i = found[0].indexOf('\n', i + 1)) this.#line++
    return found
  }
}

export function shownToken({ kind, text }: GeoToken): string {
  return kind === 'end' ? 'the end of the text' : `"${text.slice(0, 40)}"`
}

/** What stands outside the part of the language that is read: `GEO_FORBIDDEN` with line and word. */
export function forbidden(token: GeoToken, more: string = ''): WaveguideError {
  const word = token.text.slice(0, 40)
  return new WaveguideError(
    'GEO_FORBIDDEN',
    `line ${token.line}: ${shownToken(token)} is not among the .geo statements that are read${more && `; ${more}`}. ` +
      'Write plain points, curves, surfaces and physical surfaces, or export a .msh with gmsh.',
    { details: { line: token.line, word } },
  )
}

/** A statement that is read, and is wrong. */
export function malformedGeo({ line }: { readonly line: number }, what: string): WaveguideError {
  return new WaveguideError('MESH_FORMAT', `line ${line}: ${what}.`, { details: { line } })
}

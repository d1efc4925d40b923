import { shown } from '../core/options.ts'
import { placeOf, textError } from './text-error.ts'

/** Deepest nesting of a design; JSON.parse has no limit but the stack. */
const maxDepth = 16

/**
 * Reads JSON text as JSON.parse does, but knows where it fails and refuses what JSON.parse lets pass in silence:
 * a key given twice, and deep nesting.
 *
 * @throws {@link WaveguideError} `HORN_PARSE` with line and column.
 */
export function parseJsonText(text: string): unknown {
  const reader = new JsonReader(text)
  const value = reader.value(0)
  reader.expectEnd()
  return value
}

const blank = /[ \t\n\r]*/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const string = /"(?:[^"\\]|\\.)*"/y
const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
])

/** A position that moves through a text. */
class JsonReader {
  private position = 0
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  value(depth: number): unknown {
    if (depth > maxDepth) this.fail(`nested more than ${maxDepth} deep`)
    this.match(blank)
    const next = this.text[this.position]
    if (next === '{') return this.object(depth)
    if (next === '[') return this.array(depth)
    if (next === '"') return this.string()
    for (const [word, value] of words) {
      if (this.take(word)) return value
    }
    const digits = this.match(number)
    if (!digits) this.fail(`expected a value${this.found()}`)
    return Number(digits)
  }

  expectEnd(): void {
    this.match(blank)
    if (this.position < this.text.length) this.fail(`text after the end of the JSON value${this.found()}`)
  }

  private object(depth: number): Record<string, unknown> {
    const entries = new Map<string, unknown>()
    this.list('{', '}', () => {
      this.match(blank)
      const start = this.position
      const key = this.string()
      if (entries.has(key)) this.fail(`key ${shown(key)} is given twice`, start)
      this.match(blank)
      if (!this.take(':')) this.fail(`expected ":" after ${shown(key)}${this.found()}`)
      entries.set(key, this.value(depth + 1))
    })
    return Object.fromEntries(entries)
  }

  private array(depth: number): unknown[] {
    const values: unknown[] = []
    this.list('[', ']', () => {
      values.push(this.value(depth + 1))
    })
    return values
  }

  private list(open: string, close: string, readItem: () => void): void {
    this.take(open)
    this.match(blank)
    if (this.take(close)) return
    do {
      readItem()
      this.match(blank)
    } while (this.take(','))
    if (!this.take(close)) this.fail(`expected "," or "${close}"${this.found()}`)
  }

  private string(): string {
    const literal = this.match(string)
    if (!literal) this.fail(`expected a text in double quotes${this.found()}`)
    try {
      return String(JSON.parse(literal))
    } catch {
      return this.fail('a text with a bad escape or a line break in it', this.position - literal.length)
    }
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.position
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.position += found.length
    return found
  }

  private take(word: string): boolean {
    if (!this.text.startsWith(word, this.position)) return false
    this.position += word.length
    return true
  }

  private found(): string {
    const next = this.text[this.position]
    return next === undefined ? ', found the end of the text' : `, found ${shown(next)}`
  }

  private fail(message: string, position = this.position): never {
    throw textError(message, placeOf(this.text, position))
  }
}

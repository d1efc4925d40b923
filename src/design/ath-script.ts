import { shown } from '../core/options.ts'
import type { Place } from './parameters.ts'
import { textError } from './text-error.ts'

/** One thing that an ATH script says. */
export interface ScriptItem {
  /** `value`: key = text. `block`: key = { … }. `line`: a bare script line inside a block. */
  readonly kind: 'value' | 'block' | 'line'
  /** Dotted path as written, instances included: `ABEC.Polars:SPL_H.NormAngle`. */
  readonly written: string
  /** The same without instances: `ABEC.Polars.NormAngle`. Flat dotted keys and block members are alike. */
  readonly path: string
  /** As written, without comment; empty for a block. */
  readonly value: string
  readonly place: Place
  /** True for an item with a leading underscore, and for everything inside one. */
  readonly parked: boolean
}

interface OpenBlock {
  readonly name: string
  readonly place: Place
}

const maxDepth = 32
const keyPattern = /^[A-Za-z_][\w.:-]*$/

/**
 * Splits the text of an ATH .cfg file into its items, in order.
 *
 * `key = value` and `name = {` … `}` in lines; blocks nest; `;` begins a comment outside double quotes; the first `=`
 * splits; bare lines are allowed inside blocks only.
 *
 * @throws {@link WaveguideError} `HORN_PARSE` with line and column for a block that is never closed, a `}` without a
 * block, a line without `=` outside blocks, and a line without a key.
 */
export function parseAthScript(text: string): ScriptItem[] {
  const reader = new ScriptReader()
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) reader.readLine(line, index + 1)
  return reader.finish()
}

class ScriptReader {
  private readonly items: ScriptItem[] = []
  private readonly open: OpenBlock[] = []

  readLine(line: string, number: number): void {
    const content = withoutComment(line)
    let column = 0
    // A brace may share its line with a member: `R-OSSE = { R = 140` and `m = 0.85 }`.
    while (column < content.length) {
      const rest = content.slice(column)
      const start = column + (rest.length - rest.trimStart().length)
      const place = { line: number, column: start + 1 }
      if (content.slice(start).trim() === '') return
      column = this.readPiece(content, start, place)
    }
  }

  finish(): ScriptItem[] {
    const unclosed = this.open.at(-1)
    if (unclosed) throw textError(`block ${shown(unclosed.name)} is never closed with "}"`, unclosed.place)
    return this.items
  }

  /** Reads one piece of the line from `start`; returns the column after it. */
  private readPiece(content: string, start: number, place: Place): number {
    if (content[start] === '}') {
      if (!this.open.pop()) throw textError('"}" closes no block', place)
      return start + 1
    }
    const opening = /^([^={}]*)=\s*\{/.exec(content.slice(start))
    if (opening) {
      this.openBlock((opening[1] ?? '').trim(), place)
      return start + opening[0].length
    }
    const piece = content.slice(start).trimEnd()
    const closes = this.open.length > 0 && piece.endsWith('}') && !piece.includes('{')
    this.readStatement((closes ? piece.slice(0, -1) : piece).trim(), place)
    return start + piece.length - (closes ? 1 : 0)
  }

  private openBlock(name: string, place: Place): void {
    if (!keyPattern.test(name)) throw textError(`${shown(name)} is no name of a block`, place)
    if (this.open.length >= maxDepth) throw textError(`blocks nested more than ${maxDepth} deep`, place)
    this.add('block', name, '', place)
    this.open.push({ name, place })
  }

  private readStatement(statement: string, place: Place): void {
    const split = statement.indexOf('=')
    const key = split < 0 ? '' : statement.slice(0, split).trim()
    if (keyPattern.test(key)) {
      this.add('value', key, statement.slice(split + 1).trim(), place)
      return
    }
    if (this.open.length > 0) {
      this.add('line', '', statement, place)
      return
    }
    if (split < 0) throw textError(`expected "key = value", got ${shown(statement)}`, place)
    throw textError(`${shown(key)} is no name of a key`, place)
  }

  private add(kind: ScriptItem['kind'], name: string, value: string, place: Place): void {
    const names = [...this.open.map((block) => block.name), ...(name ? [name] : [])]
    const written = names.join('.')
    const path = names.map((each) => each.replace(/:[^.]*/g, '')).join('.')
    this.items.push({ kind, written, path, value, place, parked: names.some((each) => each.startsWith('_')) })
  }
}

/** The line up to the first `;` that is not between double quotes. */
function withoutComment(line: string): string {
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '"') quoted = !quoted
    else if (line[i] === ';' && !quoted) return line.slice(0, i)
  }
  return line
}

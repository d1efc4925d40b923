import { nearestName } from '../core/options.ts'
import { type ExpressionReason, expressionError } from './expression-error.ts'
import { constants, functions, type NamedFunction } from './functions.ts'
import { type Token, tokensOf } from './tokens.ts'

/** A value as a function of the azimuth p, rad. */
export type Evaluate = (p: number) => number

/** A part of an expression; without p in it, its value is worked out once. */
interface Node {
  readonly evaluate: Evaluate
  readonly isConstant: boolean
}

const maxLength = 1024
const maxDepth = 64
const maxNodes = 256

/**
 * Reads an expression of the azimuth p by recursive descent.
 *
 *   expr  := term (('+'|'-') term)*
 *   term  := unary (('*'|'/') unary | power)*       a power after a factor is a product: 2p, (p+1)(p-1), 2 sin(p)
 *   unary := ('+'|'-') unary | power
 *   power := atom ('^' unary)?                      right associative; '**' is '^'
 *   atom  := number | name | name '(' expr (',' expr)* ')' | '(' expr ')'
 */
export class ExpressionParser {
  private readonly tokens: readonly Token[]
  private readonly text: string
  private readonly parameter: string
  private index = 0
  private depth = 0
  private nodes = 0

  constructor(text: string, parameter: string) {
    this.text = text
    this.parameter = parameter
    const place = { parameter, text, column: 0 }
    if (text.length > maxLength)
      throw expressionError(
        'EXPR_TOO_LONG',
        `has ${text.length} characters; at most ${maxLength} are read`,
        place,
      )
    if (text.trim() === '')
      throw expressionError('EXPR_EMPTY', 'is empty; give a number or an expression', place)
    this.tokens = tokensOf(text, parameter)
  }

  /** The whole text as one expression. */
  whole(): Node {
    const node = this.expression()
    if (this.next.kind !== 'end') this.fail('EXPR_SYNTAX', `unexpected ${this.found()}`)
    return node
  }

  private get next(): Token {
    return this.tokens[this.index] ?? { kind: 'end', text: '', column: this.text.length }
  }

  private expression(): Node {
    let sum = this.term()
    for (;;) {
      if (this.take('+')) sum = this.operation(sum, this.term(), (x, y) => x + y)
      else if (this.take('-')) sum = this.operation(sum, this.term(), (x, y) => x - y)
      else return sum
    }
  }

  private term(): Node {
    let product = this.unary()
    for (;;) {
      if (this.take('*')) product = this.operation(product, this.unary(), (x, y) => x * y)
      else if (this.take('/')) product = this.operation(product, this.unary(), (x, y) => x / y)
      else if (this.beginsAtom()) product = this.operation(product, this.power(), (x, y) => x * y)
      else return product
    }
  }

  /** True where a bare power follows a factor; a number after a number is a slip, not a product. */
  private beginsAtom(): boolean {
    const { kind, text } = this.next
    if (kind === 'number' && this.tokens[this.index - 1]?.kind === 'number')
      this.fail('EXPR_SYNTAX', `a number follows a number: write "*" between them, or a decimal point`)
    return kind === 'number' || kind === 'name' || text === '('
  }

  private unary(): Node {
    if (this.take('+')) return this.nested(() => this.unary())
    if (!this.take('-')) return this.power()
    const { evaluate, isConstant } = this.nested(() => this.unary())
    return this.node((p) => -evaluate(p), isConstant)
  }

  private power(): Node {
    const base = this.atom()
    if (!this.take('^') && !this.take('**')) return base
    return this.operation(
      base,
      this.nested(() => this.unary()),
      (x, y) => x ** y,
    )
  }

  private atom(): Node {
    const token = this.next
    if (token.kind === 'number') {
      this.index++
      return this.constant(Number(token.text))
    }
    if (token.kind === 'name') return this.named(token)
    if (!this.take('(')) this.fail('EXPR_SYNTAX', `expected a number, a name or "(", found ${this.found()}`)
    const inside = this.nested(() => this.expression())
    this.close()
    return inside
  }

  private named(token: Token): Node {
    const name = token.text.toLowerCase()
    const call = functions.get(name)
    if (call) {
      this.index++
      return this.call(name, call, token)
    }
    const value = constants.get(name)
    if (name !== 'p' && value === undefined) this.failUnknown(name)
    this.index++
    return value === undefined ? this.node((p) => p, false) : this.constant(value)
  }

  private call(name: string, { least, most, apply }: NamedFunction, token: Token): Node {
    if (!this.take('(')) this.fail('EXPR_SYNTAX', `${name} needs its argument in parentheses`, token)
    const values = this.nested(() => this.values())
    this.close()
    const count = values.length
    if (count < least || count > most) {
      const wanted = least === most ? `${least}` : `at least ${least}`
      this.fail(
        'EXPR_ARITY',
        `${name} takes ${wanted} argument${wanted === '1' ? '' : 's'}, got ${count}`,
        token,
      )
    }
    const [first, second] = values
    const isConstant = values.every((value) => value.isConstant)
    if (first && count === 1) return this.node((p) => apply(first.evaluate(p)), isConstant)
    if (first && second && count === 2)
      return this.node((p) => apply(first.evaluate(p), second.evaluate(p)), isConstant)
    return this.node((p) => apply(...values.map(({ evaluate }) => evaluate(p))), isConstant)
  }

  private values(): Node[] {
    const values = [this.expression()]
    while (this.take(',')) values.push(this.expression())
    return values
  }

  private close(): void {
    if (!this.take(')')) this.fail('EXPR_SYNTAX', `expected ")", found ${this.found()}`)
  }

  private operation(left: Node, right: Node, apply: (x: number, y: number) => number): Node {
    const { evaluate: x } = left
    const { evaluate: y } = right
    return this.node((p) => apply(x(p), y(p)), left.isConstant && right.isConstant)
  }

  private constant(value: number): Node {
    return this.node(() => value, true)
  }

  private node(evaluate: Evaluate, isConstant: boolean): Node {
    this.nodes++
    if (this.nodes > maxNodes) this.fail('EXPR_TOO_LONG', `has more than ${maxNodes} parts`)
    if (!isConstant) return { evaluate, isConstant }
    const value = evaluate(0)
    return { evaluate: () => value, isConstant }
  }

  private nested<T>(read: () => T): T {
    this.depth++
    if (this.depth > maxDepth) this.fail('EXPR_TOO_LONG', `is nested more than ${maxDepth} deep`)
    const result = read()
    this.depth--
    return result
  }

  private take(text: string): boolean {
    if (this.next.text !== text || this.next.kind !== 'sign') return false
    this.index++
    return true
  }

  private found(): string {
    return this.next.kind === 'end' ? 'the end' : JSON.stringify(this.next.text)
  }

  private failUnknown(name: string): never {
    if (name === 'log') this.fail('EXPR_AMBIGUOUS', 'log may mean either logarithm: write ln or log10')
    const nearest = nearestName(name, ['p', ...constants.keys(), ...functions.keys()])
    const hint = nearest ? `; did you mean "${nearest}"?` : '; p is the azimuth in radians'
    this.fail('EXPR_UNKNOWN_NAME', `no name "${name}" is known${hint}`)
  }

  private fail(reason: ExpressionReason, message: string, token = this.next): never {
    throw expressionError(reason, message, {
      parameter: this.parameter,
      text: this.text,
      column: token.column,
    })
  }
}

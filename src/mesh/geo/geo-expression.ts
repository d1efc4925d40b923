import { forbidden, type GeoTokens, malformedGeo, shownToken } from './geo-tokens.ts'

/** Numbers that a text has given names to. */
export type GeoVariables = ReadonlyMap<string, number>

const mostNesting = 64
const mostMembers = 2_000_000

const functions: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ['Sin', Math.sin],
  ['Cos', Math.cos],
  ['Tan', Math.tan],
  ['Asin', Math.asin],
  ['Acos', Math.acos],
  ['Atan', Math.atan],
  ['Atan2', Math.atan2],
  ['Sinh', Math.sinh],
  ['Cosh', Math.cosh],
  ['Tanh', Math.tanh],
  ['Exp', Math.exp],
  ['Log', Math.log],
  ['Log10', Math.log10],
  ['Sqrt', Math.sqrt],
  ['Fabs', Math.abs],
  ['Floor', Math.floor],
  ['Ceil', Math.ceil],
  ['Hypot', (a, b) => Math.hypot(a, b)],
])
const ofTwo = new Set(['Atan2', 'Hypot'])

/**
 * A number: literals, named numbers, Pi, + − * / % ^, parentheses and the functions above.
 *
 * `^` binds more tightly than a sign and to the right, as in gmsh.
 *
 * @throws {@link WaveguideError} `GEO_FORBIDDEN` for any other word; `MESH_FORMAT`.
 */
export function geoNumber(tokens: GeoTokens, variables: GeoVariables, nesting: number = 0): number {
  if (nesting > mostNesting)
    throw malformedGeo(tokens.ahead, `more than ${mostNesting} levels of parentheses`)
  const start = tokens.ahead
  let value = term(tokens, variables, nesting)
  for (;;) {
    if (tokens.takes('+')) value += term(tokens, variables, nesting)
    else if (tokens.takes('-')) value -= term(tokens, variables, nesting)
    else if (Number.isFinite(value)) return value
    else throw malformedGeo(start, 'an expression is not a finite number')
  }
}

function term(tokens: GeoTokens, variables: GeoVariables, nesting: number): number {
  let value = signed(tokens, variables, nesting)
  for (;;) {
    if (tokens.takes('*')) value *= signed(tokens, variables, nesting)
    else if (tokens.takes('/')) value /= signed(tokens, variables, nesting)
    else if (tokens.takes('%')) value %= signed(tokens, variables, nesting)
    else return value
  }
}

function signed(tokens: GeoTokens, variables: GeoVariables, nesting: number): number {
  if (nesting > mostNesting) throw malformedGeo(tokens.ahead, `more than ${mostNesting} signs or parentheses`)
  if (tokens.takes('-')) return -signed(tokens, variables, nesting + 1)
  if (tokens.takes('+')) return signed(tokens, variables, nesting + 1)
  const base = atom(tokens, variables, nesting)
  return tokens.takes('^') ? base ** signed(tokens, variables, nesting + 1) : base
}

function atom(tokens: GeoTokens, variables: GeoVariables, nesting: number): number {
  if (tokens.takes('(')) {
    const value = geoNumber(tokens, variables, nesting + 1)
    tokens.expect(')')
    return value
  }
  const token = tokens.next()
  if (token.kind === 'number') return Number(token.text)
  if (token.kind !== 'name') throw malformedGeo(token, `expected a number but found ${shownToken(token)}`)
  if (token.text === 'Pi') return Math.PI
  const known = variables.get(token.text)
  if (known !== undefined) return known
  const call = functions.get(token.text)
  if (!call) throw forbidden(token)
  tokens.expect('(')
  const a = geoNumber(tokens, variables, nesting + 1)
  let b = 0
  if (ofTwo.has(token.text)) {
    tokens.expect(',')
    b = geoNumber(tokens, variables, nesting + 1)
  }
  tokens.expect(')')
  return call(a, b)
}

/** `{a, b, first:last, first:last:step}`. */
export function geoList(tokens: GeoTokens, variables: GeoVariables): number[] {
  const values: number[] = []
  tokens.expect('{')
  if (tokens.takes('}')) return values
  do addRange(tokens, variables, values)
  while (tokens.takes(','))
  tokens.expect('}')
  return values
}

function addRange(tokens: GeoTokens, variables: GeoVariables, values: number[]): void {
  const start = tokens.ahead
  const first = geoNumber(tokens, variables)
  if (!tokens.takes(':')) {
    values.push(first)
    return
  }
  const last = geoNumber(tokens, variables)
  const step = tokens.takes(':') ? geoNumber(tokens, variables) : Math.sign(last - first) || 1
  const count = Math.floor((last - first) / step + 1e-9) + 1
  if (!(count > 0 && values.length + count <= mostMembers))
    throw malformedGeo(start, `the range ${first}:${last}:${step} has no end or too many members`)
  for (let i = 0; i < count; i++) values.push(first + i * step)
}

/** A number that must be a whole one. */
export function geoInteger(value: number, line: number, what: string): number {
  if (Number.isSafeInteger(value) && Math.abs(value) < 2 ** 31) return value
  throw malformedGeo({ line }, `${what} must be a whole number, got ${value}`)
}

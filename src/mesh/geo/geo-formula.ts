import { forbidden, type GeoToken, GeoTokens, malformedGeo, shownToken } from './geo-tokens.ts'

/** A size formula of place and other fields, read and ready to be written anew. */
export interface Formula {
  /** Our own spelling of it, with all its parentheses. */
  readonly text: string
  /** Numbers of the fields it uses, as often as it does. */
  readonly fields: readonly number[]
  readonly at: (place: readonly number[], field: (number: number) => number) => number
}

type Evaluate = Formula['at']

interface Part {
  readonly text: string
  readonly at: Evaluate
}

interface Reading {
  readonly tokens: GeoTokens
  readonly fields: number[]
}

const mostLength = 1024
const mostNesting = 64

/** What gmsh's MathEval and this agree on; its `log` means different things to different readers. */
const functions: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ['sin', Math.sin],
  ['cos', Math.cos],
  ['tan', Math.tan],
  ['asin', Math.asin],
  ['acos', Math.acos],
  ['atan', Math.atan],
  ['sinh', Math.sinh],
  ['cosh', Math.cosh],
  ['tanh', Math.tanh],
  ['exp', Math.exp],
  ['sqrt', Math.sqrt],
  ['abs', Math.abs],
  ['log10', Math.log10],
  ['min', Math.min],
  ['max', Math.max],
])
const ofTwo = new Set(['min', 'max'])

/**
 * Reads the formula of a MathEval field: numbers, x, y, z, F1 and so on, + − * / ^, parentheses and the functions above.
 *
 * @throws {@link WaveguideError} `GEO_FORBIDDEN` for any other word; `MESH_FORMAT`.
 */
export function readFormula(text: string, line: number): Formula {
  if (text.length > mostLength)
    throw malformedGeo({ line }, `a formula of more than ${mostLength} characters`)
  const reading = { tokens: new GeoTokens(text), fields: [] as number[] }
  try {
    const { text: own, at } = sum(reading, 0)
    const rest = reading.tokens.next()
    if (rest.kind !== 'end') throw malformedGeo(rest, `unexpected ${shownToken(rest)} in a formula`)
    return { text: own, at, fields: reading.fields }
  } catch (thrown) {
    throw inLine(thrown, line)
  }
}

/** A formula counts its lines for itself. */
function inLine(thrown: unknown, line: number): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown)) return thrown
  const message = thrown.message.replace(/^\w+: line \d+: /, '')
  const details = (thrown as { details?: { word?: string } }).details
  if (thrown.code !== 'GEO_FORBIDDEN') return malformedGeo({ line }, message.replace(/\.$/, ''))
  return forbidden({ kind: 'name', text: details?.word ?? '', line }, 'it stands in a formula')
}

function sum(reading: Reading, nesting: number): Part {
  if (nesting > mostNesting)
    throw malformedGeo(reading.tokens.ahead, `more than ${mostNesting} levels of parentheses`)
  let left = product(reading, nesting)
  for (;;) {
    const sign = ['+', '-'].find((candidate) => reading.tokens.takes(candidate))
    if (!sign) return left
    left = joined(left, sign, product(reading, nesting))
  }
}

function product(reading: Reading, nesting: number): Part {
  let left = signed(reading, nesting)
  for (;;) {
    const sign = ['*', '/'].find((candidate) => reading.tokens.takes(candidate))
    if (!sign) return left
    left = joined(left, sign, signed(reading, nesting))
  }
}

function signed(reading: Reading, nesting: number): Part {
  if (nesting > mostNesting)
    throw malformedGeo(reading.tokens.ahead, `more than ${mostNesting} signs in a formula`)
  if (reading.tokens.takes('+')) return signed(reading, nesting + 1)
  if (reading.tokens.takes('-')) return joined({ text: '0', at: () => 0 }, '-', signed(reading, nesting + 1))
  const base = atom(reading, nesting)
  return reading.tokens.takes('^') ? joined(base, '^', signed(reading, nesting + 1)) : base
}

const operations: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
}

function joined(left: Part, sign: string, right: Part): Part {
  const operation = operations[sign] as (a: number, b: number) => number
  return {
    text: `(${left.text}${sign}${right.text})`,
    at: (place, field) => operation(left.at(place, field), right.at(place, field)),
  }
}

function atom(reading: Reading, nesting: number): Part {
  const { tokens } = reading
  if (tokens.takes('(')) {
    const inner = sum(reading, nesting + 1)
    tokens.expect(')')
    return inner
  }
  const token = tokens.next()
  if (token.kind === 'number') return { text: token.text, at: () => Number(token.text) }
  if (token.kind !== 'name') throw malformedGeo(token, `unexpected ${shownToken(token)} in a formula`)
  return named(reading, token, nesting)
}

function named(reading: Reading, token: GeoToken, nesting: number): Part {
  const axis = ['x', 'y', 'z'].indexOf(token.text)
  if (axis >= 0) return { text: token.text, at: (place) => place[axis] as number }
  const [, number] = /^F(\d{1,6})$/.exec(token.text) ?? []
  if (number) {
    reading.fields.push(Number(number))
    return { text: token.text, at: (_, field) => field(Number(number)) }
  }
  const lower = token.text.toLowerCase()
  const call = functions.get(lower)
  if (!call) throw forbidden(token)
  reading.tokens.expect('(')
  const a = sum(reading, nesting + 1)
  if (!ofTwo.has(lower)) {
    reading.tokens.expect(')')
    return { text: `${lower}(${a.text})`, at: (place, field) => call(a.at(place, field), 0) }
  }
  reading.tokens.expect(',')
  const b = sum(reading, nesting + 1)
  reading.tokens.expect(')')
  return {
    text: `${lower}(${a.text},${b.text})`,
    at: (place, field) => call(a.at(place, field), b.at(place, field)),
  }
}

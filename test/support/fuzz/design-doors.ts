import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect } from 'vitest'
import { WaveguideError } from '../../../src/core/errors.ts'
import { parseHorn } from '../../../src/design/parse-horn.ts'
import { writeHorn } from '../../../src/design/write-horn.ts'
import { writeScript } from '../../../src/design/write-script.ts'
import { compileExpression } from '../../../src/expression/compile.ts'
import { profile } from '../../../src/geometry/profile.ts'

/** A way into the program for text that strangers wrote. */
export interface Door {
  readonly name: string
  readonly text: fc.Arbitrary<string>
  /** Reads a text and checks what came of it; throws the door's own errors, and anything else for a fault. */
  readonly read: (text: string) => void
  /** Codes that the door may refuse with. */
  readonly codes: RegExp
  /** Share of texts that must get through, so that the door is not tested from outside only. */
  readonly leastRead: number
}

const examples = new URL('../../../examples/', import.meta.url)
const designs = readdirSync(examples)
  .filter((name) => /\.(cfg|json)$/.test(name))
  .map((name) => readFileSync(new URL(name, examples), 'utf8'))

/** Pieces that scripts, JSON and expressions are made of, and some that they are not. */
const pieces = [
  ...[
    'R-OSSE = {',
    'OSSE = {',
    '}',
    '{',
    '=',
    ';',
    '\n',
    '"',
    ',',
    '.',
    ' ',
    '_',
    ':',
    '-',
    '1e999',
    'NaN',
    '\u0000',
  ],
  ...[
    'Slot.Length = 5',
    'Rot = 3',
    'Scale = 2',
    'GCurve.Type = 1',
    'Morph.TargetShape = 1',
    'ABEC.SimType = 1',
  ],
  ...[
    'Mesh.Enclosure = {',
    'Throat.Ext.Length = 9',
    '40+5*cos(2p)',
    '(',
    ')',
    '^',
    '*',
    'p',
    'sin(',
    '0',
    '7',
    '90',
  ],
] as const

/** One change of a text: something is cut, doubled, moved or put in. */
interface Mutation {
  readonly place: number
  readonly length: number
  readonly piece: string
  readonly kind: 'cut' | 'insert' | 'replace' | 'double'
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.nat(4000),
  length: fc.integer({ min: 1, max: 12 }),
  piece: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 }), fc.nat(1000).map(String)),
  kind: fc.constantFrom('cut', 'insert', 'replace', 'double'),
})

function mutated(text: string, { place, length, piece, kind }: Mutation): string {
  const at = place % (text.length + 1)
  const cut = text.slice(at, at + length)
  const middle = { cut: '', insert: piece + cut, replace: piece, double: cut + cut }[kind]
  return text.slice(0, at) + middle + text.slice(at + length)
}

const mutatedDesign = fc
  .tuple(fc.constantFrom(...designs), fc.array(mutation, { maxLength: 4 }))
  .map(([text, mutations]) => mutations.reduce(mutated, text))

const loosePieces = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(' '))

function readDesign(text: string): void {
  const horn = parseHorn(text)
  for (const azimuthDeg of [0, 37, 205]) {
    const points = profile(horn, { azimuthDeg, points: 5 })
    expect(points.every(Number.isFinite)).toBe(true)
  }
  expect(structuredClone(horn)).toEqual(horn)
  const { name, profile: numbers, body } = parseHorn(writeHorn(horn))
  expect({ name, profile: numbers, body }).toEqual({
    name: horn.name,
    profile: horn.profile,
    body: horn.body,
  })
  if (horn.script !== undefined) expect(writeScript(horn)).toBe(horn.script)
}

/** An expression that is right by construction, with its value at p = 0.7. */
interface Known {
  readonly text: string
  readonly value: number
}

const at = 0.7
const { expression: known } = fc.letrec<{ expression: Known }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'expression' },
    fc.constantFrom<Known>(
      { text: 'p', value: at },
      { text: 'pi', value: Math.PI },
      { text: 'E', value: Math.E },
    ),
    fc.integer({ min: 0, max: 1000 }).map((step): Known => ({ text: `${step / 100}`, value: step / 100 })),
    fc.tuple(tie('expression'), fc.constantFrom('+', '-', '*', '/', '^'), tie('expression')).map(
      ([x, sign, y]): Known => ({
        text: `(${x.text})${sign}(${y.text})`,
        value: combined(x.value, sign, y.value),
      }),
    ),
    tie('expression').map(({ text, value }): Known => ({ text: `-(${text})`, value: -value })),
    fc
      .tuple(fc.constantFrom('sin', 'cos', 'abs', 'sqrt', 'exp', 'tanh', 'floor'), tie('expression'))
      .map(([name, { text, value }]): Known => ({ text: `${name}( ${text} )`, value: Math[name](value) })),
  ),
}))

function combined(x: number, sign: '+' | '-' | '*' | '/' | '^', y: number): number {
  return { '+': x + y, '-': x - y, '*': x * y, '/': x / y, '^': x ** y }[sign]
}

function readExpression(text: string): void {
  expect(Number.isFinite(compileExpression(text, 'a').valueAt(at))).toBe(true)
}

/** Expressions whose value is known, for the test that compares it. */
export const knownExpression: fc.Arbitrary<Known> = known

/** Every door with text behind it that has one of its own kind of errors only. */
export const doors: readonly Door[] = [
  {
    name: 'design',
    text: fc.oneof(
      { arbitrary: mutatedDesign, weight: 4 },
      { arbitrary: loosePieces, weight: 1 },
      fc.string(),
    ),
    read: readDesign,
    codes: /^HORN_(PARSE|PARAMETER|GEOMETRY)$/,
    leastRead: 0.1,
  },
  {
    name: 'expression',
    text: fc.oneof(
      { arbitrary: known.map(({ text }) => text), weight: 1 },
      fc
        .tuple(known, fc.array(mutation, { maxLength: 2 }))
        .map(([{ text }, changes]) => changes.reduce(mutated, text)),
      loosePieces,
      fc.string(),
    ),
    read: readExpression,
    codes: /^HORN_PARAMETER$/,
    leastRead: 0.1,
  },
]

/** Reads a text; true when it got through, false when it was refused as the door may refuse. */
export function passes({ read, codes }: Door, text: string): boolean {
  try {
    read(text)
    return true
  } catch (thrown) {
    if (thrown instanceof WaveguideError && codes.test(thrown.code)) return false
    throw thrown
  }
}

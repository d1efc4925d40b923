import type { Sliced } from '../core/sliced.ts'
import { FileCursor } from './file-cursor.ts'
import { realWord } from './msh-values.ts'

/** Triangles of an STL file, each with the number of its solid. */
export interface StlSolids {
  /** 9·T. */
  readonly corners: Float64Array
  /** T. */
  readonly solids: Uint32Array
  /** Name of each solid; empty for none. */
  readonly names: readonly string[]
}

const headBytes = 80
const triangleBytes = 50
const pause = 2048
const mostSolids = 1000
const largestSingle = 3.5e38

/** 80 bytes of head, a count, and 50 bytes for each triangle: normal, three corners, two bytes that nobody agrees on. */
export function* binaryCorners(bytes: Uint8Array): Sliced<StlSolids> {
  const cursor = new FileCursor(bytes)
  if (cursor.remaining < headBytes + 4)
    cursor.fail(
      'this is no STL file: neither a text that begins with "solid" nor long enough for a binary one',
    )
  cursor.skip(headBytes)
  const count = cursor.uint32()
  if (count * triangleBytes !== cursor.remaining)
    cursor.fail(
      `the file says ${count} triangles, which take ${count * triangleBytes} bytes; ${cursor.remaining} follow`,
    )
  if (count === 0) cursor.fail('the file has no triangles')
  const corners = new Float64Array(9 * count)
  for (let t = 0; t < count; t++) {
    cursor.skip(12)
    for (let i = 9 * t; i < 9 * t + 9; i++) {
      const value = cursor.float32()
      corners[i] = Number.isFinite(value) ? value : cursor.fail(`triangle ${t} has the coordinate ${value}`)
    }
    cursor.skip(2)
    if (t % pause === 0) yield
  }
  return { corners, solids: new Uint32Array(count), names: [''] }
}

/** One solid after the other: `solid NAME`, facets, `endsolid`. */
export function* textCorners(bytes: Uint8Array): Sliced<StlSolids> {
  const cursor = new FileCursor(bytes)
  const corners: number[] = []
  const solids: number[] = []
  const names: string[] = []
  for (let line = cursor.nextLine(); line !== undefined; line = cursor.nextLine()) {
    const solid = names.push(nameOf(line, cursor)) - 1
    if (solid >= mostSolids) cursor.fail(`more than ${mostSolids} solids`)
    for (let count = 0; nextFacet(cursor); count++) {
      readCorners(cursor, corners)
      solids.push(solid)
      if (count % pause === 0) yield
    }
  }
  if (solids.length === 0) cursor.fail('the file has no triangles')
  return { corners: Float64Array.from(corners), solids: Uint32Array.from(solids), names }
}

function nameOf(line: string, cursor: FileCursor): string {
  const [, name] = /^solid(?:\s+(.{1,200}))?$/i.exec(line) ?? []
  return /^solid/i.test(line)
    ? (name ?? '').trim()
    : cursor.fail(`expected "solid" but found "${shown(line)}"`)
}

/** True at a facet, false at the end of the solid. */
function nextFacet(cursor: FileCursor): boolean {
  const line = cursor.nextLine() ?? cursor.fail('the file ends inside a solid')
  if (/^endsolid\b/i.test(line)) return false
  return /^facet\s+normal\b/i.test(line) || cursor.fail(`expected "facet normal" but found "${shown(line)}"`)
}

function readCorners(cursor: FileCursor, corners: number[]): void {
  expectLine(cursor, /^outer\s+loop$/i, 'outer loop')
  for (let c = 0; c < 3; c++) {
    const [word = '', ...numbers] = (cursor.nextLine() ?? '').split(/\s+/)
    if (word.toLowerCase() !== 'vertex' || numbers.length !== 3)
      cursor.fail(`expected "vertex" and three numbers but found "${shown([word, ...numbers].join(' '))}"`)
    for (const number of numbers) corners.push(finite(number, cursor))
  }
  expectLine(cursor, /^endloop$/i, 'endloop')
  expectLine(cursor, /^endfacet$/i, 'endfacet')
}

function expectLine(cursor: FileCursor, pattern: RegExp, expected: string): void {
  const line = cursor.nextLine() ?? 'the end of the file'
  if (!pattern.test(line)) cursor.fail(`expected "${expected}" but found "${shown(line)}"`)
}

function finite(word: string, cursor: FileCursor): number {
  const value = realWord.test(word) ? Number(word) : Number.NaN
  if (Math.abs(value) <= largestSingle) return value
  return cursor.fail(`expected a number of single precision but found "${shown(word)}"`)
}

function shown(text: string): string {
  return text.slice(0, 40)
}

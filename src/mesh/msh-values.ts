import type { FileCursor } from './file-cursor.ts'

/** Numbers of a .msh section, in whichever of its two spellings. */
export interface MshValues {
  readonly cursor: FileCursor
  /** Bytes that a number takes at least. */
  readonly leastBytes: number
  integer(): number
  count(): number
  real(): number
}

const integerWord = /^[+-]?\d{1,15}$/
export const realWord: RegExp = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

export function textValues(cursor: FileCursor): MshValues {
  const integer = (): number => {
    const word = cursor.word()
    return integerWord.test(word) ? Number(word) : cursor.fail(`expected an integer but found "${word}"`)
  }
  const count = (): number => {
    const value = integer()
    return value >= 0 ? value : cursor.fail(`expected a count but found ${value}`)
  }
  const real = (): number => {
    const word = cursor.word()
    const value = realWord.test(word) ? Number(word) : Number.NaN
    return Number.isFinite(value) ? value : cursor.fail(`expected a finite number but found "${word}"`)
  }
  return { cursor, leastBytes: 2, integer, count, real }
}

/** @param isWide - Counts and tags of 8 bytes, as in version 4.1; else 4. */
export function binaryValues(cursor: FileCursor, isWide: boolean): MshValues {
  const count = (): number => {
    const value = isWide ? cursor.uint64() : cursor.int32()
    return value >= 0 ? value : cursor.fail(`expected a count but found ${value}`)
  }
  const real = (): number => {
    const value = cursor.float64()
    return Number.isFinite(value) ? value : cursor.fail(`expected a finite number but found ${value}`)
  }
  return { cursor, leastBytes: 4, integer: () => cursor.int32(), count, real }
}

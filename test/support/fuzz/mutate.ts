import type { Random } from './random.ts'

/** Numbers that counts, tags and coordinates break on. */
const numbers = [
  '0',
  '-1',
  '1e999',
  'nan',
  '4294967295',
  '99999999999999999999',
  '2147483648',
  '1e-300',
  '.',
  '-',
  '0x10',
  '',
]
const extremeBytes = [0, 1, 0x7f, 0x80, 0xff]
const mostChanges = 6

type Change = (bytes: Uint8Array, random: Random, words: readonly string[]) => Uint8Array

const changes: readonly Change[] = [truncated, flipped, repeated, removed, renumbered, inserted, stretched]

/** A damaged copy: up to six changes, each of a kind that files meet or attackers make. */
export function mutated(bytes: Uint8Array, random: Random, words: readonly string[]): Uint8Array {
  let result = bytes
  for (let left = 1 + random.below(mostChanges); left > 0; left--)
    if (result.length > 0) result = random.pick(changes)(result, random, words)
  return result
}

function truncated(bytes: Uint8Array, random: Random): Uint8Array {
  return random.next() < 0.3 ? bytes.slice(0, random.below(bytes.length)) : bytes
}

function flipped(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = bytes.slice()
  copy[random.below(copy.length)] = random.next() < 0.5 ? random.below(256) : random.pick(extremeBytes)
  return copy
}

function slice(bytes: Uint8Array, random: Random): [number, number] {
  const from = random.below(bytes.length)
  return [from, Math.min(bytes.length, from + 1 + random.below(80))]
}

function repeated(bytes: Uint8Array, random: Random): Uint8Array {
  const [from, to] = slice(bytes, random)
  return spliced(bytes, to, to, bytes.subarray(from, to))
}

function removed(bytes: Uint8Array, random: Random): Uint8Array {
  const [from, to] = slice(bytes, random)
  return spliced(bytes, from, to, new Uint8Array(0))
}

/** One of the numbers of a text becomes another. */
function renumbered(bytes: Uint8Array, random: Random): Uint8Array {
  const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57
  let from = random.below(bytes.length)
  while (from < bytes.length && !isDigit(bytes[from])) from++
  let to = from
  while (isDigit(bytes[to])) to++
  return spliced(bytes, from, to, Buffer.from(random.pick(numbers)))
}

function inserted(bytes: Uint8Array, random: Random, words: readonly string[]): Uint8Array {
  const at = random.below(bytes.length)
  return spliced(bytes, at, at, Buffer.from(random.pick(words)))
}

/** Four bytes become a huge or a negative count. */
function stretched(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length)
  const high = random.pick([0x7f, 0xff, 0x80, 0x00])
  return spliced(
    bytes,
    at,
    Math.min(bytes.length, at + 4),
    Uint8Array.of(0xff, random.below(256), 0xff, high),
  )
}

function spliced(bytes: Uint8Array, from: number, to: number, middle: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, from), middle, bytes.subarray(to)])
}

import { WaveguideError } from '../core/errors.ts'

const newline = 10
const lastBlank = 32

/** Reads a mesh file from front to back, as lines, words and binary numbers; every fault names its place. */
export class FileCursor {
  position = 0
  /** Of what was read last. */
  line = 1
  #nextLine = 1
  isLittleEndian = true
  readonly #bytes: Buffer
  readonly #view: DataView

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get remaining(): number {
    return this.#bytes.length - this.position
  }

  /** The rest of the current line, trimmed. */
  restOfLine(): string {
    if (this.remaining === 0) this.fail('the file ends here')
    const found = this.#bytes.indexOf(newline, this.position)
    const end = found < 0 ? this.#bytes.length : found
    const text = this.#bytes.toString('utf8', this.position, end).trim()
    this.position = Math.min(end + 1, this.#bytes.length)
    this.line = this.#nextLine++
    return text
  }

  /** The next line that is not blank, or undefined at the end of the file. */
  nextLine(): string | undefined {
    while (this.remaining > 0) {
      const text = this.restOfLine()
      if (text !== '') return text
    }
    return undefined
  }

  /** Up to the next blank; skips blanks and line ends before it. */
  word(): string {
    let start = this.position
    while (start < this.#bytes.length && (this.#bytes[start] as number) <= lastBlank)
      if (this.#bytes[start++] === newline) this.#nextLine++
    this.line = this.#nextLine
    let end = start
    while (end < this.#bytes.length && (this.#bytes[end] as number) > lastBlank) end++
    this.position = end
    if (start === end) this.fail('the file ends here')
    if (end - start > 64) this.fail('a number of more than 64 characters')
    return this.#bytes.toString('latin1', start, end)
  }

  skip(bytes: number): void {
    this.#advance(bytes)
  }

  uint32(): number {
    return this.#view.getUint32(this.#advance(4), this.isLittleEndian)
  }

  float32(): number {
    return this.#view.getFloat32(this.#advance(4), this.isLittleEndian)
  }

  int32(): number {
    return this.#view.getInt32(this.#advance(4), this.isLittleEndian)
  }

  uint64(): number {
    const value = this.#view.getBigUint64(this.#advance(8), this.isLittleEndian)
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) this.fail(`the count ${value} is too large`)
    return Number(value)
  }

  float64(): number {
    return this.#view.getFloat64(this.#advance(8), this.isLittleEndian)
  }

  #advance(bytes: number): number {
    if (this.remaining < bytes) this.fail('the file ends inside binary data')
    const at = this.position
    this.position += bytes
    return at
  }

  /** @throws {@link WaveguideError} `MESH_FORMAT`. */
  fail(what: string): never {
    throw new WaveguideError('MESH_FORMAT', `line ${this.line}, byte ${this.position}: ${what}.`, {
      details: { line: this.line, byte: this.position },
    })
  }
}

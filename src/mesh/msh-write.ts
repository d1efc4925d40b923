import type { Mesh, MeshGroup } from '../model/mesh.ts'
import { real, whole } from './arrays.ts'
import { nameInFile } from './groups.ts'

/** What a mesh file holds of a mesh. */
export type WritableSurface = Pick<Mesh, 'vertices' | 'triangles' | 'tags' | 'groups'>

export interface MshOutput {
  readonly isBinary: boolean
  /** File unit for each metre. */
  readonly scale: number
}

const rowsOfPiece = 2048
const surface = 2
const triangleType = 2

/** Version 2.2, piece by piece. Every triangle's physical tag is its entity as well. */
export function* writtenMsh2(mesh: WritableSurface, output: MshOutput): Generator<Buffer> {
  const vertexCount = mesh.vertices.length / 3
  const triangleCount = mesh.tags.length
  yield* header('2.2', output, mesh)
  yield text(`$Nodes\n${vertexCount}\n`)
  yield* rows(vertexCount, output, (row, v) => {
    row.int(v + 1)
    point(row, mesh, v, output)
  })
  yield text(`${output.isBinary ? '\n' : ''}$EndNodes\n$Elements\n${triangleCount}\n`)
  if (output.isBinary) yield integers([triangleType, triangleCount, 2])
  yield* rows(triangleCount, output, (row, t) => {
    row.int(t + 1)
    if (!output.isBinary) {
      row.int(triangleType)
      row.int(2)
    }
    row.int(whole(mesh.tags, t))
    row.int(whole(mesh.tags, t))
    for (let c = 3 * t; c < 3 * t + 3; c++) row.int(whole(mesh.triangles, c) + 1)
  })
  yield text(`${output.isBinary ? '\n' : ''}$EndElements\n`)
}

/** Version 4.1: one surface entity for each tag, all nodes on the first. */
export function* writtenMsh4(mesh: WritableSurface, output: MshOutput): Generator<Buffer> {
  const tags = [...new Set(mesh.tags)].sort((a, b) => a - b)
  const vertexCount = mesh.vertices.length / 3
  const triangleCount = mesh.tags.length
  yield* header('4.1', output, mesh)
  yield* entities(mesh, tags, output)
  yield text('$Nodes\n')
  yield line(output, (row) => {
    for (const count of [1, vertexCount, 1, vertexCount]) row.size(count)
  })
  yield line(output, (row) => {
    for (const value of [surface, tags[0] as number, 0]) row.int(value)
    row.size(vertexCount)
  })
  yield* rows(vertexCount, output, (row, v) => row.size(v + 1))
  yield* rows(vertexCount, output, (row, v) => point(row, mesh, v, output))
  yield text(`${output.isBinary ? '\n' : ''}$EndNodes\n$Elements\n`)
  yield line(output, (row) => {
    for (const count of [tags.length, triangleCount, 1, triangleCount]) row.size(count)
  })
  let id = 0
  for (const tag of tags) {
    const members = Array.from(mesh.tags.keys()).filter((t) => whole(mesh.tags, t) === tag)
    yield line(output, (row) => {
      for (const value of [surface, tag, triangleType]) row.int(value)
      row.size(members.length)
    })
    yield* rows(members.length, output, (row, i) => {
      row.size(++id)
      const t = members[i] as number
      for (let c = 3 * t; c < 3 * t + 3; c++) row.size(whole(mesh.triangles, c) + 1)
    })
  }
  yield text(`${output.isBinary ? '\n' : ''}$EndElements\n`)
}

function* header(version: string, { isBinary }: MshOutput, { groups }: WritableSurface): Generator<Buffer> {
  yield text(`$MeshFormat\n${version} ${isBinary ? 1 : 0} 8\n`)
  if (isBinary) {
    yield integers([1])
    yield text('\n')
  }
  yield text(`$EndMeshFormat\n${physicalNames(groups)}`)
}

function physicalNames(groups: readonly MeshGroup[]): string {
  const names = groups.map(
    (group) => `${surface} ${group.tag} "${nameInFile(group).replace(/["\r\n]/g, "'")}"\n`,
  )
  return `$PhysicalNames\n${names.length}\n${names.join('')}$EndPhysicalNames\n`
}

function* entities(mesh: WritableSurface, tags: readonly number[], output: MshOutput): Generator<Buffer> {
  const box = boundingBox(mesh.vertices, output.scale)
  yield text('$Entities\n')
  yield line(output, (row) => {
    for (const count of [0, 0, tags.length, 0]) row.size(count)
  })
  for (const tag of tags)
    yield line(output, (row) => {
      row.int(tag)
      for (const value of box) row.real(value)
      row.size(1)
      row.int(tag)
      row.size(0)
    })
  yield text(`${output.isBinary ? '\n' : ''}$EndEntities\n`)
}

function boundingBox(vertices: Float64Array, scale: number): number[] {
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < vertices.length; i++) {
    low[i % 3] = Math.min(low[i % 3] as number, scale * real(vertices, i))
    high[i % 3] = Math.max(high[i % 3] as number, scale * real(vertices, i))
  }
  return [...low, ...high]
}

function point(row: Row, { vertices }: WritableSurface, v: number, { scale }: MshOutput): void {
  for (let i = 3 * v; i < 3 * v + 3; i++) row.real(scale * real(vertices, i))
}

function text(value: string): Buffer {
  return Buffer.from(value, 'utf8')
}

function integers(values: readonly number[]): Buffer {
  const row = new BinaryRow()
  for (const value of values) row.int(value)
  return row.bytes()
}

/** Numbers in one of the two spellings. */
interface Row {
  int(value: number): void
  /** A count or a tag: 8 bytes in binary. */
  size(value: number): void
  real(value: number): void
}

/** Rows in pieces of bounded size. */
function* rows(
  count: number,
  output: MshOutput,
  write: (row: Row, index: number) => void,
): Generator<Buffer> {
  for (let from = 0; from < count; from += rowsOfPiece) {
    const piece = output.isBinary ? new BinaryRow() : new TextRow()
    for (let i = from; i < Math.min(from + rowsOfPiece, count); i++) {
      write(piece, i)
      piece.end()
    }
    yield piece.bytes()
  }
}

function line(output: MshOutput, write: (row: Row) => void): Buffer {
  const row = output.isBinary ? new BinaryRow() : new TextRow()
  write(row)
  row.end()
  return row.bytes()
}

class TextRow implements Row {
  #lines = ''
  #words: string[] = []

  int(value: number): void {
    this.#words.push(String(value))
  }

  size(value: number): void {
    this.#words.push(String(value))
  }

  /** The shortest decimal that reads back to the same bits. */
  real(value: number): void {
    this.#words.push(String(value))
  }

  end(): void {
    this.#lines += `${this.#words.join(' ')}\n`
    this.#words = []
  }

  bytes(): Buffer {
    return text(this.#lines)
  }
}

/** Little-endian, as the header's integer 1 says. */
class BinaryRow implements Row {
  #buffer = Buffer.alloc(1 << 16)
  #length = 0

  int(value: number): void {
    this.#length = this.#room(4).writeInt32LE(value, this.#length)
  }

  size(value: number): void {
    this.#length = this.#room(8).writeBigUInt64LE(BigInt(value), this.#length)
  }

  real(value: number): void {
    this.#length = this.#room(8).writeDoubleLE(value, this.#length)
  }

  end(): void {}

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }

  #room(bytes: number): Buffer {
    if (this.#length + bytes > this.#buffer.length)
      this.#buffer = Buffer.concat([this.#buffer, Buffer.alloc(this.#buffer.length)])
    return this.#buffer
  }
}

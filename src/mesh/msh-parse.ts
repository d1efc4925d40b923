import type { Sliced } from '../core/sliced.ts'
import { FileCursor } from './file-cursor.ts'
import type { FileSurface } from './file-surface.ts'
import { MshBuilder } from './msh-builder.ts'
import { binaryValues, type MshValues, textValues } from './msh-values.ts'
import { binaryElements2, nodes2, parametricNodes2, textElements2 } from './msh2-sections.ts'
import { elements4, entities4, nodes4, type SurfaceTags } from './msh4-sections.ts'

type Version = '2.2' | '4.1'

/** A file being read. */
interface Parse {
  readonly cursor: FileCursor
  readonly builder: MshBuilder
  readonly version: Version
  readonly isBinary: boolean
  readonly values: MshValues
  surfaceTags: SurfaceTags
}

/**
 * Reads gmsh's mesh formats 2.2 and 4.1, text or binary. An own reader: gmsh's would execute whatever a file with the
 * wrong content asks for.
 *
 * Triangles keep their first physical tag, 1 when they have none. Memory is bounded by the file's size: no count in
 * the file is believed before that many numbers can follow.
 *
 * @throws {@link WaveguideError} `MESH_FORMAT` with line and byte.
 */
export function* parseMsh(bytes: Uint8Array): Sliced<FileSurface> {
  const cursor = new FileCursor(bytes)
  const parse = readHeader(cursor)
  const done = new Set<string>()
  for (let line = cursor.nextLine(); line !== undefined; line = cursor.nextLine()) {
    const section = /^\$([A-Za-z]+)$/.exec(line)?.[1]
    if (section === undefined)
      cursor.fail(`expected a section such as $Nodes but found "${line.slice(0, 40)}"`)
    yield* readSection(parse, section as string)
    done.add(section === 'ParametricNodes' ? 'Nodes' : (section as string))
  }
  for (const needed of ['Nodes', 'Elements']) if (!done.has(needed)) cursor.fail(`the file has no $${needed}`)
  return parse.builder.surface()
}

function readHeader(cursor: FileCursor): Parse {
  if (cursor.remaining === 0 || cursor.nextLine() !== '$MeshFormat')
    cursor.fail('this is no gmsh mesh: it does not begin with $MeshFormat')
  const [version, type, size] = cursor.restOfLine().split(/\s+/)
  if (version !== '2.2' && version !== '4.1')
    return cursor.fail(`format version ${version}; 2.2 and 4.1 can be read. Save the mesh in one of them`)
  if (size !== '8' || (type !== '0' && type !== '1'))
    cursor.fail(`file type ${type}, data size ${size}; expected 0 or 1, and 8`)
  const isBinary = type === '1'
  if (isBinary) readByteOrder(cursor)
  expectEnd(cursor, 'MeshFormat')
  return {
    cursor,
    builder: new MshBuilder(cursor),
    version,
    isBinary,
    values: isBinary ? binaryValues(cursor, version === '4.1') : textValues(cursor),
    surfaceTags: new Map(),
  }
}

function readByteOrder(cursor: FileCursor): void {
  const one = cursor.int32()
  if (one === 1) return
  if (one !== 1 << 24) cursor.fail('binary data of unknown byte order')
  cursor.isLittleEndian = false
}

function* readSection(parse: Parse, section: string): Sliced<void> {
  const { cursor, builder, values } = parse
  const isNew = parse.version === '4.1'
  switch (section) {
    case 'PhysicalNames':
      readNames(parse)
      break
    case 'Entities':
      if (isNew) parse.surfaceTags = entities4(values)
      else cursor.fail('$Entities in a file of version 2.2')
      break
    case 'Nodes':
      yield* isNew ? nodes4(values, builder) : nodes2(countLine(parse), values, builder)
      break
    case 'ParametricNodes':
      if (isNew) cursor.fail('$ParametricNodes in a file of version 4.1')
      yield* parametricNodes2(countLine(parse), values, builder)
      break
    case 'Elements':
      yield* elements(parse)
      break
    case 'PartitionedEntities':
    case 'Periodic':
      cursor.fail(`$${section} is not supported. Save the mesh without partitions and periodicity`)
      break
    default:
      skipSection(cursor, section)
      return
  }
  expectEnd(cursor, section)
}

function elements(parse: Parse): Sliced<void> {
  const { values, builder, version, isBinary, surfaceTags } = parse
  if (version === '4.1') return elements4(values, builder, surfaceTags)
  const count = countLine(parse)
  return isBinary ? binaryElements2(count, values, builder) : textElements2(count, values, builder)
}

/** In version 2.2 the counts are text even in binary files. */
function countLine({ cursor }: Parse): number {
  const text = cursor.restOfLine()
  return /^\d{1,15}$/.test(text)
    ? Number(text)
    : cursor.fail(`expected a count but found "${text.slice(0, 40)}"`)
}

function readNames(parse: Parse): void {
  const { cursor, builder } = parse
  const surface = 2
  for (let left = countLine(parse); left > 0; left--) {
    const line = cursor.restOfLine()
    const [, dimension, tag, name] = /^(\d+)\s+(\d+)\s+"([^"]{0,200})"$/.exec(line) ?? []
    if (name === undefined) cursor.fail(`expected dimension, tag and "name" but found "${line.slice(0, 60)}"`)
    else if (Number(dimension) === surface) builder.names.set(Number(tag), name)
  }
}

function expectEnd(cursor: FileCursor, section: string): void {
  const line = cursor.nextLine()
  if (line !== `$End${section}`)
    cursor.fail(`expected $End${section} but found "${(line ?? 'the end of the file').slice(0, 40)}"`)
}

function skipSection(cursor: FileCursor, section: string): void {
  for (let line = cursor.nextLine(); line !== `$End${section}`; line = cursor.nextLine())
    if (line === undefined) cursor.fail(`$${section} has no $End${section}`)
}

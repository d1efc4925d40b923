import type { Sliced } from '../core/sliced.ts'
import type { MshBuilder } from './msh-builder.ts'
import type { MshValues } from './msh-values.ts'

const pause = 2048
const mostTags = 1000

/** `$Nodes` of version 2.2 behind its count: id x y z. */
export function* nodes2(count: number, values: MshValues, builder: MshBuilder): Sliced<void> {
  requireRoom(values, count, 4)
  for (let i = 0; i < count; i++) {
    builder.addNode(values.integer(), values.real(), values.real(), values.real())
    if (i % pause === 0) yield
  }
}

/** `$ParametricNodes` of version 2.2 behind its count: id x y z, then dimension, entity and as many parameters. */
export function* parametricNodes2(count: number, values: MshValues, builder: MshBuilder): Sliced<void> {
  requireRoom(values, count, 6)
  for (let i = 0; i < count; i++) {
    builder.addNode(values.integer(), values.real(), values.real(), values.real())
    const dimension = values.count()
    values.integer()
    if (dimension > 2) values.cursor.fail(`a node of the surface lies on an entity of dimension ${dimension}`)
    for (let parameter = 0; parameter < dimension; parameter++) values.real()
    if (i % pause === 0) yield
  }
}

/** `$Elements` of a text file of version 2.2 behind its count: id, type, tags and nodes of one element a line. */
export function* textElements2(count: number, values: MshValues, builder: MshBuilder): Sliced<void> {
  requireRoom(values, count, 3)
  for (let i = 0; i < count; i++) {
    values.integer()
    const type = values.integer()
    readElement(type, readTagCount(values), values, builder)
    if (i % pause === 0) yield
  }
}

/** `$Elements` of a binary file of version 2.2 behind its count: blocks of elements of one type. */
export function* binaryElements2(count: number, values: MshValues, builder: MshBuilder): Sliced<void> {
  requireRoom(values, count, 3)
  for (let left = count; left > 0; ) {
    const type = values.integer()
    const inBlock = values.count()
    const tagCount = readTagCount(values)
    if (inBlock === 0 || inBlock > left)
      values.cursor.fail(`a block of ${inBlock} elements where ${left} are left`)
    for (let i = 0; i < inBlock; i++) {
      values.integer()
      readElement(type, tagCount, values, builder)
      if (i % pause === 0) yield
    }
    left -= inBlock
  }
}

function readTagCount(values: MshValues): number {
  const count = values.count()
  return count <= mostTags ? count : values.cursor.fail(`an element with ${count} tags`)
}

function readElement(type: number, tagCount: number, values: MshValues, builder: MshBuilder): void {
  const nodeCount = builder.nodesOf(type)
  const tags = Array.from({ length: tagCount }, () => values.integer())
  const nodes = Array.from({ length: nodeCount }, () => values.integer())
  builder.addElement(type, tags[0] ?? 0, nodes)
}

/** Refuses a count that the rest of the file cannot hold. */
export function requireRoom({ cursor, leastBytes }: MshValues, count: number, numbersEach: number): void {
  if (count * numbersEach * leastBytes > cursor.remaining + leastBytes)
    cursor.fail(`${count} entries announced, but only ${cursor.remaining} bytes follow`)
}

import type { Sliced } from '../core/sliced.ts'
import type { MshBuilder } from './msh-builder.ts'
import type { MshValues } from './msh-values.ts'
import { requireRoom } from './msh2-sections.ts'

/** First physical tag of each surface entity. */
export type SurfaceTags = ReadonlyMap<number, number>

const pause = 2048
const surface = 2
const coordinatesOfDimension = [3, 6, 6, 6] as const

/** `$Entities` of version 4.1; only the surfaces' physical tags matter. */
export function entities4(values: MshValues): SurfaceTags {
  const tags = new Map<number, number>()
  const counts = [values.count(), values.count(), values.count(), values.count()]
  for (const [dimension, count] of counts.entries()) {
    requireRoom(values, count, 5)
    for (let i = 0; i < count; i++) {
      const entity = values.integer()
      for (let j = 0; j < (coordinatesOfDimension[dimension] as number); j++) values.real()
      const [first] = integers(values)
      if (dimension > 0) integers(values)
      // Minus: the group has the surface reversed; which side is the air's is for the triangles to say.
      if (dimension === surface && first !== undefined) tags.set(entity, Math.abs(first))
    }
  }
  return tags
}

function integers(values: MshValues): number[] {
  const count = values.count()
  requireRoom(values, count, 1)
  return Array.from({ length: count }, () => values.integer())
}

/** `$Nodes` of version 4.1: blocks of tags, then coordinates, with parameters behind them where a block says so. */
export function* nodes4(values: MshValues, builder: MshBuilder): Sliced<void> {
  const { blockCount, total } = totals(values)
  for (let block = 0; block < blockCount; block++) {
    const dimension = values.integer()
    values.integer()
    const parameterCount = values.integer() === 0 ? 0 : dimension
    const count = values.count()
    requireRoom(values, count, 4)
    const tags = new Float64Array(count)
    for (let i = 0; i < count; i++) tags[i] = values.count()
    for (let i = 0; i < count; i++) {
      builder.addNode(tags[i] as number, values.real(), values.real(), values.real())
      for (let j = 0; j < parameterCount; j++) values.real()
      if (i % pause === 0) yield
    }
  }
  if (builder.nodeCount !== total) values.cursor.fail(`${total} nodes announced, ${builder.nodeCount} found`)
}

/** `$Elements` of version 4.1: blocks of one entity and type. */
export function* elements4(values: MshValues, builder: MshBuilder, tags: SurfaceTags): Sliced<void> {
  const { blockCount, total } = totals(values)
  let found = 0
  for (let block = 0; block < blockCount; block++) {
    values.integer()
    const entity = values.integer()
    const type = values.integer()
    const count = values.count()
    const nodeCount = builder.nodesOf(type)
    requireRoom(values, count, nodeCount + 1)
    for (let i = 0; i < count; i++) {
      values.count()
      const nodes = Array.from({ length: nodeCount }, () => values.count())
      builder.addElement(type, tags.get(entity) ?? 0, nodes)
      if (i % pause === 0) yield
    }
    found += count
  }
  if (found !== total) values.cursor.fail(`${total} elements announced, ${found} found`)
}

function totals(values: MshValues): { blockCount: number; total: number } {
  const [blockCount, total] = [values.count(), values.count()]
  values.count()
  values.count()
  requireRoom(values, blockCount, 4)
  return { blockCount, total }
}

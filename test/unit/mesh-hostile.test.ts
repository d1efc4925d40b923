import { describe, expect, test } from 'vitest'
import { edgePartners } from '../../src/mesh/edge-table.ts'
import { meshQuality } from '../../src/mesh/quality.ts'
import { topology } from '../../src/mesh/topology.ts'

/** Shapes whose cost would grow with the square of their size, or fill the memory, if nobody had thought of them. */
describe('hostile shapes', () => {
  test('a fan of 300,000 triangles about one vertex has its edges paired', () => {
    const count = 300_000
    const triangles = Uint32Array.from({ length: 3 * count }, (_, i) => {
      const t = Math.floor(i / 3)
      return i % 3 === 0 ? 0 : 1 + ((t + (i % 3) - 1) % count)
    })
    const { open, crowded, inconsistent } = topology(triangles, edgePartners(triangles, count + 1))
    expect([open.count, crowded.count, inconsistent.count]).toEqual([count, 0, 0])
  })

  test('an edge that a thousand triangles share is crowded, once for each of them', () => {
    const count = 1000
    const triangles = Uint32Array.from({ length: 3 * count }, (_, i) =>
      i % 3 < 2 ? i % 3 : 2 + Math.floor(i / 3),
    )
    const { open, crowded } = topology(triangles, edgePartners(triangles, count + 2))
    expect([open.count, crowded.count]).toEqual([2 * count, count])
  })

  test('needles right across the body are measured and refused', () => {
    const count = 400
    const vertices = Float64Array.from({ length: 9 * count }, (_, i) => {
      const [corner, axis, t] = [Math.floor(i / 3) % 3, i % 3, Math.floor(i / 9)]
      // From one end of the diagonal to the other, a nanometre wide, one beside the other.
      return (corner === 0 ? 0 : 1) + (axis === 0 ? t / count : 0) + (corner === 2 && axis === 1 ? 1e-9 : 0)
    })
    const triangles = Uint32Array.from({ length: 3 * count }, (_, i) => i)
    const quality = meshQuality({
      vertices,
      triangles,
      tags: new Uint32Array(count).fill(1),
      groups: [{ tag: 1, name: 'wall', role: 'wall' }],
      symmetry: [],
      termination: 'free',
    })
    expect(quality.validTo).toBe(0)
    expect(quality.limits.find(({ check }) => check === 'shape')).toMatchObject({ count })
  })
})

import { describe, expect, test } from 'vitest'
import { runAtOnce } from '../../src/core/sliced.ts'
import type { Box } from '../../src/geometry/enclosure.ts'
import { type AskedSizes, sizesAt, smallestSizes } from '../../src/mesh/corner-sizes.ts'
import { fittingSizes } from '../../src/mesh/size-search.ts'

const box: Box = { x: [-110, 210], y: [-60, 110], z: [-100, 0], edge: 10, isChamfered: false }
const asked: AskedSizes = { throat: 3, front: [10, 20, 30, 40], back: [12, 24, 36, 48] }
const azimuthOf = (x: number, y: number): number => Math.atan2(y, x)

describe('sizes of a box that differ from corner to corner', () => {
  test('are met at the corners of its flat parts, in the order right top, left top, left bottom, right bottom', () => {
    const corners = [
      [200, 100],
      [-100, 100],
      [-100, -50],
      [200, -50],
    ] as const
    for (const [i, [x, y]] of corners.entries()) {
      const sizes = sizesAt(asked, box, [], azimuthOf(x, y))
      expect(sizes.front).toBeCloseTo(10 + 10 * i, 9)
      expect(sizes.back).toBeCloseTo(12 + 12 * i, 9)
    }
  })

  test('are linear along the sides, and the middle of the back is bilinear', () => {
    // Half-way up the right side, and a third of the way along the bottom.
    expect(sizesAt(asked, box, [], azimuthOf(200, 25)).front).toBeCloseTo(25, 9)
    expect(sizesAt(asked, box, [], azimuthOf(0, -50)).front).toBeCloseTo(30 + 10 / 3, 9)
    const [bottom, top] = [36 + 12 / 3, 24 - 12 / 3]
    expect(sizesAt(asked, box, [], 0).middle).toBeCloseTo(bottom + (top - bottom) / 3, 9)
  })

  test('are the smaller ones of mirror images', () => {
    const even: Box = { ...box, x: [-210, 210], y: [-110, 110] }
    const at = (planes: readonly ('x' | 'y')[], x: number, y: number) =>
      sizesAt({ front: [40, 20, 30, 10] }, even, planes, azimuthOf(x, y)).front
    expect(at(['x'], 200, 100)).toBeCloseTo(20, 9)
    expect(at(['x'], 200, -100)).toBeCloseTo(10, 9)
    expect(at(['y'], -200, 100)).toBeCloseTo(20, 9)
    expect(at(['y'], 200, 100)).toBeCloseTo(10, 9)
    expect(at(['x', 'y'], 200, 100)).toBeCloseTo(10, 9)
  })

  test('leave everything else as it was asked for', () => {
    expect(sizesAt({ throat: 3, front: 20 }, box, [], 1)).toEqual({ throat: 3, front: 20 })
    expect(smallestSizes(asked)).toEqual({ throat: 3, front: 10, back: 12 })
  })

  test('count at their own azimuth, and the smallest of all where a mesher has one for a ring', () => {
    const flat = {
      role: 'front',
      points: Float64Array.of(0, 500, 0, 1000),
      way: Float64Array.of(0, 500),
      bendRadii: Float64Array.of(Infinity, Infinity),
      parallelRadii: Float64Array.of(Infinity, Infinity),
    } as const
    const wish = { maxTriangles: 1e6, maxFrequency: 20_000, elementsPerWavelength: 6 }
    const explicit = { throat: 9, mouth: 9, rear: 9, front: [30, 20, 30, 20] } as const
    const explicitAt = [
      { ...explicit, front: 30 },
      { ...explicit, front: 20 },
    ]
    const found = runAtOnce(fittingSizes([[flat], [flat]], { ...wish, explicit, explicitAt }, 1e6))
    expect(found.byAzimuth.map(([sizes]) => sizes?.[1])).toEqual([30, 20])
    expect(found.sizes[0]?.[1]).toBe(20)
  })
})

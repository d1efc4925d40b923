import { describe, expect, test } from 'vitest'
import { coarseFirst } from '../../src/solve/coarse-first.ts'

describe('the order of a sweep', () => {
  test('is both ends, the middle, then halves', () => {
    expect([...coarseFirst(9)]).toEqual([0, 8, 4, 2, 6, 1, 3, 5, 7])
    expect([...coarseFirst(6)]).toEqual([0, 5, 2, 1, 3, 4])
  })

  test('takes every frequency once, whatever their number', () => {
    for (let count = 0; count < 130; count++) {
      const sorted = coarseFirst(count).toSorted()
      expect([...sorted]).toEqual(Array.from({ length: count }, (_, index) => index))
    }
  })

  test('leaves no gap wider than twice the narrowest at any time, up to the rounding of halves', () => {
    const count = 200
    const order = [...coarseFirst(count)]
    for (let done = 3; done <= count; done++) {
      const seen = order.slice(0, done).sort((a, b) => a - b)
      const gaps = seen.slice(1).map((index, i) => index - (seen[i] ?? 0))
      expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * Math.min(...gaps) + 2)
    }
  })
})

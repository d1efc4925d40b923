import { describe, expect, test } from 'vitest'
import { bSplineThrough, polesThrough, poleWeights } from '../../src/geometry/b-spline.ts'

/** Uneven: neighbours differ by a factor of up to three. */
const places = (count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => (i + 0.3 * Math.sin(7 * i)) / count - 0.2)

const cubic = (x: number): number[] => [3 - 2 * x + 5 * x ** 2 - 40 * x ** 3, x ** 3, 1]

function valueAt(at: Float64Array, poles: Float64Array, width: number, x: number): number[] {
  const { first, weights } = poleWeights(bSplineThrough(at), x)
  return Array.from({ length: width }, (_, c) =>
    weights.reduce((sum, weight, i) => sum + weight * (poles[(first + i) * width + c] as number), 0),
  )
}

describe('B-splines through given values', () => {
  // A knot or a band that is off by one loses the cubic at once, or the elimination divides by zero.
  test.each([4, 5, 6, 7, 33, 400])('are the cubic that %i values lie on, between them too', (count) => {
    const at = places(count)
    const poles = polesThrough(at, Float64Array.from([...at].flatMap(cubic)), 3)
    const [from, to] = [at[0] as number, at[count - 1] as number]
    for (let i = 0; i <= 1000; i++) {
      const x = i === 1000 ? to : from + ((to - from) * i) / 1000
      for (const [c, value] of valueAt(at, poles, 3, x).entries())
        expect(Math.abs(value - (cubic(x)[c] as number))).toBeLessThan(1e-9)
    }
  })

  test('pass through values of no polynomial', () => {
    const at = places(50)
    const values = at.map((x) => Math.exp(3 * x) * Math.sin(40 * x))
    const poles = polesThrough(at, values, 1)
    for (const [i, x] of at.entries())
      expect(Math.abs((valueAt(at, poles, 1, x)[0] as number) - (values[i] as number))).toBeLessThan(1e-12)
  })

  test('are a line through two values and a parabola through three', () => {
    const two = Float64Array.of(1, 3)
    expect(valueAt(two, polesThrough(two, Float64Array.of(5, 9), 1), 1, 1.5)[0]).toBeCloseTo(6, 12)
    const three = Float64Array.of(0, 1, 3)
    expect(valueAt(three, polesThrough(three, Float64Array.of(0, 1, 9), 1), 1, 2)[0]).toBeCloseTo(4, 12)
  })

  test('have the error of a cubic: the fourth power of the step', () => {
    const error = (count: number): number => {
      const at = Float64Array.from({ length: count }, (_, i) => i / (count - 1))
      const poles = polesThrough(
        at,
        at.map((x) => Math.sin(9 * x)),
        1,
      )
      let worst = 0
      for (let i = 0; i < count - 1; i++) {
        const x = (i + 0.5) / (count - 1)
        worst = Math.max(worst, Math.abs((valueAt(at, poles, 1, x)[0] as number) - Math.sin(9 * x)))
      }
      return worst
    }
    expect(error(33) / error(65)).toBeGreaterThan(14)
  })
})

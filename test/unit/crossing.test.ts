import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { selfCrossing } from '../../src/geometry/crossing.ts'
import { runs } from '../support/property.ts'

describe('self-crossing', () => {
  test('is found in a figure of eight, with its place', () => {
    expect(selfCrossing(Float64Array.of(0, 0, 2, 2, 2, 0, 0, 2))).toEqual({ z: 1, r: 1 })
  })

  test('is found where a polyline runs back over itself', () => {
    expect(selfCrossing(Float64Array.of(0, 0, 4, 0, 4, 1, 3, 0, 1, 0))).toBeDefined()
  })

  test('is found where an end touches a segment', () => {
    expect(selfCrossing(Float64Array.of(0, 0, 4, 0, 4, 2, 2, 0))).toEqual({ z: 2, r: 0 })
  })

  test('is not found in a spiral or at joints', () => {
    const spiral = Float64Array.from({ length: 400 }, (_, i) => {
      const turn = Math.floor(i / 2) / 10
      return (1 + turn) * (i % 2 === 0 ? Math.cos(turn) : Math.sin(turn))
    })
    expect(selfCrossing(spiral)).toBeUndefined()
    expect(selfCrossing(Float64Array.of(0, 0, 1, 0, 1, 1))).toBeUndefined()
  })

  test('agrees with a comparison of all pairs on random polylines', () => {
    let crossed = 0
    const coordinate = fc.integer({ min: -1000, max: 1000 }).map((value) => value / 7)
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: 8, maxLength: 14 }), (list) => {
        const points = Float64Array.from(list.slice(0, 2 * Math.floor(list.length / 2)))
        const found = selfCrossing(points) !== undefined
        if (found) crossed++
        // Touching within rounding may go either way; proper crossings may not.
        if (hasProperCrossing(points)) expect(found).toBe(true)
        else if (found) expect(hasTouch(points)).toBe(true)
      }),
      runs(500),
    )
    expect(crossed).toBeGreaterThan(50)
  })
})

type Plane = [number, number]
const turn = ([az, ar]: Plane, [bz, br]: Plane, [cz, cr]: Plane): number =>
  (bz - az) * (cr - ar) - (br - ar) * (cz - az)

function pairs(points: Float64Array, test: (a: Plane, b: Plane, c: Plane, d: Plane) => boolean): boolean {
  const p = (i: number): Plane => [points[2 * i] ?? 0, points[2 * i + 1] ?? 0]
  for (let i = 0; i < points.length / 2 - 1; i++)
    for (let j = i + 2; j < points.length / 2 - 1; j++) if (test(p(i), p(i + 1), p(j), p(j + 1))) return true
  return false
}

const hasProperCrossing = (points: Float64Array): boolean =>
  pairs(
    points,
    (a, b, c, d) => turn(a, b, c) * turn(a, b, d) < -1e-9 && turn(c, d, a) * turn(c, d, b) < -1e-9,
  )

const hasTouch = (points: Float64Array): boolean =>
  pairs(
    points,
    (a, b, c, d) => turn(a, b, c) * turn(a, b, d) <= 1e-9 && turn(c, d, a) * turn(c, d, b) <= 1e-9,
  )

import { describe, expect, test } from 'vitest'
import { runAtOnce } from '../../src/core/sliced.ts'
import type { Observations } from '../../src/model/options.ts'
import { observationRequest, polarPoints } from '../../src/solve/observations.ts'
import { placeObservations } from '../../src/solve/place-observations.ts'
import { placesOf } from '../../src/solve/places.ts'
import { surfaceGeometry } from '../../src/solve/surface-geometry.ts'
import { capTags, icosphere, meshOf } from '../support/spheres.ts'

const sphere = icosphere(1, 'raw')
const mesh = meshOf(sphere, capTags(sphere, 40))
const place = (observations?: Observations) =>
  runAtOnce(
    placeObservations(mesh, placesOf(mesh, surfaceGeometry(sphere)), observationRequest(observations)),
  )

describe('observations', () => {
  test('are three polars of 37 angles, 2 m from the mouth, by default', () => {
    const { polars, axis } = observationRequest()
    expect(polars.map(({ name }) => name)).toEqual(['horizontal', 'vertical', 'diagonal'])
    expect(polars.map(({ inclinationDeg }) => inclinationDeg)).toEqual([0, 90, 45])
    for (const { anglesDeg, distance, origin } of polars) {
      expect([...anglesDeg]).toEqual(Array.from({ length: 37 }, (_, i) => 5 * i))
      expect({ distance, origin }).toEqual({ distance: 2, origin: 'mouth' })
    }
    expect(axis).toEqual({ distance: 2, origin: 'mouth' })
  })

  test('the on-axis point goes with the first polar', () => {
    const { axis } = observationRequest({ polars: [{ anglesDeg: [0], distance: 10, origin: 'throat' }] })
    expect(axis).toEqual({ distance: 10, origin: 'throat' })
    expect(observationRequest({ polars: [] }).axis).toEqual({ distance: 2, origin: 'mouth' })
  })

  test('horizontal polars turn from +z towards +x, vertical ones towards +y, diagonal ones between', () => {
    const at90 = (inclinationDeg: number) => [
      ...polarPoints({ anglesDeg: Float64Array.of(0, 90), inclinationDeg, distance: 2 }, [0, 0, 1]),
    ]
    const near = (values: number[]) => values.map((value) => expect.closeTo(value, 12))
    expect(at90(0)).toEqual(near([0, 0, 3, 2, 0, 1]))
    expect(at90(90)).toEqual(near([0, 0, 3, 0, 2, 1]))
    expect(at90(45)).toEqual(near([0, 0, 3, Math.SQRT2, Math.SQRT2, 1]))
  })

  test('a polar is named after its inclination, and the other way round', () => {
    const request = (polar: object) =>
      observationRequest({ polars: [{ anglesDeg: [0], distance: 1, ...polar }] }).polars[0]
    expect(request({ inclinationDeg: 90 })?.name).toBe('vertical')
    expect(request({ inclinationDeg: 30 })?.name).toBe('inclination 30°')
    expect(request({ name: 'diagonal' })?.inclinationDeg).toBe(45)
    expect(request({ name: 'diagonal', inclinationDeg: 30 })?.inclinationDeg).toBe(30)
  })

  test('without a design the mouth is the front of the bounding box and the throat the middle of the source', () => {
    const { polars } = place({
      polars: [
        { anglesDeg: [0], distance: 1, name: 'a' },
        { anglesDeg: [0], distance: 1, name: 'b', origin: 'throat' },
        { anglesDeg: [0], distance: 2, name: 'c', origin: [0.5, 0, 0.25] },
      ],
    })
    const tops = sphere.vertices.filter((_, i) => i % 3 === 2)
    expect(polars[0]?.origin).toEqual([0, 0, Math.max(...tops)].map((value) => expect.closeTo(value, 12)))
    expect(polars[1]?.origin?.[2]).toBeGreaterThan(0.8)
    expect(polars[1]?.origin?.[2]).toBeLessThan(1)
    expect(polars[2]?.origin).toEqual([0.5, 0, 0.25])
  })

  test('points in the body or on it are left out and told, points in the air around it are not', () => {
    const vertex = [...sphere.vertices.subarray(0, 3)]
    const inBody = [[0, 0, 0], [0.5, 0.2, -0.3], vertex]
    // The last one lies in a corner of the bounding box, outside the ball.
    const inAir = [
      [3, 0, 0],
      [0.7, 0.7, 0.7],
    ]
    const points = Float64Array.from([inAir[0], ...inBody, inAir[1]].flatMap((point) => point ?? []))
    const { slots, airPoints, warnings } = place({ polars: [], points })
    expect([...slots]).toEqual([0, -1, -1, -1, 1, 2])
    expect([...airPoints.subarray(0, 6)]).toEqual(inAir.flat())
    expect(warnings).toMatchObject([{ code: 'IGNORED', details: { count: 3, first: [0, 0, 0] } }])
    expect(place({ polars: [], points: Float64Array.from(inAir.flat()) }).warnings).toEqual([])
  })

  test.each([
    ['an unknown kind', { spheres: 500 }, /did you mean "sphere"/],
    ['half a direction', { sphere: 0.5 }, /observations.sphere must be a positive integer, got 0.5/],
    ['a sphere of nothing', { sphere: { distance: 1 } }, /sphere.count must be a positive integer/],
    ['a sphere that is none', { sphere: 'all' }, /a number of directions or \{ count/],
    ['a plane without extent', { planes: [{ origin: [0, 0, 0], counts: [2, 2] }] }, /planes\[0\]\.u must/],
    [
      'a plane of one count',
      { planes: [{ origin: [0, 0, 0], u: [1, 0, 0], v: [0, 1, 0], counts: [2] }] },
      /counts must be \[along u, along v\]/,
    ],
    ['a misspelt key', { polars: [{ anglesDeg: [0], distnace: 1 }] }, /did you mean "distance"/],
    [
      'no distance',
      { polars: [{ anglesDeg: [0] }] },
      /distance must be a positive finite number, got undefined/,
    ],
    ['no angles', { polars: [{ anglesDeg: [], distance: 1 }] }, /at least one angle/],
    ['an angle that is none', { polars: [{ anglesDeg: [Number.NaN], distance: 1 }] }, /got NaN/],
    [
      'an origin that is none',
      { polars: [{ anglesDeg: [0], distance: 1, origin: 'lip' }] },
      /"mouth", "throat"/,
    ],
    ['a name twice', { polars: [0, 1].map(() => ({ anglesDeg: [0], distance: 1 })) }, /named differently/],
    [
      'a vertical polar that lies down',
      { polars: [{ name: 'vertical', inclinationDeg: 0, anglesDeg: [0], distance: 1 }] },
      /must be 90/,
    ],
    ['points that are no triples', { points: new Float64Array(4) }, /3·N/],
    ['points that are not finite', { points: Float64Array.of(0, 0, Number.NaN) }, /got NaN/],
  ])('refuse %s', (_, observations, message) => {
    expect(() => observationRequest(observations as Observations)).toThrow(message)
    expect(() => observationRequest(observations as Observations)).toThrow(
      expect.objectContaining({ code: 'OPTION' }),
    )
  })
})

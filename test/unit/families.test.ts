import { describe, expect, test } from 'vitest'
import { WaveguideError } from '../../src/core/errors.ts'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { meridianCurves } from '../../src/geometry/horn-meridian.ts'
import type { HornInput } from '../../src/model/horn.ts'

function refusal(input: HornInput): WaveguideError {
  try {
    parseHorn({ body: 'bare', ...input })
  } catch (thrown) {
    if (thrown instanceof WaveguideError) return thrown
    throw thrown
  }
  throw new Error('was not refused')
}

function endOf(input: HornInput): { z: number; r: number; angleDeg: number } {
  const curve = meridianCurves(parseHorn({ body: 'bare', ...input })).at(-1)
  if (!curve) throw new Error('no curve')
  const { z, r } = curve.point(curve.end)
  const tangent = curve.tangent(curve.end)
  return { z, r, angleDeg: (Math.atan2(tangent.r, tangent.z) * 180) / Math.PI }
}

describe('a conical horn', () => {
  test('is the same by any two of angle, length and mouth', () => {
    const ends = [
      { a: 25, L: 100 },
      { L: 100, R: 59.33076581549985 },
      { a: 25, R: 59.33076581549985 },
    ].map((two) => endOf({ type: 'conical', ...two }))
    for (const { z, r } of ends) {
      expect(z).toBeCloseTo(100, 9)
      expect(r).toBeCloseTo(59.33076581549985, 9)
    }
  })

  test('needs exactly two of them', () => {
    expect(refusal({ type: 'conical', L: 100 }).message).toMatch(/exactly 2 of them, got L/)
    expect(refusal({ type: 'conical', L: 100, a: 20, R: 50 }).message).toMatch(/got a, L, R/)
  })

  test('does not narrow', () => {
    expect(refusal({ type: 'conical', L: 100, R: 10 }).details).toMatchObject({
      reason: 'PROFILE_UNREACHABLE',
    })
  })
})

describe('a hyperbolic horn', () => {
  test('by throat angle leaves the throat at it', () => {
    const [curve] = meridianCurves(parseHorn({ type: 'hyperbolic', fc: 600, L: 200, a0: 8, body: 'bare' }))
    const tangent = curve?.tangent(0)
    expect(Math.atan2(tangent?.r ?? 0, tangent?.z ?? 0)).toBeCloseTo((8 * Math.PI) / 180, 12)
  })

  test('takes T or the throat angle', () => {
    expect(refusal({ type: 'hyperbolic', fc: 600, L: 200 }).message).toMatch(/exactly 1 of them, got none/)
    expect(refusal({ type: 'hyperbolic', fc: 600, L: 200, T: 1, a0: 5 }).message).toMatch(/got T, a0/)
  })

  test('of a large T is noted as nearly a cone', () => {
    const { notes } = parseHorn({ type: 'hyperbolic', fc: 600, L: 20, T: 60, body: 'bare' })
    expect(notes?.[0]?.message).toMatch(/T = 60 is above 50/)
  })
})

describe('a tractrix', () => {
  test('by mouth radius is that of its cut-off frequency', () => {
    const byRadius = endOf({ type: 'tractrix', R: 90.98357580086683 })
    expect(byRadius.z).toBeCloseTo(151.67937157899985, 8)
    expect(byRadius.r).toBeCloseTo(90.98357580086683, 9)
  })

  test('may end before 90°', () => {
    const end = endOf({ type: 'tractrix', fc: 600, mouthAngle: 60 })
    expect(end.angleDeg).toBeCloseTo(60, 9)
    expect(end.r).toBeCloseTo(90.98357580086683 * Math.sin(Math.PI / 3), 9)
  })

  test('needs a throat within its mouth', () => {
    expect(refusal({ type: 'tractrix', R: 12 }).details).toMatchObject({
      reason: 'PROFILE_UNREACHABLE',
      parameter: 'r0',
    })
    expect(refusal({ type: 'tractrix', fc: 600, mouthAngle: 91 }).message).toMatch(/mouthAngle must be/)
  })

  test('that ends at 90° has no wall of constant thickness', () => {
    expect(refusal({ type: 'tractrix', fc: 600, body: 'shell' }).message).toMatch(/folds at the lip/)
    expect(parseHorn({ type: 'tractrix', fc: 600, mouthAngle: 70, wallThicknessMm: 4 }).notes).toBeUndefined()
  })
})

describe('a spherical wave horn', () => {
  test.each([30, 90, 150, 180])('ends at its mouth angle of %i°', (mouthAngle) => {
    expect(Math.abs(endOf({ type: 'spherical', fc: 600, mouthAngle }).angleDeg)).toBeCloseTo(mouthAngle, 6)
  })

  test('needs a throat narrower than its spheres and flatter than its mouth', () => {
    expect(refusal({ type: 'spherical', fc: 6000 }).details).toMatchObject({ reason: 'PROFILE_UNREACHABLE' })
    expect(refusal({ type: 'spherical', fc: 600, mouthAngle: 1 }).details).toMatchObject({
      reason: 'PROFILE_UNREACHABLE',
    })
  })
})

describe('a Le Cléac’h horn', () => {
  test.each([40, 90, 180])('ends at its mouth angle of %i°', (mouthAngle) => {
    expect(endOf({ type: 'le-cleach', fc: 600, T: 0.8, mouthAngle }).angleDeg).toBeCloseTo(mouthAngle, 6)
  })

  test('needs numbers', () => {
    expect(refusal({ type: 'le-cleach', fc: '600+p', T: 0.8 }).message).toMatch(/fc must be a plain number/)
  })

  test('needs a mouth steeper than its throat', () => {
    expect(refusal({ type: 'le-cleach', fc: 600, T: 0.8, mouthAngle: 5 }).details).toMatchObject({
      reason: 'PROFILE_UNREACHABLE',
    })
  })
})

describe('a wall through points', () => {
  const points = [
    [0, 12.7],
    [30, 22],
    [60, 40],
    [90, 70],
    [110, 110],
    [115, 140],
  ]

  test.each(['pchip', 'linear', 'spline'] as const)('by %s meets them', (interpolation) => {
    const curves = meridianCurves(parseHorn({ type: 'points', points, interpolation, body: 'bare' }))
    const ends = [curves[0]?.point(0), curves.at(-1)?.point(1)]
    expect(ends).toMatchObject([
      { z: 0, r: 12.7 },
      { z: 115, r: 140 },
    ])
    expect(curves).toHaveLength(interpolation === 'linear' ? 5 : 1)
    if (interpolation === 'linear') expect(curves[2]?.point(1)).toMatchObject({ z: 90, r: 70 })
  })

  test('by spline has no jump of curvature, and reproduces a cubic', () => {
    // Equal chords need a straight line; z = r as a cubic of the chord needs only unequal ones.
    const line = [0, 1, 4, 6, 10].map((z) => [z, 5 + z])
    const [curve] = meridianCurves(
      parseHorn({ type: 'points', points: line, interpolation: 'spline', body: 'bare' }),
    )
    for (const u of [0.05, 0.33, 0.5, 0.9]) {
      expect(curve?.curvature(u)).toBeCloseTo(0, 9)
      expect((curve?.point(u).r ?? 0) - (curve?.point(u).z ?? 0)).toBeCloseTo(5, 12)
    }
  })

  test('does not swing far inside its points', () => {
    const points = [
      [0, 12.7, 12.7],
      [19, 27, 18],
      [24, 30, 47],
      [48, 44, 66],
    ]
    const wall = { type: 'points', body: 'infinite-baffle', points } as const
    expect(() => parseHorn({ ...wall, interpolation: 'spline' })).toThrow(
      /HORN_GEOMETRY: the curve narrows to -?\d+\.\d+ mm between points\[0\] and points\[1\]/,
    )
    expect(parseHorn({ ...wall, interpolation: 'pchip' }).profile.type).toBe('points')
  })

  test('does not stand still at a cusp', () => {
    const zigzag = [
      [0, 12],
      [20, 20],
      [10, 15],
      [30, 30],
    ]
    expect(refusal({ type: 'points', points: zigzag }).details).toMatchObject({
      reason: 'PROFILE_DOMAIN',
      index: 1,
    })
  })

  test('of two meridians is a superellipse between them', () => {
    const loft = points.map(([z = 0, r = 0]) => [z, r, r / 2])
    const horn = parseHorn({ type: 'points', points: loft, exponent: 3, body: 'bare' })
    const radius = (azimuth: number): number => meridianCurves(horn, azimuth)[0]?.point(0.5).r ?? 0
    expect(radius(Math.PI / 2)).toBeCloseTo(radius(0) / 2, 9)
    const diagonal = Math.SQRT1_2 / radius(0)
    expect(radius(Math.PI / 4)).toBeCloseTo((diagonal ** 3 + (2 * diagonal) ** 3) ** (-1 / 3), 9)
  })

  test.each([
    [[[0, 12]], /list of 2 to 256 points/],
    [
      [
        [1, 12],
        [2, 13],
      ],
      /points\[0\] must have z = 0/,
    ],
    [
      [
        [0, 12],
        [2, 0],
      ],
      /points\[1\] must have a positive radius/,
    ],
    [
      [
        [0, 12],
        [0, 12],
      ],
      /points\[1\] repeats/,
    ],
    [
      [
        [0, 12],
        [2, Number.NaN],
      ],
      /points\[1\] must be \[z, r\]/,
    ],
    [
      [
        [0, 12, 12],
        [2, 13],
      ],
      /points\[1\] must be/,
    ],
    [
      [
        [0, 12, 12],
        [0, 13, 13],
      ],
      /with two meridians z rises/,
    ],
  ])('%j is refused', (bad, message) => {
    expect(refusal({ type: 'points', points: bad }).message).toMatch(message)
  })
})

describe('an OSSE horn', () => {
  const arc: HornInput = { L: 120, a: 40, r0: 18, throatProfile: 3 }

  test('as an arc by radius needs half the chord', () => {
    expect(refusal({ ...arc, circArcRadius: 50 }).message).toMatch(/at least half the chord.*78\.324/)
  })

  test('as an arc by angle ends at it', () => {
    expect(endOf({ ...arc, circArcTermAngle: 70 }).angleDeg).toBeCloseTo(70, 9)
    expect(refusal({ ...arc, circArcTermAngle: 40 }).message).toMatch(/no arc ends at it/)
  })

  test('is an arc by throatProfile 3 only', () => {
    expect(refusal({ L: 100, circArcRadius: 300 }).message).toMatch(/circArcRadius belongs to a circular arc/)
    expect(refusal({ L: 100, throatProfile: 2 as 1 }).message).toMatch(/must be 1 \(OS-SE\) or 3/)
  })

  test('has a guide of one kind', () => {
    expect(refusal({ L: 100, guide: { width: 300, sf: [1, 1, 4, 4, 2, 2, 2] } }).message).toMatch(
      /guide\.sf does not belong to a superellipse/,
    )
    expect(refusal({ L: 100, guide: { type: 'superformula', width: 300, n: 3 } }).message).toMatch(/guide\.n/)
  })

  test('as an arc has no slot and no guide', () => {
    expect(refusal({ ...arc, slotLength: 5 }).message).toMatch(/has no slot/)
    expect(refusal({ ...arc, guide: { width: 300 } }).message).toMatch(/has no guiding curve/)
  })

  test('has a slot shorter than itself and a driver behind its extension', () => {
    expect(refusal({ L: 10, slotLength: 10 }).details).toMatchObject({ parameter: 'slotLength', limit: 10 })
    expect(refusal({ L: 10, throatExtLength: 50, throatExtAngle: 30 }).details).toMatchObject({
      parameter: 'throatExtAngle',
    })
  })

  test('is not turned behind a conical extension', () => {
    expect(refusal({ L: 100, rot: 5, throatExtLength: 10, throatExtAngle: 3 }).message).toMatch(
      /driver would leave/,
    )
    expect(refusal({ L: 100, rot: 5, slotLength: 10, s1: 0.1, s2: 0.1 }).message).toMatch(
      /throat stretch together/,
    )
  })

  test('is stretched by s1·atan(s2·z) in degrees, its radius unchanged', () => {
    const plain = endOf({ L: 100, throatExtLength: 10 })
    const longer = endOf({ L: 100, throatExtLength: 10, s1: 0.2, s2: 0.05 })
    expect(longer.z - plain.z).toBeCloseTo((0.2 * Math.atan(0.05 * 100) * 180) / Math.PI, 12)
    expect(longer.r).toBeCloseTo(plain.r, 12)
  })
})

import fc from 'fast-check'
import type { HornInput } from '../../src/model/horn.ts'
import { real } from './random-horns.ts'

const body = 'bare' as const

/** Numbers of an expression that stays near one: `(1+0.1*cos(2*p))`, even or leaning. */
const wave: fc.Arbitrary<string> = fc
  .tuple(real(-0.12, 0.12), fc.integer({ min: 1, max: 4 }), fc.constantFrom('cos', 'sin'))
  .map(([height, times, name]) => `(1+${height.toFixed(4)}*${name}(${times}p))`)

/** A number, or one times a wave. */
function varied(min: number, max: number): fc.Arbitrary<number | string> {
  return fc.oneof(
    real(min, max),
    fc.tuple(real(min, max), wave).map(([value, factor]) => `${value.toFixed(5)} ${factor}`),
  )
}

const prefix = {
  throatExtLength: fc.oneof(fc.constant(0), real(1, 30)),
  throatExtAngle: real(0, 8),
  slotLength: fc.oneof(fc.constant(0), real(1, 15)),
}

const guide = fc.record({
  type: fc.constant('superellipse' as const),
  width: real(180, 320),
  aspect: real(0.6, 1.2),
  rot: fc.oneof(fc.constant(0), real(-40, 40)),
  n: real(1.5, 6),
  dist: fc.oneof(fc.constant(0), real(0.5, 1), real(60, 200)),
})

const morph = fc.record({
  target: fc.constantFrom('rectangle' as const, 'circle' as const, 'superellipse' as const),
  width: fc.oneof(fc.constant(0), real(200, 600)),
  height: fc.oneof(fc.constant(0), real(200, 600)),
  corner: fc.oneof(fc.constant(0), real(5, 60)),
  rate: real(1, 5),
  fixed: fc.oneof(fc.constant(0), real(0, 0.6)),
  allowShrinkage: fc.boolean(),
  exponent: real(2, 12),
})

const osse: fc.Arbitrary<HornInput> = fc.record(
  {
    ...{ type: fc.constant('OSSE' as const), body: fc.constant(body), L: varied(60, 200), a: varied(20, 60) },
    ...{ a0: varied(2, 20), r0: varied(8, 20), k: varied(0.5, 3), s: varied(0.1, 1), n: varied(2, 8) },
    ...{ q: real(0.8, 0.999), h: real(-3, 5), ...prefix, s1: real(0, 0.2), s2: real(0, 0.1) },
    ...{ guide, morph, scale: real(0.5, 2) },
  },
  { requiredKeys: ['type', 'body', 'L'] },
)

const rosse: fc.Arbitrary<HornInput> = fc.record(
  {
    ...{
      type: fc.constant('R-OSSE' as const),
      body: fc.constant(body),
      R: varied(100, 300),
      a: varied(20, 50),
    },
    ...{ a0: varied(2, 20), r0: real(8, 20), k: varied(0.8, 3), q: varied(2, 5), r: real(0.2, 0.8) },
    ...{ m: real(0.7, 0.95), b: real(0, 0.4), tmax: real(0.5, 1), ...prefix, morph, scale: real(0.5, 2) },
  },
  { requiredKeys: ['type', 'body', 'R'] },
)

const throat = { body: fc.constant(body), r0: varied(8, 20) }
const classical: fc.Arbitrary<HornInput> = fc.oneof(
  fc.record({ ...throat, type: fc.constant('conical' as const), a: varied(5, 60), L: varied(50, 300) }),
  fc.record({
    ...throat,
    type: fc.constant('exponential' as const),
    fc: varied(200, 1000),
    L: real(50, 200),
  }),
  fc.record({
    ...throat,
    type: fc.constant('hyperbolic' as const),
    fc: real(200, 900),
    L: real(50, 200),
    T: varied(0.1, 5),
  }),
  fc.record({
    ...throat,
    type: fc.constant('tractrix' as const),
    fc: real(200, 1200),
    mouthAngle: real(60, 90),
  }),
  fc.record({
    ...throat,
    type: fc.constant('spherical' as const),
    fc: real(200, 900),
    mouthAngle: real(60, 180),
  }),
  fc.record({
    ...{
      type: fc.constant('le-cleach' as const),
      body: fc.constant(body),
      r0: real(8, 20),
      fc: real(200, 900),
    },
    ...{ T: real(0.4, 1.5), mouthAngle: real(60, 170) },
  }),
)

const points: fc.Arbitrary<HornInput> = fc
  .tuple(
    fc.array(fc.tuple(real(2, 30), real(1, 30), real(1, 30)), { minLength: 1, maxLength: 12 }),
    fc.boolean(),
    fc.constantFrom('pchip' as const, 'linear' as const, 'spline' as const),
  )
  .map(([steps, isLofted, interpolation]) => {
    const rows = [[0, 12.7, 12.7]]
    for (const [dz, dr, dv] of steps) {
      const [z = 0, r = 0, v = 0] = rows.at(-1) ?? []
      rows.push([z + dz, r + dr, v + dv])
    }
    return {
      ...{ type: 'points', body, interpolation },
      points: isLofted ? rows : rows.map((row) => row.slice(0, 2)),
    }
  })

/** Bare designs of every family, round and not, whose every parameter is in range. */
export const wallInput: fc.Arbitrary<HornInput> = fc.oneof(
  { arbitrary: osse, weight: 3 },
  { arbitrary: rosse, weight: 2 },
  { arbitrary: classical, weight: 3 },
  { arbitrary: points, weight: 1 },
)

const shell = { wallThicknessMm: real(1, 8), r0: real(8, 20) }

/** Round shells beyond plain OSSE and R-OSSE: prefixes, changes, arcs, classical families, points. */
export const roundShellInput: fc.Arbitrary<HornInput> = fc.oneof(
  fc.record(
    {
      ...{ ...shell, type: fc.constant('OSSE' as const), L: real(60, 200), a: real(15, 60), a0: real(2, 20) },
      ...{ s: real(0.1, 1), n: real(2, 8), h: real(-3, 5), ...prefix, s1: real(0, 0.2), s2: real(0, 0.1) },
      scale: real(0.5, 2),
    },
    { requiredKeys: ['type', 'L', 'wallThicknessMm'] },
  ),
  fc.record({
    ...shell,
    type: fc.constant('OSSE' as const),
    L: real(60, 200),
    a: real(15, 60),
    rot: real(-8, 8),
  }),
  fc.record({
    ...{ ...shell, type: fc.constant('OSSE' as const), L: real(60, 200), a: real(15, 50) },
    ...{ throatProfile: fc.constant(3 as const), circArcTermAngle: real(50, 85) },
  }),
  fc.record({
    ...shell,
    type: fc.constant('R-OSSE' as const),
    R: real(100, 300),
    a: real(20, 50),
    ...prefix,
  }),
  fc.record({ ...shell, type: fc.constant('conical' as const), a: real(5, 70), L: real(50, 300) }),
  fc.record({
    ...shell,
    type: fc.constant('hyperbolic' as const),
    fc: real(200, 900),
    L: real(50, 200),
    T: real(0, 5),
  }),
  fc.record({
    ...shell,
    type: fc.constant('tractrix' as const),
    fc: real(200, 1200),
    mouthAngle: real(40, 85),
  }),
  fc.record({
    ...shell,
    type: fc.constant('spherical' as const),
    fc: real(200, 900),
    mouthAngle: real(60, 170),
  }),
  fc.record({
    ...{ ...shell, type: fc.constant('le-cleach' as const), fc: real(200, 900), T: real(0.4, 1.5) },
    mouthAngle: real(60, 170),
  }),
  points.map((input) => ({
    ...input,
    ...{ body: 'shell' as const, wallThicknessMm: 3 },
    points: input.points?.map((row) => row.slice(0, 2)) ?? [],
  })),
)

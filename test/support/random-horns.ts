import fc from 'fast-check'
import { WaveguideError } from '../../src/core/errors.ts'
import { parseHorn } from '../../src/design/parse-horn.ts'
import type { Horn, HornInput } from '../../src/model/horn.ts'

/** Evenly distributed, unlike fc.double, whose values crowd at zero and at the bounds. */
export function real(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 1_000_000 }).map((step) => min + ((max - min) * step) / 1_000_000)
}

const osseInput: fc.Arbitrary<HornInput> = fc.record({
  type: fc.constant('OSSE' as const),
  L: real(20, 400),
  a: real(5, 75),
  a0: real(0, 40),
  r0: real(5, 30),
  k: real(0.3, 8),
  s: fc.oneof(real(0.01, 1.5), fc.constant(0)),
  n: real(1.5, 10),
  q: fc.oneof(real(0.5, 1.4), fc.constant(0.995), fc.constant(1)),
  wallThicknessMm: real(1, 15),
})

const rosseInput: fc.Arbitrary<HornInput> = fc.record({
  type: fc.constant('R-OSSE' as const),
  R: real(80, 400),
  a: real(10, 65),
  a0: real(0, 30),
  r0: real(5, 30),
  k: real(0.5, 5),
  q: real(1, 6),
  r: real(0.1, 1),
  m: real(0.5, 1.1),
  b: real(-0.3, 0.6),
  tmax: fc.oneof(real(0.3, 1), fc.constant(1)),
  wallThicknessMm: real(1, 8),
})

/** Designs of both families whose every parameter is in range. */
export const hornInput: fc.Arbitrary<HornInput> = fc.oneof(osseInput, rosseInput)

/**
 * The design, or undefined where its parameters make no horn together (`HORN_GEOMETRY`), as chance has it now and
 * then; any other error is a fault of the test's ranges or of the program.
 */
export function hornOrNone(input: HornInput): Horn | undefined {
  return bodyOrNone(() => parseHorn(input))
}

/** What a design makes, or undefined where its parameters make no such thing (`HORN_GEOMETRY`). */
export function bodyOrNone<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch (thrown) {
    if (thrown instanceof WaveguideError && thrown.code === 'HORN_GEOMETRY') return undefined
    throw thrown
  }
}

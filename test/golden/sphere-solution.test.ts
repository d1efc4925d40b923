/** The closed forms of the sphere tests against 40-digit values, so that they can serve as reference. */
import { describe, expect, test } from 'vitest'
import { acoustics } from '../support/golden-acoustics.ts'
import { capField, legendre, modePressures } from '../support/sphere-solution.ts'

describe('closed forms of the sphere', () => {
  test.each(acoustics.sphere_modes.values)('mode $n at ka = $ka, on the surface and at r = 2', (mode) => {
    const surface = modePressures(mode.ka, 1, 4)[mode.n]
    const field = modePressures(mode.ka, 2, 4)[mode.n]
    // The recurrence loses a few digits to cancellation at small ka: 1e-12 of the modulus is kept everywhere.
    for (const [value, exact] of [
      [surface, mode.z],
      [field, mode.p_r2],
    ] as const) {
      expect(Math.hypot((value?.[0] ?? 0) - exact[0], (value?.[1] ?? 0) - exact[1])).toBeLessThan(
        1e-12 * Math.hypot(...exact),
      )
    }
  })

  test.each(acoustics.sphere_caps.values.filter((cap) => cap.case === 'cap30'))(
    '30° cap at ka = $ka, on the axis at r = 2',
    (cap) => {
      const [re, im] = capField(cap.ka, 2, 30, 80)(1)
      expect(Math.hypot(re - cap.p_r2_axis[0], im - cap.p_r2_axis[1])).toBeLessThan(
        1e-10 * Math.hypot(...cap.p_r2_axis),
      )
    },
  )

  test('Legendre polynomials start 1, x, (3x² − 1)/2', () => {
    expect(legendre(0.4, 3)).toEqual([1, 0.4, (3 * 0.16 - 1) / 2].map((value) => expect.closeTo(value, 14)))
  })
})

/**
 * Spheres that vibrate in one mode P_n(cos θ), n = 1 … 3, against their closed form: where the pulsating sphere of
 * sphere.test.ts is blind. Its pressure is constant, so it does not see the curls of the hypersingular operator at all:
 * with curls 5 % too long the pulsating sphere stays green and every test here turns red.
 */
import { describe, expect, test } from 'vitest'
import { modeErrors } from '../support/sphere-cases.ts'
import { margin, sphereLadder } from '../support/sphere-ladder.ts'
import { icosphere } from '../support/spheres.ts'

const fine = icosphere(3)
const coarse = icosphere(2)

describe.each(['single', 'double'] as const)('modes of a sphere of 1,280 triangles, cpu, %s', (precision) => {
  test.each([1, 2])('mode %d is as accurate as its mesh allows', async (n) => {
    const rows = sphereLadder.filter(({ triangles }) => triangles === 1280)
    const errors = await modeErrors(
      fine,
      n,
      rows.map(({ ka }) => ka),
      { precision },
    )
    for (const [i, { ka, modes }] of rows.entries()) {
      expect(errors[i]?.nodal, `nodal, ka ${ka}`).toBeLessThan(margin * (modes[n]?.nodal ?? 0))
      expect(errors[i]?.field, `field, ka ${ka}`).toBeLessThan(margin * (modes[n]?.field ?? 0))
    }
  })
})

test.each([1, 2, 3])('halving the mesh width divides the error of mode %d by about four', async (n) => {
  const kas = [1, 5]
  const errors = [await modeErrors(coarse, n, kas, {}), await modeErrors(fine, n, kas, {})]
  for (const i of kas.keys()) {
    const ratio = (errors[0]?.[i]?.nodal ?? 0) / (errors[1]?.[i]?.nodal ?? 0)
    expect(ratio).toBeGreaterThan(3.5)
    expect(ratio).toBeLessThan(4.5)
  }
})

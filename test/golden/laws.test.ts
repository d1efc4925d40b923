/**
 * Reciprocity, the rigid ground as a mirror, and the added mass of a thin disc; see test/support/laws.ts.
 *
 * Seen red: reciprocity with the normals of K′ turned round in the right side of regular pairs (1.1e-3), the ground with
 * images whose normals point in (0.99), the disc with near pairs by a 12-point product rule (1.036).
 */
import { describe, expect, test } from 'vitest'
import { discAddedMass, groundDifference, reciprocityDefect } from '../support/laws.ts'
import { margin } from '../support/sphere-ladder.ts'
import { icosphere } from '../support/spheres.ts'

const solvers = [
  { device: 'cpu', precision: 'single' },
  { device: 'cpu', precision: 'double' },
] as const

describe.each(solvers)('on $device in $precision precision', (solver) => {
  test('what one cap hears of another is what the other hears of it', async () => {
    // An independent solver: 6.9e-4 on this mesh, vertices on r = 1; order 2.
    expect(await reciprocityDefect(icosphere(3, 'raw'), solver)).toBeLessThan(margin * 6.9e-4)
  })

  test('a sphere above a rigid ground is one of two that mirror each other', async () => {
    expect(await groundDifference(solver)).toBeLessThan(1e-6)
  })

  test('a disc 3 mm thick and 300 mm wide moves the mass of air of a disc without thickness', async () => {
    // An independent solver on 528 triangles, rings turned against each other: 1.004; here 0.9999.
    expect(Math.abs((await discAddedMass(6, solver)) - 1.004)).toBeLessThan(0.01)
  })
})

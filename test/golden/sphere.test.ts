/**
 * Unit sphere of 1,280 flat triangles at equal volume against its closed form, through the public interface.
 *
 * Bounds: errors of an independent double-precision Galerkin solver with LU on the same mesh, nodal on the surface and
 * over r = 2, as printed to two digits, × 1.06 for the rounding and for other quadrature rules.
 * The cap's errors are those of its staircase rim, not of the solver (sphere-cap.test.ts has a smooth rim). They were
 * taken against the series cut at 40 terms, so it is cut there here too: all its terms give 5.4, 7.4 and 17 %.
 */
import { describe, expect, test } from 'vitest'
import { characteristicImpedance, normalisedSlice, solveAt } from '../support/solved.ts'
import { fieldPoints, nodalError, relativeError } from '../support/sphere-errors.ts'
import { capField, pulsating } from '../support/sphere-solution.ts'
import { capTags, icosphere, meshOf } from '../support/spheres.ts'

const margin = 1.06
const capTerms = 40

const table = [
  { ka: 1, pulsating: { nodal: 1.0e-3, field: 9.9e-4 }, cap: { nodal: 5.1e-2, field: 4.0e-2 } },
  { ka: 5, pulsating: { nodal: 1.6e-3, field: 1.1e-3 }, cap: { nodal: 6.9e-2, field: 3.2e-2 } },
  { ka: 10, pulsating: { nodal: 2.7e-3, field: 2.2e-3 }, cap: { nodal: 1.6e-1, field: 6.8e-2 } },
] as const

const sphere = icosphere(3)
const pulsatingSphere = meshOf(sphere)
const cappedSphere = meshOf(sphere, capTags(sphere, 30))
const { points, weights } = fieldPoints()

/** Drive of velocity 1 m/s, so that pressures over ρc compare with the closed forms. */
const drive = { sources: [{ velocity: 1 }], observations: { points } }

const devices = [
  { device: 'cpu', precision: 'single', kas: [1, 5, 10] },
  { device: 'cpu', precision: 'double', kas: [1, 5, 10] },
  { device: 'reference', precision: 'double', kas: [5] },
] as const

describe.each(devices)('sphere on $device in $precision precision', ({ device, precision, kas }) => {
  const rows = table.filter(({ ka }) => (kas as readonly number[]).includes(ka))

  test('the pulsating sphere is as accurate as its mesh allows', async () => {
    const result = await solveAt(kas, pulsatingSphere, { device, precision, ...drive })
    rows.forEach(({ ka, pulsating: bound }, index) => {
      const surface = normalisedSlice(result.surface?.pressure, index, kas.length)
      const field = normalisedSlice(result.points?.pressure, index, kas.length)
      expect(nodalError(sphere, surface, () => pulsating(ka, 1))).toBeLessThan(margin * bound.nodal)
      expect(relativeError(points, weights, field, () => pulsating(ka, 2))).toBeLessThan(margin * bound.field)
    })
  })

  test('the vibrating 30° cap is as accurate as its mesh allows', async () => {
    const result = await solveAt(kas, cappedSphere, { device, precision, ...drive })
    rows.forEach(({ ka, cap: bound }, index) => {
      const surface = normalisedSlice(result.surface?.pressure, index, kas.length)
      const field = normalisedSlice(result.points?.pressure, index, kas.length)
      const [onSurface, inField] = [capField(ka, 1, 30, capTerms), capField(ka, 2, 30, capTerms)]
      expect(nodalError(sphere, surface, ([, , z]) => onSurface(z))).toBeLessThan(margin * bound.nodal)
      expect(relativeError(points, weights, field, ([, , z]) => inField(z))).toBeLessThan(
        margin * bound.field,
      )
    })
  })
})

test('halving the mesh width divides the surface error of the pulsating sphere by about four', async () => {
  const coarse = icosphere(2)
  for (const [index, ka] of [1, 5].entries()) {
    const errors = await Promise.all(
      [coarse, sphere].map(async (shape) => {
        const result = await solveAt([1, 5], meshOf(shape), { precision: 'double', ...drive })
        return nodalError(shape, normalisedSlice(result.surface?.pressure, index, 2), () => pulsating(ka, 1))
      }),
    )
    const ratio = (errors[0] ?? 0) / (errors[1] ?? 0)
    expect(ratio).toBeGreaterThan(3.5)
    expect(ratio).toBeLessThan(4.5)
  }
})

test('the surface impedance has the magnitude and the sign of j·ka/(1 + j·ka)', async () => {
  const kas = [0.5, 1, 5]
  const { impedance } = await solveAt(kas, pulsatingSphere, drive)
  kas.forEach((ka, index) => {
    const [re, im] = impedance[0]?.normalised.subarray(2 * index, 2 * index + 2) ?? []
    // Twice the nodal error bound: mean pressure and mean velocity each carry it.
    expect(re).toBeCloseTo(ka ** 2 / (1 + ka ** 2), 2.5)
    expect(im).toBeCloseTo(ka / (1 + ka ** 2), 2.5)
  })
  expect(impedance[0]?.area).toBeCloseTo(4 * Math.PI, 1)
})

test('a longer way is a later phase: from 2 m to 3 m the phase falls by k·1 m', async () => {
  const far = Float64Array.of(0, 0, 2, 0, 0, 3)
  const kas = [0.5, 1, 2]
  const result = await solveAt(kas, pulsatingSphere, { ...drive, observations: { points: far } })
  kas.forEach((ka, index) => {
    const [r2 = 0, i2 = 0, r3 = 0, i3 = 0] = normalisedSlice(result.points?.pressure, index, kas.length)
    const fall = Math.atan2(i3 * r2 - r3 * i2, r3 * r2 + i3 * i2)
    expect(fall).toBeCloseTo(-ka, 3)
  })
})

test('power over surface and far field agree with the closed form, and the pulsating sphere has no directivity', async () => {
  const result = await solveAt([1, 5], pulsatingSphere, { precision: 'double', ...drive })
  ;[1, 5].forEach((ka, index) => {
    // W = ½ ρc Re z v² S. Errors: twice the nodal error, and the area of the facets.
    const exact = 0.5 * characteristicImpedance * (ka ** 2 / (1 + ka ** 2)) * 4 * Math.PI
    expect((result.power.surface[index] ?? 0) / exact).toBeCloseTo(1, 2)
    expect((result.power.farField[index] ?? 0) / exact).toBeCloseTo(1, 2)
    expect(Math.abs(result.evidence[index]?.powerBalanceDb ?? Number.NaN)).toBeLessThan(0.02)
    expect(Math.abs(result.directivityIndexDb[index] ?? Number.NaN)).toBeLessThan(0.02)
  })
})

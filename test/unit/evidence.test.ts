import { describe, expect, test } from 'vitest'
import type { NativeSolution } from '../../src/binding/native.ts'
import type { MeshQuality } from '../../src/model/mesh.ts'
import { judge } from '../../src/solve/evidence.ts'
import type { SolvePlan } from '../../src/solve/plan.ts'
import { powerBalance } from '../../src/solve/power-balance.ts'
import { sweepWarnings } from '../../src/solve/sweep-warnings.ts'

const quality = {
  maxEdge: 0.01,
  validTo: 1000,
  limits: [
    { check: 'throat', frequency: 1000, message: 'a throat of 9 sides' },
    { check: 'wavelength', frequency: 5000, message: 'edges of 10 mm' },
  ],
} as unknown as MeshQuality

/** One triangle of 2 m² that moves; the solver's figures are set by each test. */
const plan = {
  job: { frequencies: Float64Array.of(500, 2000, 8000) },
  triangles: Uint32Array.of(0, 1, 2),
  areas: Float64Array.of(2),
  medium: { soundSpeed: 340, density: 1.2 },
  metadata: { id: 'cpu', backend: 'cpu', precision: 'single' },
  quality,
  tolerance: 1e-4,
} as unknown as SolvePlan

function solution(parts: Partial<NativeSolution> = {}): NativeSolution {
  return {
    index: 0,
    surfacePressure: Float64Array.of(3, 4, 3, 4, 3, 4),
    surfaceVelocity: Float64Array.of(1, 0),
    powerSurface: 3,
    powerFarField: 3,
    solver: 'gmres',
    iterations: 9,
    residual: 5e-5,
    secondsAssembly: 1,
    secondsSolve: 2,
    secondsField: 3,
    ...parts,
  } as NativeSolution
}

describe('power balance', () => {
  test('is the ratio of both powers in dB', () => {
    const { decibels, imbalance } = powerBalance(plan, solution({ powerFarField: 2.7 }))
    expect(decibels).toBeCloseTo(10 * Math.log10(0.9), 12)
    expect(imbalance).toBeCloseTo(0.1, 12)
  })

  test('of a load below 2 % resistance is judged by the apparent power ½|p̄ v*|S, and has no dB', () => {
    // ½ · |0.05 + 5j| · 1 · 2 m² = 5 W apparent, 0.05 W real.
    const reactive = { surfacePressure: Float64Array.of(0.05, 5, 0.05, 5, 0.05, 5), powerSurface: 0.05 }
    const { decibels, imbalance } = powerBalance(plan, solution({ ...reactive, powerFarField: 0.1 }))
    expect(decibels).toBeNaN()
    expect(imbalance).toBeCloseTo(0.05 / Math.hypot(0.05, 5), 12)
  })

  test('above that resistance is judged by the surface power', () => {
    const resistive = { surfacePressure: Float64Array.of(0.2, 5, 0.2, 5, 0.2, 5), powerSurface: 0.2 }
    expect(powerBalance(plan, solution({ ...resistive, powerFarField: 0.1 })).imbalance).toBeCloseTo(0.5, 12)
  })
})

describe('evidence', () => {
  test('of a good frequency is valid and tells where it comes from', () => {
    const evidence = judge(plan, solution())
    expect(evidence).toMatchObject({
      frequency: 500,
      valid: true,
      reasons: [],
      elementsPerWavelength: 68,
      device: 'cpu',
      iterations: 9,
      secondsField: 3,
    })
  })

  test('above the limits of the mesh names each limit that is passed', () => {
    expect(judge(plan, solution({ index: 1 }))).toMatchObject({
      valid: false,
      reasons: ['a throat of 9 sides'],
    })
    expect(judge(plan, solution({ index: 2 })).reasons).toEqual(['a throat of 9 sides', 'edges of 10 mm'])
  })

  test.each([
    ['a stalled solve', { residual: 2e-3 }, /residual 2\.0e-3 above the tolerance 0\.0001/],
    ['a residual that is none', { residual: Number.NaN }, /residual NaN/],
    ['a power balance off by more than 10 %', { powerFarField: 3.4 }, /power balance off by 13 %/],
    ['a power that is none', { powerFarField: Number.NaN }, /power balance off by NaN/],
  ])('of %s is not valid', (_, parts, reason) => {
    const evidence = judge(plan, solution(parts))
    expect(evidence.valid).toBe(false)
    expect(evidence.reasons).toEqual([expect.stringMatching(reason)])
  })
})

describe('warnings of a sweep', () => {
  const warningsOf = (...solutions: NativeSolution[]) =>
    sweepWarnings(
      quality,
      plan.tolerance,
      solutions.map((one) => judge(plan, one)),
    )

  test('are none when all is well', () => {
    expect(warningsOf(solution())).toEqual([])
  })

  test('tell each kind once, with the frequencies it concerns', () => {
    const warnings = warningsOf(
      solution({ powerFarField: 3.09 }),
      solution({ index: 1, residual: 1e-2 }),
      solution({ index: 2, powerFarField: 2.4 }),
    )
    expect(warnings.map(({ code, details }) => [code, details?.['frequencies']])).toEqual([
      ['UNDER_RESOLVED', [2000, 8000]],
      ['POWER_BALANCE', [500, 8000]],
      ['RESIDUAL', [2000]],
    ])
    expect(warnings[0]?.message).toMatch(
      /^2 of 3 frequencies, from 2 kHz up, lie above the mesh's limit of 1 kHz .*a throat of 9 sides/,
    )
    expect(warnings[1]?.message).toMatch(/up to 20\.0 % at 2 of 3 frequencies/)
    expect(warnings[2]?.message).toMatch(/1 of 3 frequencies stopped at residuals up to 1\.0e-2/)
  })
})

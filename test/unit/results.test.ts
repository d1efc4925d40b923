import { describe, expect, test } from 'vitest'
import { beamwidth } from '../../src/results/beamwidth.ts'
import { defaultReference, relativeLevelDb } from '../../src/results/relative-level.ts'
import { rmsPressure } from '../../src/results/rms.ts'
import { invalidReasons, validFrequencies } from '../../src/results/validity.ts'
import { besselJ1, syntheticResult } from '../support/synthetic-result.ts'

describe('beamwidth', () => {
  const angles = (from: number, step = 0.25): Float64Array =>
    Float64Array.from({ length: Math.round((180 - from) / step) + 1 }, (_, index) => from + index * step)

  test.each([
    [3, 94.99736727368803],
    [5, 52.508739335240676],
    [10, 25.556528014817168],
  ])('of a baffled piston at ka = %d is the full angle %d°', (ka, fullAngle) => {
    const front = angles(-180).filter((angle) => Math.abs(angle) <= 90)
    const levels = front.map((angle) => {
      const x = ka * Math.sin((angle * Math.PI) / 180)
      return x === 0 ? 0 : 20 * Math.log10(Math.abs((2 * besselJ1(x)) / x))
    })
    // Linear between samples 0.25° apart: off by the curvature, h²/8·|L″|/|L′| < 0.01°.
    expect(beamwidth(front, levels).beamwidthDeg).toBeCloseTo(fullAngle, 1.7)
  })

  test('of a cardioid is 179.728°, because −6.000 dB is not half the pressure', () => {
    const all = angles(-180)
    const levels = all.map((angle) => 20 * Math.log10(0.5 + 0.5 * Math.cos((angle * Math.PI) / 180)))
    expect(beamwidth(all, levels).beamwidthDeg).toBeCloseTo(179.72790583976266, 3)
  })

  test('interpolates in dB over the angle and takes the first crossing', () => {
    const width = beamwidth(Float64Array.of(0, 10, 20, 30), Float64Array.of(0, -4, -8, -2))
    expect(width.positiveDeg).toBeCloseTo(15, 12)
  })

  test('knows no full width when one side was not computed', () => {
    const width = beamwidth(Float64Array.of(0, 10, 20), Float64Array.of(0, -4, -8))
    expect(width.negativeDeg).toBeNaN()
    expect(width.beamwidthDeg).toBeNaN()
  })

  test('is missing when the level stays above −6 dB, a sample is missing, or 0° was not computed', () => {
    expect(beamwidth(Float64Array.of(0, 90), Float64Array.of(0, -5)).positiveDeg).toBeNaN()
    expect(beamwidth(Float64Array.of(0, 45, 90), Float64Array.of(0, Number.NaN, -9)).positiveDeg).toBeNaN()
    expect(beamwidth(Float64Array.of(10, 90), Float64Array.of(0, -9)).positiveDeg).toBeNaN()
  })

  test('sorts its angles', () => {
    const width = beamwidth(Float64Array.of(20, 0, -20), Float64Array.of(-12, 0, -6.001))
    expect(width.positiveDeg).toBeCloseTo(10, 12)
    expect(width.negativeDeg).toBeCloseTo(19.9967, 4)
  })
})

describe('relativeLevelDb', () => {
  const polarOf = (anglesDeg: number[], levels: number[]) => ({
    ...(syntheticResult({ frequencies: [500], anglesDeg }).polars[0] as never as object),
    name: 'horizontal',
    anglesDeg: Float64Array.from(anglesDeg),
    inclinationDeg: 0,
    distance: 2,
    origin: [0, 0, 0] as const,
    pressure: new Float64Array(2 * levels.length),
    levelDb: Float64Array.from(levels),
  })

  test('subtracts the level at the reference angle, frequency by frequency', () => {
    const polar = polarOf([0, 30], [90, 84, 100, 103])
    expect([...relativeLevelDb(polar)]).toEqual([0, -6, 0, 3])
    expect([...relativeLevelDb(polar, 30)]).toEqual([6, 0, -3, 0])
    expect([...relativeLevelDb(polar, 'maximum')]).toEqual([0, -6, -3, 0])
  })

  test('refuses a reference that was not computed instead of taking the nearest', () => {
    expect(() => relativeLevelDb(polarOf([0, 30], [90, 84]), 10)).toThrow(/^OPTION: .*10°/)
  })

  test('has no value where the reference is missing or a null', () => {
    expect([...relativeLevelDb(polarOf([0, 30], [Number.NaN, 84, 30, 91]))]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ])
  })

  test('falls back to the loudest angle when the axis was not computed', () => {
    expect(defaultReference(polarOf([0, 30], [1, 2]))).toBe(0)
    expect(defaultReference(polarOf([10, 30], [1, 2]))).toBe('maximum')
  })
})

describe('validity', () => {
  test('needs the evidence and the mesh limit to agree', () => {
    const result = syntheticResult({ frequencies: [500, 1000, 2000], validTo: 1500, unconverged: [0] })
    expect(validFrequencies(result)).toEqual([false, true, false])
    const noEvidence = { ...result, evidence: result.evidence.slice(0, 1) }
    expect(validFrequencies(noEvidence)).toEqual([false, false, false])
    const trusting = { ...result, evidence: result.evidence.map((one) => ({ ...one, valid: true })) }
    expect(validFrequencies(trusting)).toEqual([true, true, false])
  })

  test('collects the reasons with their frequencies', () => {
    const result = syntheticResult({ frequencies: [500, 1000, 2000], validTo: 700, unconverged: [2] })
    expect([...invalidReasons(result)]).toEqual([
      ['above the mesh limit of 700 Hz', [1000, 2000]],
      ['the linear solve stalled at a residual of 2e-2', [2000]],
    ])
  })
})

test('RMS pressure is peak pressure over √2', () => {
  const peak = Float64Array.of(Math.SQRT2, 0, -2 * Math.SQRT2, Number.NaN)
  expect([...rmsPressure(peak)]).toEqual([1, 0, -2, Number.NaN])
})

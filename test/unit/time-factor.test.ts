import { describe, expect, test } from 'vitest'
import { flipTimeFactor } from '../../src/core/time-factor.ts'

describe('flipTimeFactor', () => {
  test('turns a delay in e^{−iωt} into the falling phase of e^{+jωt}, and back', () => {
    const inside = Float64Array.of(Math.cos(0.3), Math.sin(0.3), 2, 0)
    const outside = flipTimeFactor(inside)
    expect(Array.from(outside)).toEqual([Math.cos(0.3), -Math.sin(0.3), 2, -0])
    expect(Array.from(flipTimeFactor(outside))).toEqual(Array.from(inside))
  })
})

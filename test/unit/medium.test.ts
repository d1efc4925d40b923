import { describe, expect, test } from 'vitest'
import type { MediumOptions } from '../../src/model/options.ts'
import { mediumOf } from '../../src/solve/medium.ts'
import { acoustics } from '../support/golden-acoustics.ts'

describe('medium', () => {
  test('is air of 20 °C by default', () => {
    expect(mediumOf()).toEqual({ soundSpeed: 343.2, density: 1.2041 })
  })

  test('takes sound speed and density as they are', () => {
    expect(mediumOf({ soundSpeed: 340 })).toEqual({ soundSpeed: 340, density: 1.2041 })
    expect(mediumOf({ soundSpeed: 1480, density: 998 })).toEqual({ soundSpeed: 1480, density: 998 })
  })

  // The golden values are the same formulas, printed with 7 digits.
  test.each(acoustics.air.medium)(
    'at $t_c °C and $rh % humidity follows the formulas',
    ({ t_c, rh, c, rho }) => {
      const { soundSpeed, density } = mediumOf({ temperatureC: t_c, humidity: rh / 100 })
      expect(soundSpeed).toBeCloseTo(c, 3)
      expect(density).toBeCloseTo(rho, 5)
    },
  )

  test('humidity is 50 % and temperature 20 °C when only the other is given', () => {
    expect(mediumOf({ temperatureC: 20 })).toEqual(mediumOf({ humidity: 0.5 }))
  })

  test.each([
    ['a misspelt key', { soundspeed: 340 }, /did you mean "soundSpeed"/],
    ['NaN', { soundSpeed: Number.NaN }, /soundSpeed must be a positive finite number, got NaN/],
    ['zero density', { density: 0 }, /density/],
    ['humidity in percent', { temperatureC: 20, humidity: 50 }, /≤ 1, got 50/],
    ['a temperature beyond the formulas', { temperatureC: 60 }, /≤ 30, got 60/],
    ['two ways to say it', { temperatureC: 20, soundSpeed: 340 }, /either/],
    ['air absorption', { absorption: true }, /not available yet/],
  ])('refuses %s', (_, options, message) => {
    expect(() => mediumOf(options as MediumOptions)).toThrow(expect.objectContaining({ code: 'OPTION' }))
    expect(() => mediumOf(options as MediumOptions)).toThrow(message)
  })
})

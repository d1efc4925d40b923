import type { Medium } from '../model/result.ts'

/** p, Pa: standard atmosphere. */
const p = 101325
/** Mole fraction of carbon dioxide. */
const xc = 4e-4
const gasConstant = 8.314472
const dryAirMolarMass = 0.02896546
const waterToAirMass = 18.01528 / 28.96546

/**
 * Sound speed and density of humid air at 101,325 Pa.
 *
 * Sound speed: Cramer, J. Acoust. Soc. Am. 93 (1993) 2510. Density and vapour pressure: Giacomo's equation for
 * moist air (CIPM 1981), compressibility taken as 1. Valid from 0 to 30 °C.
 *
 *   t  °C      T  K      xw  mole fraction of water vapour      xc  of carbon dioxide      p  Pa
 *
 * @param temperatureC - t.
 * @param humidity - Relative, 0–1.
 */
export function humidAir(temperatureC: number, humidity: number): Medium {
  const t = temperatureC
  const xw = waterFraction(t, humidity)
  const soundSpeed =
    331.5024 +
    0.603055 * t -
    0.000528 * t ** 2 +
    (51.471935 + 0.1495874 * t - 0.000782 * t ** 2) * xw +
    (-1.82e-7 + 3.73e-8 * t - 2.93e-10 * t ** 2) * p +
    (-85.20931 - 0.228525 * t + 5.91e-5 * t ** 2) * xc -
    2.835149 * xw ** 2 -
    2.15e-13 * p ** 2 +
    29.179762 * xc ** 2 +
    4.86e-4 * xw * p * xc
  const molarMass = dryAirMolarMass * (1 - xw * (1 - waterToAirMass))
  return { soundSpeed, density: (p * molarMass) / (gasConstant * (t + 273.15)) }
}

function waterFraction(t: number, humidity: number): number {
  const T = t + 273.15
  const saturation = Math.exp(1.2378847e-5 * T ** 2 - 1.9121316e-2 * T + 33.93711047 - 6343.1645 / T)
  const enhancement = 1.00062 + 3.14e-8 * p + 5.6e-7 * t ** 2
  return (humidity * enhancement * saturation) / p
}

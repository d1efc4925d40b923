import { WaveguideError } from '../core/errors.ts'
import { finiteOption, positiveOption, refuseUnknownKeys } from '../core/options.ts'
import type { MediumOptions } from '../model/options.ts'
import type { Medium } from '../model/result.ts'
import { humidAir } from './humid-air.ts'

const mediumKeys: readonly (keyof MediumOptions)[] = [
  'soundSpeed',
  'density',
  'temperatureC',
  'humidity',
  'absorption',
]

const defaults = { soundSpeed: 343.2, density: 1.2041, temperatureC: 20, humidity: 0.5 }

/**
 * The air of a solve: given directly, or computed from temperature and relative humidity at 101,325 Pa.
 *
 * Without options 343.2 m/s and 1.2041 kg/m³. `temperatureC` (default 20) and `humidity` (0–1, default 0.5) go
 * together and exclude `soundSpeed` and `density`.
 *
 * @throws {@link WaveguideError} `OPTION`.
 */
export function mediumOf(options: MediumOptions = {}): Medium {
  refuseUnknownKeys('SolveOptions.medium', options, mediumKeys)
  if (options.absorption)
    throw new WaveguideError(
      'OPTION',
      'SolveOptions.medium.absorption is not available yet: the solver works with a lossless medium. Leave it out.',
      { details: { option: 'SolveOptions.medium.absorption' } },
    )
  if (options.temperatureC === undefined && options.humidity === undefined) return given(options)
  if (options.soundSpeed !== undefined || options.density !== undefined)
    throw new WaveguideError(
      'OPTION',
      'SolveOptions.medium takes either soundSpeed and density or temperatureC and humidity, got both',
      { details: { option: 'SolveOptions.medium' } },
    )
  const { temperatureC = defaults.temperatureC, humidity = defaults.humidity } = options
  finiteOption('SolveOptions.medium.temperatureC', temperatureC, { min: 0, max: 30 })
  finiteOption('SolveOptions.medium.humidity', humidity, { min: 0, max: 1 })
  return humidAir(temperatureC, humidity)
}

function given({ soundSpeed = defaults.soundSpeed, density = defaults.density }: MediumOptions): Medium {
  return {
    soundSpeed: positiveOption('SolveOptions.medium.soundSpeed', soundSpeed),
    density: positiveOption('SolveOptions.medium.density', density),
  }
}

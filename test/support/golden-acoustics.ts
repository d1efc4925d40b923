import { readFileSync } from 'node:fs'

type Pair = readonly [number, number]

/** What the tests read from `test/data/acoustics.json`: closed-form values from 40-digit arithmetic, e^{+jωt}, a = 1. */
export interface Acoustics {
  readonly sphere_modes: {
    readonly values: readonly { ka: number; n: number; z: Pair; F: Pair; p_r2: Pair }[]
  }
  readonly sphere_caps: {
    readonly values: readonly {
      case: string
      ka: number
      F0: Pair
      directivity_index_db: number
      power: number
      p_r2_axis: Pair
      pattern: readonly { deg: number; F: Pair; rel_db: number }[]
    }[]
  }
  readonly sphere_cap_impedance: {
    readonly values: readonly { case: string; ka: number; z: Pair }[]
  }
  readonly monopole: {
    readonly source: readonly [number, number, number]
    readonly values: readonly {
      k: number
      direction: string
      p_surface: Pair
      dpdn_surface: Pair
      p_r2: Pair
    }[]
  }
  readonly air: {
    readonly medium: readonly { t_c: number; rh: number; c: number; rho: number; rho_c: number }[]
  }
}

export const acoustics = JSON.parse(
  readFileSync(new URL('../data/acoustics.json', import.meta.url), 'utf8'),
) as Acoustics

import type { Backend } from './device.ts'

/** Proof that one frequency's numbers may be trusted, or the reasons why not. */
export interface FrequencyEvidence {
  /** Hz. */
  readonly frequency: number
  /** False: the numbers are kept, but must not be read as a prediction; `reasons` says why. */
  readonly valid: boolean
  readonly reasons: readonly string[]
  readonly solver: 'gmres' | 'lu'
  readonly iterations: number
  /** Relative residual of the linear system. */
  readonly residual: number
  /** Wavelength over the longest edge. */
  readonly elementsPerWavelength: number
  /** 10·lg(far-field power / surface power); NaN where the surface power cannot be judged. */
  readonly powerBalanceDb: number
  /** |far-field − surface power| over the surface power, or over the apparent power where the load is reactive. */
  readonly powerImbalance: number
  readonly device: string
  readonly backend: Backend
  readonly precision: 'single' | 'double'
  readonly secondsAssembly: number
  readonly secondsSolve: number
  readonly secondsField: number
}

/** Something about a result that its reader must know; docs/errors.md has a line for each code. */
export interface Warning {
  readonly code:
    | 'UNDER_RESOLVED'
    | 'POWER_BALANCE'
    | 'RESIDUAL'
    | 'FALLBACK'
    | 'MESH_QUALITY'
    | 'FORCED'
    | 'REORIENTED'
    | 'DESIGN'
    | 'WALL_FOLDED'
    | 'IGNORED'
    | 'UNIT'
    | 'MESH_FILE'
    | 'SYMMETRY'
  readonly message: string
  readonly details?: Record<string, unknown>
}

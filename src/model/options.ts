import type { Complex } from '../core/complex.ts'
import type { Progress } from '../core/progress.ts'
import type { DeviceChoice } from './device.ts'
import type { MeshOptions, SymmetryPlane } from './mesh.ts'
import type { Result } from './result.ts'

/** `count` frequencies from `from` to `to`, Hz, both included; logarithmic by default. */
export interface FrequencySweep {
  readonly from: number
  readonly to: number
  readonly count: number
  readonly spacing?: 'log' | 'linear'
}

/** How one source group moves. Name it by `tag` or `name`; give one of velocity, acceleration, volumeVelocity. Peak amplitudes. */
export interface SourceDrive {
  readonly tag?: number
  readonly name?: string
  /** m/s. */
  readonly velocity?: number
  /** m/s². */
  readonly acceleration?: number
  /** m³/s. */
  readonly volumeVelocity?: number
  /** Pa. */
  readonly pressure?: number
  readonly phaseDeg?: number
  /** `normal`: every triangle moves along its normal; `axial`: the group moves along +z as a piston. Default: the design's. */
  readonly motion?: 'normal' | 'axial'
  /** 2·T complex normal velocity, m/s, over all the mesh's triangles; replaces the other values. */
  readonly perTriangle?: Float64Array
}

/** The air; 20 °C, 343.2 m/s and 1.2041 kg/m³ by default. */
export interface MediumOptions {
  /** m/s. */
  readonly soundSpeed?: number
  /** kg/m³. */
  readonly density?: number
  readonly temperatureC?: number
  /** 0–1. */
  readonly humidity?: number
  readonly absorption?: boolean
}

/** Admittance over frequency: `frequencies` in Hz, ascending (F), `values` complex (2·F). */
export interface AdmittanceTable {
  readonly frequencies: ArrayLike<number>
  readonly values: Float64Array
}

/** The specific admittance of one group, normalised by ρc; other walls are rigid. */
export interface WallOptions {
  readonly tag?: number
  readonly name?: string
  readonly admittance: Complex | AdmittanceTable
}

/** One cut of the sound field: a half or full circle around `origin` in the plane that `inclinationDeg` turns. */
export interface PolarRequest {
  readonly name?: string
  readonly inclinationDeg?: number
  readonly anglesDeg:
    | ArrayLike<number>
    | { readonly from: number; readonly to: number; readonly count: number }
  /** m. */
  readonly distance: number
  readonly origin?: 'mouth' | 'throat' | readonly [number, number, number]
}

/** Directions that share a sphere evenly, each with its solid angle. */
export interface SphereRequest {
  /** Number of directions. */
  readonly count: number
  /** m from `origin`; 2 by default. */
  readonly distance?: number
  readonly origin?: 'mouth' | 'throat' | readonly [number, number, number]
}

/** A rectangular grid: origin + u·i/(n_u − 1) + v·j/(n_v − 1), all in m. */
export interface PlaneRequest {
  readonly name?: string
  readonly origin: readonly [number, number, number]
  /** From the first point of a row to its last. */
  readonly u: readonly [number, number, number]
  /** From the first row to the last. */
  readonly v: readonly [number, number, number]
  /** Points along u and rows along v. */
  readonly counts: readonly [number, number]
}

/** Where to compute the sound field. Points inside the body get no value (NaN) and one warning. */
export interface Observations {
  readonly polars?: readonly PolarRequest[]
  /** 3·N, m. */
  readonly points?: Float64Array
  /** A balloon of that many directions, 2 m around the mouth. */
  readonly sphere?: number | SphereRequest
  readonly planes?: readonly PlaneRequest[]
}

/** What to solve and how; only `frequencies` is required. */
export interface SolveOptions {
  /** Hz, in any order; computed coarse over the band first, returned ascending. */
  readonly frequencies: ArrayLike<number> | FrequencySweep
  readonly sources?: readonly SourceDrive[]
  readonly medium?: MediumOptions
  readonly walls?: readonly WallOptions[]
  readonly method?: 'auto' | '3d' | 'axisymmetric'
  /** Mirror planes to solve with: all that the mesh has (`auto`, the default), none, or these. The drive need not be symmetric. */
  readonly symmetry?: 'auto' | 'none' | readonly SymmetryPlane[]
  /** A rigid plane through the origin; body and points stand on its positive side. */
  readonly ground?: SymmetryPlane | null
  readonly observations?: Observations
  readonly device?: DeviceChoice
  readonly allowFallback?: boolean
  readonly precision?: 'single' | 'double'
  readonly tolerance?: number
  readonly threads?: number
  /** Bytes. */
  readonly memoryLimit?: number
  /** Keep the traces on the surface, 16 bytes a vertex and a triangle at each frequency: what `observe` needs. */
  readonly keepSurface?: boolean
  /** Solve although the mesh gate refuses; the result says so. */
  readonly force?: boolean
  /**
   * An earlier result, or the `partial()` of a run: frequencies that it has are taken over, the others computed. It must
   * answer the same question (mesh, medium, drive, observations) with no less precision and tolerance.
   */
  readonly resumeFrom?: Result
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** What a solve will cost. */
export interface SolveEstimate {
  /** At its height, result included. */
  readonly memoryBytes: number
  /** Mean over the frequencies asked for. */
  readonly secondsPerFrequency: number
  /** Linear solver and threads: `gmres, 8 threads`. */
  readonly method: string
}

/** How to observe a finished result. */
export interface ObserveOptions {
  readonly threads?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** Everything of meshing and solving in one object; `memoryLimit`, `signal` and `onProgress` serve both. */
export type SimulateOptions = SolveOptions & MeshOptions

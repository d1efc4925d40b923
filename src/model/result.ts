import type { DeviceMetadata } from './device.ts'
import type { FrequencyEvidence, Warning } from './evidence.ts'
import type { SymmetryPlane } from './mesh.ts'

/** The air. */
export interface Medium {
  /** m/s. */
  readonly soundSpeed: number
  /** kg/m³. */
  readonly density: number
}

/** One cut of the sound field. Arrays run frequency-major: `2·F·A`, `F·A`. */
export interface Polar {
  readonly name: string
  readonly anglesDeg: Float64Array
  readonly inclinationDeg: number
  /** m from `origin`. */
  readonly distance: number
  /** m, in the mesh's frame. */
  readonly origin: readonly [number, number, number]
  /** 2·F·A, Pa, peak phasor, e^{+jωt}. */
  readonly pressure: Float64Array
  /** F·A, dB re 20 µPa, RMS. */
  readonly levelDb: Float64Array
}

/** The sound field in directions that share a sphere evenly. */
export interface SphereField {
  /** m from `origin`. */
  readonly distance: number
  /** m, in the mesh's frame. */
  readonly origin: readonly [number, number, number]
  /** 3·D unit vectors: a golden spiral from +z to −z. */
  readonly directions: Float64Array
  /** D, solid angle that each direction stands for, sr; their sum is 4π. */
  readonly weights: Float64Array
  /** 2·F·D, Pa, peak phasor. */
  readonly pressure: Float64Array
  /** F·D, dB re 20 µPa, RMS. */
  readonly levelDb: Float64Array
}

/** The sound field on a rectangular grid: point (i, j) is origin + u·i/(n_u − 1) + v·j/(n_v − 1), m. */
export interface PlaneField {
  readonly name: string
  readonly origin: readonly [number, number, number]
  readonly u: readonly [number, number, number]
  readonly v: readonly [number, number, number]
  /** n_u, n_v. */
  readonly counts: readonly [number, number]
  /** 2·F·n_v·n_u, Pa, peak phasor; i runs first. */
  readonly pressure: Float64Array
}

/** Normalised mean-pressure impedance of one source. */
export interface SourceImpedance {
  readonly source: string
  /** m², of the meshed source. */
  readonly area: number
  /** 2·F, mean pressure / (ρc · mean velocity). */
  readonly normalised: Float64Array
}

/**
 * The solved surface with its pressure and velocity, in the mesh's frame: the whole body. That of a mesh cut on mirror
 * planes comes first, its images behind it; the image in a ground is left out.
 */
export interface SurfaceTraces {
  /** 3·V, m. */
  readonly vertices: Float64Array
  /** 3·T vertex indices; right-hand normals point into the air. */
  readonly triangles: Uint32Array
  /** Centres that distances are measured from, m. */
  readonly mouth: readonly [number, number, number]
  readonly throat: readonly [number, number, number]
  /** 2·F·V at the vertices, Pa, peak phasor. */
  readonly pressure: Float64Array
  /** 2·F·T, normal velocity of each triangle, m/s, peak phasor. */
  readonly velocity: Float64Array
}

/** The mesh that a result was computed on, in numbers. */
export interface MeshSummary {
  readonly triangles: number
  readonly vertices: number
  readonly validTo: number
  /** m. */
  readonly maxEdge: number
  readonly deviationMm?: number
  /** Tells meshes apart: 16 hexadecimal digits over vertices, triangles, tags, groups and planes. */
  readonly fingerprint: string
}

/** Where a result came from: enough to make it again. */
export interface Provenance {
  readonly version: string
  readonly mesh: MeshSummary
  /** The drive, in words: `velocity 1 m/s peak on SD1D1001`. */
  readonly drive: string
  /** Relative residual that the solver was asked to reach. */
  readonly tolerance: number
  /** The mirror planes that the body was solved with, and why these. */
  readonly symmetry: { readonly planes: readonly SymmetryPlane[]; readonly reason: string }
  /** The rigid plane that the body stood in front of. */
  readonly ground?: SymmetryPlane
  /** The design's name, when the mesh has one. */
  readonly design?: string
  /** True when the mesh gate refused and `force` overrode it. */
  readonly forced: boolean
}

/** A finished sweep. Plain data. Complex arrays are `[re, im]` interleaved, e^{+jωt}; missing values NaN. */
export interface Result {
  readonly schema: 'waveguide-result/1'
  /** F, Hz, ascending. */
  readonly frequencies: Float64Array
  readonly polars: readonly Polar[]
  readonly points?: { readonly points: Float64Array; readonly pressure: Float64Array }
  readonly sphere?: SphereField
  readonly planes?: readonly PlaneField[]
  readonly onAxis: {
    readonly distance: number
    readonly pressure: Float64Array
    readonly levelDb: Float64Array
  }
  readonly impedance: readonly SourceImpedance[]
  /** F each, W. */
  readonly power: { readonly surface: Float64Array; readonly farField: Float64Array }
  /** F, dB, over the full sphere. */
  readonly directivityIndexDb: Float64Array
  /** With `keepSurface`: what `observe` needs. */
  readonly surface?: SurfaceTraces
  readonly evidence: readonly FrequencyEvidence[]
  readonly medium: Medium
  readonly device: DeviceMetadata
  readonly warnings: readonly Warning[]
  readonly provenance: Provenance
}

/**
 * One frequency's slice of a {@link Result}: the same names, F = 1. `index` counts in the sorted list; slices come in the
 * order of computing, coarse over the band first.
 */
export interface FrequencyResult extends Omit<Result, 'warnings' | 'provenance'> {
  readonly index: number
  readonly frequency: number
}

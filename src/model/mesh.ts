import type { Progress } from '../core/progress.ts'
import type { Warning } from './evidence.ts'
import type { Horn } from './horn.ts'

/** What a group of triangles is for. */
export type GroupRole = 'wall' | 'source' | 'rear' | 'enclosure' | 'interface'

/** The triangles of one tag. */
export interface MeshGroup {
  readonly tag: number
  readonly name: string
  readonly role: GroupRole
}

/** The mirror plane x = 0, y = 0 or z = 0. */
export type SymmetryPlane = 'x' | 'y' | 'z'

/** Closed triangle surface. Plain data: structured-cloneable and transferable. */
export interface Mesh {
  /** 3·V, m. */
  readonly vertices: Float64Array
  /** 3·T vertex indices; the right-hand normal points into the air. */
  readonly triangles: Uint32Array
  /** T. */
  readonly tags: Uint32Array
  readonly groups: readonly MeshGroup[]
  /** Mirror planes that the mesh is cut on; `[]` = full model. */
  readonly symmetry: readonly SymmetryPlane[]
  readonly termination: 'free' | 'baffle'
  readonly quality: MeshQuality
  readonly design?: Horn
  /** What its reader must know about where it comes from; every result on it carries them. */
  readonly warnings?: readonly Warning[]
}

/** What can be said of a mesh before anyone solves on it. */
export interface MeshQuality {
  readonly closed: boolean
  readonly oriented: boolean
  readonly openEdges: number
  readonly minAngleDeg: number
  /** Longest edge over the height on it, worst triangle; equilateral 1.15. */
  readonly aspect: number
  /** m. */
  readonly minEdge: number
  /** m. */
  readonly maxEdge: number
  /** m³, signed; positive for a closed body whose normals point out. */
  readonly volume: number
  /** Hz: highest frequency whose results mean something, over all the limits below. */
  readonly validTo: number
  /** Each limit that bounds `validTo`, lowest first, in words for a person. */
  readonly limits: readonly MeshLimit[]
  /** Largest distance between facets and the formula, mm; absent when there is no formula. */
  readonly deviationMm?: number
}

/** One reason why a mesh stops meaning anything above `frequency`; 0 Hz = at no frequency. */
export interface MeshLimit {
  readonly check: 'wavelength' | 'chord' | 'throat' | 'wall' | 'shape' | 'crossing'
  /** Hz; 0 refuses the mesh outright. */
  readonly frequency: number
  readonly message: string
  /** How many triangles are at fault, where it is a matter of single ones. */
  readonly count?: number
  /** The first twenty of them. */
  readonly places?: readonly MeshPlace[]
}

/** A triangle at fault. */
export interface MeshPlace {
  readonly triangle: number
  /** Its centroid, m. */
  readonly at: readonly [number, number, number]
  /** Name of its group. */
  readonly group: string
}

/** How to mesh a design; everything is optional. */
export interface MeshOptions {
  readonly sizeMm?: {
    readonly throat?: number
    readonly mouth?: number
    readonly rear?: number
    readonly enclosure?: number | readonly number[]
  }
  /** Hz. */
  readonly maxFrequency?: number
  readonly elementsPerWavelength?: number
  readonly maxTriangles?: number
  readonly quadrants?: '1' | '12' | '14' | '1234' | 'auto'
  /**
   * `rings`: our own structured mesher, every vertex on the formula, no gmsh needed. `gmsh` meshes every body, too. Default gmsh
   * for round ones without a box, and rings with a warning where gmsh cannot be used; rings for all others.
   */
  readonly mesher?: 'gmsh' | 'rings'
  /** Default true: gmsh runs in a child process that abort, time-out and memory limit can kill. */
  readonly isolate?: boolean
  /** Bytes. */
  readonly memoryLimit?: number
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** `[x, y, z]`, m. */
type Place = readonly [number, number, number]

/**
 * Where the source is in a file that does not say so: the triangles whose three corners lie in a plane, a box or a
 * flat disc, after conversion to metres.
 */
export type SourceRegion =
  | { readonly plane: { readonly axis: 'x' | 'y' | 'z'; readonly at: number } }
  | { readonly box: { readonly from: Place; readonly to: Place } }
  | { readonly disc: { readonly centre: Place; readonly normal: Place; readonly radius: number } }

/** How to understand a mesh file. */
export interface ReadMeshOptions {
  /** Default `'mm'`. */
  readonly unit?: 'mm' | 'm'
  /** Default: what the file's name ends with; `'msh'` for bytes. */
  readonly format?: 'msh' | 'stl' | 'step' | 'geo'
  /**
   * `auto` (default): a surface that is open on x = 0 and y = 0 only is cut there and stands for the whole body; a warning says so.
   * `none`: it is an open surface.
   */
  readonly symmetry?: 'auto' | 'none'
  /** Makes a source of these triangles, whatever their group is in the file. */
  readonly source?: SourceRegion
  /** Wanted edge length of a STEP file's mesh; default: as fine as 20 kHz asks for, within 6,000 triangles. */
  readonly sizeMm?: number
  /** Of the process that meshes a .geo text or a STEP file; bytes. */
  readonly memoryLimit?: number
  /** Default 120 s for a .geo text and a STEP file; other files take no time limit. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

/** Limits of the process that writes a STEP file. */
export interface WriteStepOptions {
  /** Bytes. */
  readonly memoryLimit?: number
  /** Default 120 s. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

/** How to mesh a .geo text. */
export interface MeshGeoOptions {
  /** Of gmsh's mesh format; default `'2.2'`. */
  readonly version?: '2.2' | '4.1'
  /** Default false. */
  readonly binary?: boolean
  /** Runs the text as it stands in the program gmsh: it may do whatever it says. Default false. */
  readonly allowUnsafeGeo?: boolean
  /** Bytes. */
  readonly memoryLimit?: number
  /** Default 120 s. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

/** A mesh file made of a .geo text. */
export interface GeoMesh {
  /** The file. */
  readonly data: Uint8Array
  readonly nodeCount: number
  readonly elementCount: number
  readonly groups: readonly MeshGroup[]
  /** What was read and has no effect, or was guessed. */
  readonly warnings: readonly Warning[]
}

/** How to write a mesh file. */
export interface WriteMeshOptions {
  /** Default: `'stl'` when the path ends with .stl, else `'msh2'`. */
  readonly format?: 'msh2' | 'msh4' | 'stl'
  /** Default: true for STL, false for .msh. */
  readonly binary?: boolean
  /** Default `'mm'`. */
  readonly unit?: 'mm' | 'm'
}

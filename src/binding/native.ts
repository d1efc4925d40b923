/**
 * What the two native modules export, as TypeScript sees them. SI and e^{+jωt} throughout.
 *
 * Neither module does arithmetic of its own; see `native/addon/`.
 */

/** A started native job: settles once, and stops soon after `cancel()` (its promise then rejects with code `CANCELLED`). */
export interface NativeJob<T> {
  readonly promise: Promise<T>
  cancel(): void
}

/** `waveguide.node`: the solver. */
export interface SolverModule {
  readonly version: string
  /** Call from `process.on('exit')`: lets jobs that still run at exit end without destructors under their feet. */
  armExit(exitCode: number): void
  info(): SolverInfo
  /** Runs a sweep on its own thread. `onEvent` is called on the JavaScript thread, in order, before the promise settles. */
  solve(job: SolveJob, onEvent: (event: SolveEvent) => void): NativeJob<SolveSummary>
  /** The field of known traces, on its own thread. Events and promise as in `solve`; resolves with the number of frequencies. */
  observe(job: ObserveJob, onEvent: (event: ObserveEvent) => void): NativeJob<number>
  /** The coordinate planes that the surface mirrors itself in, as letters such as `xy`, and per axis why or why not. */
  mirrorPlanes(surface: { vertices: Float64Array; triangles: Uint32Array }): {
    readonly planes: string
    readonly reasons: readonly [string, string, string]
  }
  /** Bytes that a solve holds whose unknowns lie on a part of this size. */
  memoryBytes(
    backend: string,
    precision: 'single' | 'double',
    vertexCount: number,
    triangleCount: number,
    threads: number,
  ): number
  /** Bare kernel rate, 1e9 point pairs per second over all threads; for `estimate` and `bench/`. */
  kernelRate(options: { precision: 'single' | 'double'; threads: number; seconds: number }): NativeJob<number>
}

export interface SolverInfo {
  readonly isa: string
  readonly availableIsas: readonly string[]
  readonly hardwareThreads: number
}

export interface SolveJob {
  readonly vertices: Float64Array
  readonly triangles: Uint32Array
  readonly soundSpeed: number
  readonly density: number
  /** Hz, in the order of computing. */
  readonly frequencies: Float64Array
  readonly sources: readonly NativeSource[]
  /** 3·N, m. */
  readonly points: Float64Array
  /** Letters of the mirror planes that the surface is solved with. */
  readonly symmetry: string
  /** Letter of the rigid plane that body and points stand in front of; empty for none. */
  readonly ground: string
  readonly backend: 'reference' | 'cpu'
  readonly precision: 'single' | 'double'
  readonly threads: number
  readonly tolerance: number
}

export interface ObserveJob {
  readonly vertices: Float64Array
  readonly triangles: Uint32Array
  readonly soundSpeed: number
  readonly density: number
  /** F, Hz. */
  readonly frequencies: Float64Array
  /** 2·F·V. */
  readonly pressure: Float64Array
  /** 2·F·T. */
  readonly velocity: Float64Array
  /** 3·N, m; none in the body. */
  readonly points: Float64Array
  /** Letter of the rigid plane that body and points stand in front of; empty for none. */
  readonly ground: string
  readonly backend: 'reference' | 'cpu'
  /** Of the kernel values at points outside a sphere around the body; nearer ones are always in double. */
  readonly precision: 'single' | 'double'
  readonly threads: number
}

/** One frequency, in the order of the job's list. */
export interface ObserveEvent {
  readonly index: number
  /** 2·N. */
  readonly pressure: Float64Array
}

export interface NativeSource {
  /** 2·T, m/s at scale 1. */
  readonly velocity: Float64Array
  /** 2·F. */
  readonly scale: Float64Array
  /** Indices of the triangles whose mean pressure and velocity are reported. */
  readonly triangles: Uint32Array
}

export type SolveEvent =
  | { readonly type: 'prepared'; readonly seconds: number }
  | { readonly type: 'frequency'; readonly solution: NativeSolution }

/** One frequency. */
export interface NativeSolution {
  /** Place in the job's list. */
  readonly index: number
  /** 2·V. */
  readonly surfacePressure: Float64Array
  /** 2·T. */
  readonly surfaceVelocity: Float64Array
  /** 2·N. */
  readonly pointPressure: Float64Array
  /** 2 per source. */
  readonly sourcePressure: Float64Array
  readonly sourceVelocity: Float64Array
  /** `[re, im]`, Pa·m about the mesh's origin, along +z. */
  readonly axisFarField: Float64Array
  readonly powerSurface: number
  readonly powerFarField: number
  readonly solver: 'gmres' | 'lu'
  readonly iterations: number
  readonly residual: number
  readonly secondsAssembly: number
  readonly secondsSolve: number
  readonly secondsField: number
}

export interface SolveSummary {
  readonly frequencies: number
  readonly seconds: number
}

/** `waveguide-gmsh.node`: everything that knows gmsh. */
export interface GmshModule {
  readonly version: string
  armExit(exitCode: number): void
  /** Meshes a closed body of revolution, or surfaces given by points and curves. Queued on the process's one gmsh thread. */
  mesh(job: GmshJob): NativeJob<GmshMesh>
}

/** One stretch of the closed generator of a body of revolution; the walk begins and ends on the axis. */
export interface GeneratorSection {
  readonly kind: 'line' | 'spline'
  /** 2·P: z, r in mm; the last point is the next section's first. */
  readonly points: Float64Array
  /** P: wanted element size at each point, mm. */
  readonly sizes: Float64Array
}

export type GmshJob = RevolvedJob | PatchesJob | GeoJob | StepJob | WriteStepJob | WritePatchesJob

/** Meshes the faces of a STEP file. */
export interface StepJob {
  readonly kind: 'step'
  readonly path: string
  /** Wanted edge length, mm; 0: as fine as `mostTriangles` allows, but not below `leastSize`. */
  readonly size: number
  readonly leastSize: number
  readonly mostTriangles: number
  readonly printLog?: boolean
}

/** Writes the solid that a closed generator sweeps in a full turn; the mesh of the answer is empty. */
export interface WriteStepJob {
  readonly kind: 'write-step'
  readonly sections: readonly GeneratorSection[]
  readonly path: string
  readonly printLog?: boolean
}

/** A clamped B-spline whose inner knots are simple: `knots.length + degree − 1` poles. mm. */
export interface BSplineCurve {
  /** 3·P: x, y, z. */
  readonly poles: Float64Array
  readonly degree: number
  /** Distinct, ascending. */
  readonly knots: Float64Array
}

/** The tensor product of two such; the poles run along u first. */
export interface BSplinePatch {
  readonly poles: Float64Array
  readonly degreeU: number
  readonly knotsU: Float64Array
  readonly degreeV: number
  readonly knotsV: Float64Array
}

/** Closed borders in one plane, the outer one first; a border's curves begin where the last one ends. */
export type PlaneBorders = readonly (readonly BSplineCurve[])[]

/** mm. */
export interface NativeBox {
  /** 6: least x, y, z, then greatest. */
  readonly corners: Float64Array
  /** Radius of all edges, or what a chamfer takes from each side; 0 for sharp ones. */
  readonly edge: number
  readonly isChamfered: boolean
}

/** Sews patches and planes to one solid and writes it, or a box without it; the mesh of the answer is empty. */
export interface WritePatchesJob {
  readonly kind: 'write-patches'
  readonly patches: readonly BSplinePatch[]
  readonly planes: readonly PlaneBorders[]
  /** What the solid is cut out of. */
  readonly box?: NativeBox
  readonly path: string
  readonly printLog?: boolean
}

/** Sews patches, planes and the sides of a box, and meshes them. */
export interface PatchesJob {
  readonly kind: 'patches'
  readonly patches: readonly BSplinePatch[]
  readonly planes: readonly PlaneBorders[]
  /** The section of each patch, then of each plane. */
  readonly sections: Uint32Array
  /** Without its front, which is a plane with the mouth in it, and its sides in the mirror planes. */
  readonly box?: NativeBox
  /** 4: sections of its front edges, sides, back edges, back. */
  readonly boxSections?: Uint32Array
  /** Letters of the mirror planes that the surfaces are cut on. */
  readonly cut: string
  /** A, ascending, rad: where the sizes stand. */
  readonly azimuths: Float64Array
  readonly sizes: readonly SectionSizes[]
  /** gmsh's algorithm number; 5 Delaunay, 6 frontal. */
  readonly algorithm: number
  readonly printLog?: boolean
}

/** Wanted edge lengths on one section. */
export interface SectionSizes {
  /** 2·A·P: z, r of the stations at each azimuth, mm. */
  readonly points: Float64Array
  /** A·P, mm. */
  readonly sizes: Float64Array
}

export interface RevolvedJob {
  readonly kind: 'revolved'
  readonly sections: readonly GeneratorSection[]
  /** gmsh's algorithm number; 5 Delaunay, 6 frontal. */
  readonly algorithm: number
  /** Lets gmsh write its log to stdout and stderr: for a child process, where a crash leaves nothing else. */
  readonly printLog?: boolean
}

/** Entities of one dimension: entity i has the members first[i] to first[i + 1] − 1, tags, negative when turned. */
export interface GeoTable {
  /** Curves: 0 line, 1 circle, 2 spline, 3 B-spline; surfaces: 0 plane, 1 filled. */
  readonly kinds: Uint32Array
  readonly tags: Uint32Array
  readonly first: Uint32Array
  readonly members: Float64Array
}

/** Surfaces given by points, curves and loops, in any unit. */
export interface GeoJob {
  readonly kind: 'geo'
  /** 5·P: tag, x, y, z, wanted size or 0. */
  readonly points: Float64Array
  readonly curves: GeoTable
  readonly loops: GeoTable
  readonly surfaces: GeoTable
  /** Of gmsh's group `Mesh`. */
  readonly options: readonly { readonly name: string; readonly value: number }[]
  readonly fields: readonly {
    readonly tag: number
    readonly kind: string
    readonly formula: string
    readonly numbers: readonly { readonly name: string; readonly value: number }[]
    readonly lists: readonly { readonly name: string; readonly values: Float64Array }[]
  }[]
  readonly backgroundField: number
  /** Of all curves together; beyond it the surfaces are not begun. */
  readonly mostPieces: number
  readonly printLog?: boolean
}

/** Raw triangles: of one symmetric sector in mm, or of a .geo text in its unit. */
export interface GmshMesh {
  readonly vertices: Float64Array
  readonly triangles: Uint32Array
  /** Index of the section or surface each triangle lies on. */
  readonly sections: Uint32Array
  readonly secondsGeometry: number
  /** Exact, of the surfaces of a STEP file, mm²; 0 of other jobs. */
  readonly area: number
  /** The same of its solids, mm³. */
  readonly volume: number
  readonly secondsMeshing: number
}

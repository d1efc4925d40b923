import type { Warning } from './evidence.ts'

/**
 * A number, or the text of an expression of the azimuth p (radians, from +x towards +y) that gives it at every
 * azimuth. The text is kept as written.
 */
export type Parameter = number | string

/** A throat that is no circle: full sizes, mm. It stands in the place of r0 and says it at every azimuth. */
export interface ThroatShape {
  readonly shape: 'ellipse' | 'rectangle'
  readonly width: number
  readonly height: number
  /** `rectangle`: radius of its corners, mm. */
  readonly corner?: number
}

/** The throat radius, mm, or the shape that gives it. */
export type ThroatRadius = Parameter | ThroatShape

/** A straight piece in front of an ATH profile; its names are ATH's without the dots. */
export interface ThroatPrefix {
  /** Length of the conical throat extension, added to the horn, mm. */
  readonly throatExtLength?: Parameter
  /** Its half-angle, degrees; r0 stays the radius at its end. */
  readonly throatExtAngle?: Parameter
  /** Slot: OSSE a cone of half-angle a0, taken out of L; R-OSSE a cylinder, added. mm. */
  readonly slotLength?: Parameter
}

/** What happens to an ATH profile once it is drawn. */
export interface ProfileChanges {
  /** Rotation of the meridian about the throat's edge (0, r0), degrees. */
  readonly rot?: Parameter
  /** Throat stretch z + s1·atan(s2·z) with the arc tangent in degrees: mm/°, 1/mm. */
  readonly s1?: Parameter
  readonly s2?: Parameter
}

/** OSSE ("OS-SE") profile; names of ATH. Lengths mm, angles degrees from the axis. */
export interface OsseProfile extends ThroatPrefix, ProfileChanges {
  readonly type: 'OSSE'
  /** Axial length of the main section without the throat extension, with the slot, mm. */
  readonly L: Parameter
  /** Coverage half-angle, degrees; a guiding curve sets it aside. */
  readonly a: Parameter
  /** Throat half-angle, degrees. */
  readonly a0: Parameter
  /** Throat radius, mm; with an extension, at its end. */
  readonly r0: ThroatRadius
  readonly k: Parameter
  readonly s: Parameter
  readonly n: Parameter
  readonly q: Parameter
  /** Height of a sine bulge over the whole length, mm. Not a key of ATH. */
  readonly h?: Parameter
  /** 1 (omitted): the formula. 3: a circular arc instead of it. */
  readonly throatProfile?: 1 | 3
  /** Radius of the arc, mm; 0 or omitted: by its angle at the mouth. */
  readonly circArcRadius?: Parameter
  /** Angle of the arc at the mouth, degrees; omitted: 1. */
  readonly circArcTermAngle?: Parameter
}

/** R-OSSE profile: parametric, may roll back behind its front-most point. */
export interface RosseProfile extends ThroatPrefix, ProfileChanges {
  readonly type: 'R-OSSE'
  /** Mouth radius, mm. */
  readonly R: Parameter
  readonly a: Parameter
  readonly a0: Parameter
  readonly r0: ThroatRadius
  readonly k: Parameter
  readonly q: Parameter
  /** Apex radius, apex shift and bending of the axial curve. */
  readonly r: Parameter
  readonly m: Parameter
  readonly b: Parameter
  /** End of the curve parameter, in (0, 1]. */
  readonly tmax: Parameter
}

/** A cone; two of `a`, `L`, `R` are given. */
export interface ConicalProfile {
  readonly type: 'conical'
  readonly r0: ThroatRadius
  /** Half-angle, degrees. */
  readonly a?: Parameter
  /** Length, mm. */
  readonly L?: Parameter
  /** Mouth radius, mm. */
  readonly R?: Parameter
}

/** Salmon's family r = r0 (cosh(z/z0) + T sinh(z/z0)), z0 = c/(2π fc); `exponential` has T = 1. */
export interface HyperbolicProfile {
  readonly type: 'exponential' | 'hyperbolic'
  readonly r0: ThroatRadius
  /** Cut-off frequency, Hz. */
  readonly fc: Parameter
  /** Length, mm. */
  readonly L: Parameter
  /** Sound speed of the formula, m/s. */
  readonly c: Parameter
  /** `hyperbolic` only: T, or the throat half-angle a0 in degrees instead. */
  readonly T?: Parameter
  readonly a0?: Parameter
}

/** Tractrix: fc or the radius R of its 90° mouth is given. */
export interface TractrixProfile {
  readonly type: 'tractrix'
  readonly r0: ThroatRadius
  readonly fc?: Parameter
  readonly R?: Parameter
  /** Wall angle at which it ends, degrees from the axis, at most 90. */
  readonly mouthAngle: Parameter
  readonly c: Parameter
}

/** Spherical wave horn (Kugelwellen): wavefronts of one radius, areas that grow exponentially. */
export interface SphericalProfile {
  readonly type: 'spherical'
  readonly r0: ThroatRadius
  readonly fc: Parameter
  /** Wall angle at which it ends, degrees from the axis, at most 180. */
  readonly mouthAngle: Parameter
  readonly c: Parameter
}

/** Le Cléac'h: parallel wavefronts at right angles to the wall. A body of revolution, numbers only. */
export interface LeCleachProfile {
  readonly type: 'le-cleach'
  readonly r0: number
  readonly fc: number
  readonly T: number
  readonly mouthAngle: number
  readonly c: number
}

/** A wall through given points. */
export interface PointsProfile {
  readonly type: 'points'
  /** 2–256 points from throat to mouth, mm: z, r, or z, horizontal r, vertical r. The first z is 0. */
  readonly points: readonly (readonly number[])[]
  /** `pchip` (monotone between points), `linear`, `spline` (C²). */
  readonly interpolation: 'pchip' | 'linear' | 'spline'
  /** Three columns: exponent of the superellipse from the horizontal to the vertical meridian. */
  readonly exponent?: number
}

/** The curve from throat to mouth. */
export type HornProfile =
  | OsseProfile
  | RosseProfile
  | ConicalProfile
  | HyperbolicProfile
  | TractrixProfile
  | SphericalProfile
  | LeCleachProfile
  | PointsProfile

/** A curve around the axis that an OSSE wall passes through; it decides the coverage angle at every azimuth. */
export interface GuidingCurve {
  readonly type: 'superellipse' | 'superformula'
  /** Place: up to 1 a fraction of the main section's length, above it mm; omitted or 0: the mouth. */
  readonly dist?: number
  /** mm, full width. */
  readonly width: number
  /** Height over width. */
  readonly aspect: number
  /** Turn about the axis, degrees. */
  readonly rot: number
  /** `superellipse`: exponent, at least 2 in effect. */
  readonly n?: number
  /** `superformula`: a, b, m1, m2, n1, n2, n3. */
  readonly sf?: readonly number[]
}

/** How the wall passes into another shape towards the mouth. */
export interface Morph {
  readonly target: 'rectangle' | 'circle' | 'superellipse'
  /** Full sizes of the target, mm; 0: the horn's own, rounded up to whole mm on each side. */
  readonly width: number
  readonly height: number
  /** `rectangle`: corner radius, mm. */
  readonly corner: number
  /** Exponent of the passage, from 1. */
  readonly rate: number
  /** Share of the length before it begins. */
  readonly fixed: number
  /** False: a target smaller than the horn is raised to it. */
  readonly allowShrinkage: boolean
  /** `superellipse`: exponent. */
  readonly exponent: number
}

/** A box around the mouth. Lengths mm. */
export interface Enclosure {
  readonly depth: number
  /** Left, top, right, bottom, from the mouth's extents. */
  readonly spacing: readonly [number, number, number, number]
  readonly edgeRadius: number
  readonly edge: 'roundover' | 'chamfer'
  /** Wanted edge lengths at the front and the back: x+y+, x−y+, x−y−, x+y−. */
  readonly frontResolution?: readonly number[]
  readonly backResolution?: readonly number[]
}

/** The solid around the air path. */
export interface HornBody {
  /**
   * `shell`: free-standing, closed, wall of constant thickness. `bare`: inner surface only (export and preview).
   * `enclosure`: mouth in the front of a box. `infinite-baffle`: mouth in a rigid plane.
   */
  readonly kind: 'shell' | 'bare' | 'enclosure' | 'infinite-baffle'
  /** mm; `shell` only. */
  readonly wallThicknessMm: number
  readonly enclosure?: Enclosure
}

/**
 * A vibrating ring of the throat; what no source covers is rigid. Radii are mm from the axis, not scaled; over a throat
 * that is not round, those of the circle of equal area, stretched to the throat's edge.
 */
export interface HornSource {
  /** Of its group in the mesh; omitted: `SD1D1001` for the first source of a design, `SD1D1002` for the second, … */
  readonly name?: string
  /** `disc`: flat, from the axis. `annulus`: flat, from `inner`. `cap`: of the sphere over the whole throat. */
  readonly shape: 'disc' | 'annulus' | 'cap'
  /** `annulus` and `cap`: where it begins. A cap without begins on the axis. */
  readonly inner?: number
  /** Where it ends; omitted: at the throat's edge. */
  readonly outer?: number
  /** `cap`: radius of curvature, mm; omitted: at right angles to the wall. The same for all caps of a design. */
  readonly radius?: number
  /** `cap`: 1 convex towards the mouth, −1 concave; 0 convex. */
  readonly curv?: number
  /** Motion: `normal` (omitted) along its normals, `axial` as a piston along +z. */
  readonly velocity?: 'normal' | 'axial'
}

/** The grid that a design's text asks for; meshes choose their own places. */
export interface GridWish {
  /** Points around the axis, along it, in a corner, and along the throat and its extension. */
  readonly angular?: number
  readonly length?: number
  readonly corner?: number
  readonly throat?: number
  readonly throatExt?: number
  /** x1, y1, x2, y2, … in 0…1: where the points along the axis stand. */
  readonly zmap?: readonly number[]
}

/** The frequencies that a design's text asks for; `solve` is told by its own options. */
export interface SimulationWish {
  /** Hz. */
  readonly from?: number
  readonly to?: number
  readonly count?: number
  readonly spacing?: 'log' | 'linear'
}

/** A polar that a design's text asks for. */
export interface PolarWish {
  readonly name: string
  readonly anglesDeg: { readonly from: number; readonly to: number; readonly count: number }
  readonly normAngleDeg: number
  /** m, from the middle: the axis at `offsetMm` in front of the script's origin, the driver's plane. */
  readonly distance: number
  readonly offsetMm: number
  readonly inclinationDeg: number
}

/** A design. `parseHorn` makes it; every value has passed the checks. Plain data. */
export interface Horn {
  readonly name: string
  readonly profile: HornProfile
  /** OSSE only. */
  readonly guide?: GuidingCurve
  readonly morph?: Morph
  /** Factor on all lengths of the inner wall; not on wall thickness, enclosure and element sizes. Omitted: 1. */
  readonly scale?: number
  readonly body: HornBody
  /** Rings that do not overlap, at most 8. Omitted: one flat disc over the whole throat, moving along its normal. */
  readonly sources?: readonly HornSource[]
  /** Shift of the finished body along +y, not scaled, mm. Omitted: 0. */
  readonly verticalOffset?: number
  /** Element sizes that the design's own text asks for, mm. */
  readonly sizeMm?: { readonly throat?: number; readonly mouth?: number; readonly rear?: number }
  readonly grid?: GridWish
  readonly simulation?: SimulationWish
  readonly polars?: readonly PolarWish[]
  /** Keys of the source text that were understood as harmless here or are not known, kept as written. */
  readonly ignored: readonly IgnoredKey[]
  /** What was decided for the design's author (`DESIGN`, `WALL_FOLDED`); results repeat it. */
  readonly notes?: readonly Warning[]
  /** The script that the design was read from, for writing it back with its comments. */
  readonly script?: string
}

/** A key of the design text that has no effect. */
export interface IgnoredKey {
  readonly key: string
  readonly value: string
  readonly line?: number
  /** `harmless`: known, but nothing here depends on it. `parked`: behind a leading underscore. `overridden`: set again further down. */
  readonly reason?: 'harmless' | 'unknown' | 'parked' | 'overridden'
  /** A known key with a similar name. */
  readonly nearest?: string
}

/** The JSON form of a design: the profile's own parameters by their ATH letters, the rest by name; omitted = default. */
export interface HornInput extends ThroatPrefix, ProfileChanges {
  readonly name?: string
  /** Other spellings: `ROSSE`, `OS-SE`. Omitted: by whether `R` or `L` is given. */
  readonly type?: HornProfile['type'] | 'ROSSE' | 'OS-SE'
  readonly L?: Parameter
  readonly R?: Parameter
  readonly a?: Parameter
  readonly a0?: Parameter
  readonly r0?: Parameter
  /** Instead of r0; not of `le-cleach` and `points`. */
  readonly throat?: ThroatShape
  readonly k?: Parameter
  readonly s?: Parameter
  readonly n?: Parameter
  readonly q?: Parameter
  readonly h?: Parameter
  readonly r?: Parameter
  readonly m?: Parameter
  readonly b?: Parameter
  readonly tmax?: Parameter
  readonly throatProfile?: 1 | 3
  readonly circArcRadius?: Parameter
  readonly circArcTermAngle?: Parameter
  readonly fc?: Parameter
  readonly T?: Parameter
  readonly c?: Parameter
  readonly mouthAngle?: Parameter
  readonly points?: PointsProfile['points']
  readonly interpolation?: PointsProfile['interpolation']
  readonly exponent?: number
  readonly guide?: Partial<GuidingCurve>
  readonly morph?: Partial<Morph>
  readonly scale?: number
  readonly body?: HornBody['kind']
  readonly wallThicknessMm?: number
  readonly enclosure?: Partial<Enclosure>
  readonly source?: Partial<HornSource>
  /** Several sources; instead of `source`. */
  readonly sources?: readonly Partial<HornSource>[]
  readonly verticalOffset?: number
  readonly sizeMm?: { readonly throat?: number; readonly mouth?: number; readonly rear?: number }
  readonly grid?: GridWish
  readonly simulation?: SimulationWish
  readonly polars?: readonly PolarWish[]
}

import type { Warning } from '../../model/evidence.ts'
import type { Formula } from './geo-formula.ts'

/** A .geo text as plain data; lengths in the text's own unit. Every number in it has been checked. */
export interface GeoModel {
  readonly points: ReadonlyMap<number, GeoPoint>
  readonly curves: ReadonlyMap<number, GeoCurve>
  readonly loops: ReadonlyMap<number, GeoEntity>
  readonly surfaces: ReadonlyMap<number, GeoSurface>
  readonly groups: readonly GeoGroup[]
  /** `Mesh.NAME`, in the names of gmsh 4.8 and later. */
  readonly options: ReadonlyMap<string, number>
  readonly fields: ReadonlyMap<number, GeoField>
  /** 0: none. */
  readonly backgroundField: number
  /** What was read and has no effect. */
  readonly notes: readonly Warning[]
}

export interface GeoPoint {
  readonly place: readonly [number, number, number]
  /** Wanted edge length; 0: none. */
  readonly size: number
}

/** Something made of others: their tags, signed where the direction counts. */
export interface GeoEntity {
  readonly members: readonly number[]
  readonly line: number
}

export interface GeoCurve extends GeoEntity {
  readonly kind: 'line' | 'circle' | 'spline' | 'bspline'
}

export interface GeoSurface extends GeoEntity {
  /** `members` are loops: of a plane its border and its holes, else one of three or four curves. */
  readonly kind: 'plane' | 'filled' | 'spherical'
  /** Point in the middle of a `spherical` one's sphere. */
  readonly centre?: number
}

/** A physical surface. */
export interface GeoGroup {
  readonly tag: number
  readonly name: string
  readonly surfaces: readonly number[]
  readonly line: number
}

export interface GeoField {
  readonly kind: GeoFieldKind
  readonly numbers: ReadonlyMap<string, number>
  readonly lists: ReadonlyMap<string, readonly number[]>
  readonly formula?: Formula
  readonly line: number
}

export type GeoFieldKind = 'MathEval' | 'Distance' | 'Threshold' | 'Restrict' | 'Min'

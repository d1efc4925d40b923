import type { OutlineRole } from '../geometry/body-part.ts'
import { real } from './arrays.ts'
import { type CurvePlace, locate, newPlace, radiusAt, type SectionCurve } from './section-curve.ts'

/** One surface of a design's body, ready for many distance queries. Lengths in mm. */
export interface FormulaSurface {
  readonly role: OutlineRole
  /** Of the triangles on it. */
  readonly tag: number
  /** Facets lie on it as they are: vertices stay where they are. */
  readonly isFlat?: boolean
  /** Its last ring has corners, sharp or rounded. */
  readonly isAngular?: boolean
  /** Surfaces of one group pass into each other smoothly, and each locates places of all: vertices between them are free. */
  readonly group?: object
  /** Fills `place` with what the surface's nearest place is for a point. */
  locate(x: number, y: number, z: number, place: SurfacePlace): void
  /** Radius of the last ring of the walk over this surface. */
  endRadius(azimuth: number): number
}

/** A place of a surface as seen from a point. */
export interface SurfacePlace {
  /** Signed, mm; positive on the air's side. */
  distance: number
  /** Unit normal into the air. */
  normalX: number
  normalY: number
  normalZ: number
  /** Smaller radius of curvature there, mm. */
  radius: number
}

/** A place to be filled; one for many queries spares the garbage. */
export function newSurfacePlace(): SurfacePlace {
  return { distance: 0, normalX: 0, normalY: 0, normalZ: 0, radius: 0 }
}

/** The surface of revolution of a section. */
export function roundSurface(curve: SectionCurve): FormulaSurface {
  return new RoundSurface(curve)
}

class RoundSurface implements FormulaSurface {
  readonly role: OutlineRole
  readonly tag: number
  readonly #curve: SectionCurve
  readonly #place: CurvePlace = newPlace()

  constructor(curve: SectionCurve) {
    this.role = curve.role
    this.tag = curve.tag
    this.#curve = curve
  }

  locate(x: number, y: number, z: number, place: SurfacePlace): void {
    const r = Math.sqrt(x * x + y * y)
    const found = this.#place
    locate(this.#curve, z, r, found)
    place.distance = found.distance
    // On the axis the normal has no direction across it.
    place.normalX = r > 0 ? (found.normalR * x) / r : 0
    place.normalY = r > 0 ? (found.normalR * y) / r : 0
    place.normalZ = found.normalZ
    place.radius = radiusAt(this.#curve, found)
  }

  endRadius(): number {
    return real(this.#curve.points, this.#curve.points.length - 1)
  }
}

/** A point or a direction in the meridian plane: z along the axis, r away from it, mm. */
export interface PlanePoint {
  readonly z: number
  readonly r: number
}

/**
 * A smooth curve in the meridian plane, as exact as its formula.
 *
 * Every family chooses its own parameter; it runs from `start` to `end`, and the speed along the curve is
 * finite and nowhere zero in between.
 */
export interface MeridianCurve {
  readonly start: number
  readonly end: number
  /** mm. */
  point(parameter: number): PlanePoint
  /** Unit tangent towards rising parameter. */
  tangent(parameter: number): PlanePoint
  /** |d point / d parameter|, mm. */
  speed(parameter: number): number
  /** 1/mm; positive where the curve turns to its left (z to the right, r up): for a horn, towards the wall. */
  curvature(parameter: number): number
}

/** Shortest stretch that becomes a part of a walk, mm; what is shorter closes up. */
export const shortestSection = 1e-3

/** First and second derivatives of r by z at one place of a curve r(z), or of z and r by a common parameter. */
export interface Derivatives {
  readonly first: PlanePoint
  readonly second: PlanePoint
}

/** Curvature (z′r″ − r′z″)/|P′|³, 1/mm. Definition. */
export function curvatureOf({ first, second }: Derivatives): number {
  const speed = distanceOf(first.z, first.r)
  // Divided in steps: near a vertical tangent speed³ alone overflows.
  return ((first.z / speed) * (second.r / speed) - (first.r / speed) * (second.z / speed)) / speed
}

/** √(z² + r²). `Math.hypot` guards against overflow that millimetres never meet, at twenty times the cost. */
export function distanceOf(z: number, r: number): number {
  return Math.sqrt(z * z + r * r)
}

/** The vector's direction; length 1. */
export function unit({ z, r }: PlanePoint): PlanePoint {
  const length = distanceOf(z, r)
  return { z: z / length, r: r / length }
}

/** The unit vector on the left of a unit tangent: for a horn walked from throat to mouth, into the wall. */
export function leftNormal(tangent: PlanePoint): PlanePoint {
  return { z: -tangent.r, r: tangent.z }
}

/** A straight curve from one point to another, parameter 0…1. */
export function lineCurve(from: PlanePoint, to: PlanePoint): MeridianCurve {
  const along = { z: to.z - from.z, r: to.r - from.r }
  const length = distanceOf(along.z, along.r)
  const direction = unit(along)
  return {
    start: 0,
    end: 1,
    point: (u) => (u === 1 ? to : { z: from.z + u * along.z, r: from.r + u * along.r }),
    tangent: () => direction,
    speed: () => length,
    curvature: () => 0,
  }
}

/** The same curve walked the other way; its left becomes its right. */
export function reversed(curve: MeridianCurve): MeridianCurve {
  const mirror = (parameter: number): number => curve.start + (curve.end - parameter)
  return {
    start: curve.start,
    end: curve.end,
    point: (parameter) => curve.point(mirror(parameter)),
    tangent: (parameter) => {
      const { z, r } = curve.tangent(mirror(parameter))
      return { z: -z, r: -r }
    },
    speed: (parameter) => curve.speed(mirror(parameter)),
    curvature: (parameter) => -curve.curvature(mirror(parameter)),
  }
}

/** A stretch of a curve, on the same parameter. */
export function trimmed(curve: MeridianCurve, start: number, end: number): MeridianCurve {
  return { ...curve, start, end }
}

/** Several curves, each beginning where the one before ends, as one; the i-th has the parameters i…i+1. */
export function chained(curves: readonly MeridianCurve[]): MeridianCurve {
  const [only] = curves
  if (only && curves.length === 1) return only
  const locate = (parameter: number): { curve: MeridianCurve; local: number; span: number } => {
    const index = Math.min(Math.max(Math.floor(parameter), 0), curves.length - 1)
    const curve = curves[index]
    if (!curve) throw new RangeError('chained() needs a curve')
    const span = curve.end - curve.start
    return { curve, local: curve.start + (parameter - index) * span, span }
  }
  return {
    start: 0,
    end: curves.length,
    point: (parameter) => {
      const { curve, local } = locate(parameter)
      return curve.point(local)
    },
    tangent: (parameter) => {
      const { curve, local } = locate(parameter)
      return curve.tangent(local)
    },
    speed: (parameter) => {
      const { curve, local, span } = locate(parameter)
      return curve.speed(local) * span
    },
    curvature: (parameter) => {
      const { curve, local } = locate(parameter)
      return curve.curvature(local)
    },
  }
}

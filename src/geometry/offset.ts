import { leftNormal, type MeridianCurve, type PlanePoint } from './meridian.ts'

/**
 * The parallel curve at `distance` to the left: P + d·n, for an inner wall its outer side.
 *
 * Its parameter is the curve's own. Where d·κ > 1 the parallel curve runs backwards; its `speed` is negative there.
 */
export function offsetCurve(curve: MeridianCurve, distance: number): MeridianCurve {
  const stretch = (parameter: number): number => 1 - distance * curve.curvature(parameter)
  return {
    start: curve.start,
    end: curve.end,
    point: (parameter) => {
      const at = curve.point(parameter)
      const normal = leftNormal(curve.tangent(parameter))
      return { z: at.z + distance * normal.z, r: at.r + distance * normal.r }
    },
    tangent: (parameter) => curve.tangent(parameter),
    speed: (parameter) => curve.speed(parameter) * stretch(parameter),
    curvature: (parameter) => {
      const bend = curve.curvature(parameter)
      return bend / (1 - distance * bend)
    },
  }
}

/** Clockwise arc around `centre` between two directions of the left normal, the parallel of a kink; parameter 0…1. */
export function arcCurve(
  centre: PlanePoint,
  radius: number,
  from: PlanePoint,
  to: PlanePoint,
): MeridianCurve {
  const start = Math.atan2(from.r, from.z)
  const turn = Math.atan2(from.z * to.r - from.r * to.z, from.z * to.z + from.r * to.r)
  const normal = (u: number): PlanePoint => ({ z: Math.cos(start + u * turn), r: Math.sin(start + u * turn) })
  return {
    start: 0,
    end: 1,
    point: (u) => ({ z: centre.z + radius * normal(u).z, r: centre.r + radius * normal(u).r }),
    tangent: (u) => ({ z: normal(u).r, r: -normal(u).z }),
    speed: () => radius * Math.abs(turn),
    curvature: () => -1 / radius,
  }
}

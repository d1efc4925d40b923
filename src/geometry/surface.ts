import type { MeridianCurve, PlanePoint } from './meridian.ts'

type Vector = readonly [x: number, y: number, z: number]

/**
 * A wall around the axis: one meridian per azimuth, all on the same parameter.
 *
 * A round horn has the same meridian everywhere; a horn whose parameters depend on the azimuth has another at each.
 */
export interface MeridianFamily {
  /** The meridian at an azimuth, rad from +x towards +y. */
  meridian(azimuth: number): MeridianCurve
  /** d(z, r)/d azimuth at a fixed parameter, mm/rad. */
  azimuthRate(azimuth: number, parameter: number): PlanePoint
}

/** A grid on a wall, azimuth slowest. */
export interface SurfaceGrid {
  /** 3·A·U: x, y, z, mm. */
  readonly points: Float64Array
  /** 3·A·U: true unit normals into the air on the axis's side. */
  readonly normals: Float64Array
}

/** The family of a body of revolution. */
export function roundFamily(curve: MeridianCurve): MeridianFamily {
  return { meridian: () => curve, azimuthRate: () => ({ z: 0, r: 0 }) }
}

/**
 * Points and true normals of a wall, P = (r cos p, r sin p, z).
 *
 * The normal is ∂P/∂u × ∂P/∂p from analytic derivatives, not from facets, so that it holds at the rim as well.
 *
 * @param azimuths - A values, rad.
 * @param parameters - U values on the meridians' parameter.
 */
export function surfaceGrid(
  family: MeridianFamily,
  azimuths: Float64Array,
  parameters: Float64Array,
): SurfaceGrid {
  const points = new Float64Array(3 * azimuths.length * parameters.length)
  const normals = new Float64Array(points.length)
  let offset = 0
  for (const azimuth of azimuths) {
    const curve = family.meridian(azimuth)
    for (const parameter of parameters) {
      const { z, r } = curve.point(parameter)
      points.set(turned({ z, r }, azimuth), offset)
      normals.set(airNormal(family, azimuth, parameter), offset)
      offset += 3
    }
  }
  return { points, normals }
}

/**
 * The outer side of a wall: every point moved by `thickness` against its normal.
 *
 * @param thickness - mm.
 * @returns 3·A·U: x, y, z, mm.
 */
export function offsetGrid({ points, normals }: SurfaceGrid, thickness: number): Float64Array {
  return points.map((coordinate, index) => coordinate - thickness * (normals[index] ?? 0))
}

/**
 * Unit normal of the wall at one place, into the air.
 *
 * For a round wall it is the meridian's own normal, turned; an azimuth-dependent wall leans it along the ring.
 */
function airNormal(family: MeridianFamily, azimuth: number, parameter: number): Vector {
  const curve = family.meridian(azimuth)
  const tangent = curve.tangent(parameter)
  const { r } = curve.point(parameter)
  const rate = family.azimuthRate(azimuth, parameter)
  // In the frame (radial, around, axial): ∂u = (t_r, 0, t_z), ∂p = (rate_r, r, rate_z); their cross product:
  const radial = -r * tangent.z
  const around = tangent.z * rate.r - tangent.r * rate.z
  const axial = r * tangent.r
  const length = Math.hypot(radial, around, axial)
  const [cos, sin] = [Math.cos(azimuth), Math.sin(azimuth)]
  return [(radial * cos - around * sin) / length, (radial * sin + around * cos) / length, axial / length]
}

function turned({ z, r }: PlanePoint, azimuth: number): Vector {
  return [r * Math.cos(azimuth), r * Math.sin(azimuth), z]
}

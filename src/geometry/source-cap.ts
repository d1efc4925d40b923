import { radians } from '../core/units.ts'
import type { HornSource } from '../model/horn.ts'
import { geometryError } from './geometry-error.ts'
import { lineCurve, type MeridianCurve, type PlanePoint, trimmed } from './meridian.ts'
import type { ThroatRing } from './throat-rings.ts'

/** Below this wall angle a cap at right angles to the wall is a flat disc, rad. */
const flattestAngle = radians(0.05)

/**
 * Signed height of spherical sources over the throat's edge, mm; positive towards the mouth, 0 for a flat disc.
 *
 * Of given radius of curvature ρ: ρ − √(ρ² − r²). Omitted: at right angles to the wall, r·tan(α/2) with the wall's angle
 * α at the throat.
 *
 * @param radius - Of the throat, mm.
 * @param tangent - Of the wall at the throat.
 * @throws {@link WaveguideError} `HORN_GEOMETRY` for a sphere smaller than the throat.
 */
export function capHeight(
  sources: readonly HornSource[] | undefined,
  radius: number,
  tangent: PlanePoint,
): number {
  // All caps of a throat are parts of one sphere.
  const source = sources?.[0]
  if (source?.shape !== 'cap') return 0
  const side = source.curv === -1 ? -1 : 1
  const { radius: curvature } = source
  if (curvature === undefined || curvature <= 0) {
    const angle = Math.atan2(tangent.r, tangent.z)
    return angle > flattestAngle ? side * radius * Math.tan(angle / 2) : 0
  }
  if (curvature <= radius)
    throw geometryError(
      'SOURCE_CAP',
      `a spherical source of ${curvature} mm radius does not reach the throat's edge of ${radius.toFixed(3)} mm radius. ` +
        'Take a larger radius of curvature, or leave it out for a cap at right angles to the wall',
      { parameter: 'source.radius', value: curvature, limit: radius },
    )
  return side * (curvature - Math.sqrt(curvature ** 2 - radius ** 2))
}

/**
 * The meridian of a cap from its centre on the axis to the throat's edge at z = 0: the arc of a sphere through the edge
 * whose pole lies `height` in front of it.
 */
function sourceCurve(radius: number, height: number): MeridianCurve {
  const opening = 2 * Math.atan2(height, radius) // negative for a pole behind the edge, like the sphere's radius
  const sphere = radius / Math.sin(opening)
  return {
    start: 0,
    end: 1,
    point: (u) =>
      u === 1
        ? { z: 0, r: radius }
        : { z: height - sphere * (1 - Math.cos(u * opening)), r: sphere * Math.sin(u * opening) },
    tangent: (u) => ({ z: -Math.sin(u * opening), r: Math.cos(u * opening) }),
    speed: () => sphere * opening,
    curvature: () => 1 / sphere,
  }
}

/**
 * The meridian of one ring of the throat: a line at z = 0, or the part of a cap's between two distances from the axis.
 *
 * @param radius - Of the throat, mm.
 */
export function ringCurve(radius: number, height: number, { from, to }: ThroatRing): MeridianCurve {
  if (height === 0) return lineCurve({ z: 0, r: from }, { z: 0, r: to })
  const opening = 2 * Math.atan2(height, radius)
  const place = (r: number): number =>
    r === radius ? 1 : Math.asin((r * Math.sin(opening)) / radius) / opening
  return trimmed(sourceCurve(radius, height), place(from), place(to))
}

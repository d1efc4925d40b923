import type { MeridianCurve } from './meridian.ts'
import { curveOf, type Section } from './section.ts'
import { axialExtremes } from './stations.ts'
import { hornWall, type WallDesign } from './wall.ts'

/**
 * The inner wall's meridian from throat to mouth as smooth curves; more than one where the formula has a kink.
 *
 * @param azimuth - rad; any for a round horn.
 */
export function meridianCurves(design: WallDesign, azimuth = 0): MeridianCurve[] {
  return hornWall(design).sections(azimuth).map(curveOf)
}

/** Azimuths at which a wall that is not round is looked at. */
const azimuthCount = 360

function azimuthsOf(isRound: boolean): number[] {
  return Array.from({ length: isRound ? 1 : azimuthCount }, (_, i) => (2 * Math.PI * i) / azimuthCount)
}

/**
 * z of the mouth plane: the front-most place of the inner wall.
 *
 * For an OSSE horn that is the rim. A rolled-back R-OSSE wall ends behind its front-most point; observations at the
 * mouth are measured from the plane that touches its front (demo horn: 137.605 mm, rim at 119.707).
 *
 * @returns mm.
 */
export function mouthPlaneMm(design: WallDesign): number {
  const wall = hornWall(design)
  let front = 0
  for (const azimuth of azimuthsOf(wall.isRound)) {
    for (const section of wall.sections(azimuth)) front = Math.max(front, frontOf(section))
  }
  return front
}

function frontOf(section: Section): number {
  const end = section.point(1).z
  const curve = curveOf(section)
  // A wall that still runs forward at its end has its front-most place there.
  if (curve.tangent(1).z > 0) return end
  return Math.max(section.point(0).z, end, ...axialExtremes(curve).map((u) => section.point(u).z))
}

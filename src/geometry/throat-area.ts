import type { Horn } from '../model/horn.ts'
import { throatRings } from './throat-rings.ts'
import { throatBreaks } from './throat-shape.ts'
import { hornWall, type WallDesign } from './wall.ts'

/** Azimuths at which a throat that is not round is looked at. */
const azimuthCount = 360

/**
 * Area of the throat, where the sources are: ∮ r²/2 dp.
 *
 * The trapezoid rule is exact to rounding for smooth throats; π r² for round ones; 2e-7 for rectangles.
 *
 * @returns mm².
 */
export function throatAreaMm2(design: WallDesign): number {
  const { isRound, sections } = hornWall(design)
  const radius = (azimuth: number): number => sections(azimuth)[0]?.point(0).r ?? 0
  if (isRound) return Math.PI * radius(0) ** 2
  const breaks = throatBreaks(design.profile).map(({ azimuth }) => azimuth)
  if (breaks.length > 0) return areaBetween(breaks, radius)
  let squares = 0
  for (let i = 0; i < azimuthCount; i++) squares += radius((2 * Math.PI * i) / azimuthCount) ** 2
  return (Math.PI * squares) / azimuthCount
}

/** Sides of a polygon between two breaks. */
const sideCount = 32

/** Of an edge that is smooth between breaks: polygons of so many sides and of twice as many, extrapolated. */
function areaBetween(breaks: readonly number[], radius: (azimuth: number) => number): number {
  const coarse = polygonArea(breaks, radius, sideCount)
  const fine = polygonArea(breaks, radius, 2 * sideCount)
  return fine + (fine - coarse) / 3
}

function polygonArea(breaks: readonly number[], radius: (azimuth: number) => number, sides: number): number {
  let area = 0
  for (const [i, from] of breaks.entries()) {
    const step = ((breaks[i + 1] ?? (breaks[0] ?? 0) + 2 * Math.PI) - from) / sides
    for (let side = 0; side < sides; side++)
      area += (radius(from + side * step) * radius(from + (side + 1) * step) * Math.sin(step)) / 2
  }
  return area
}

/** Radius of the circle with the area of the throat, mm. */
export function throatRadiusMm(design: WallDesign): number {
  const wall = hornWall(design)
  if (wall.isRound) return wall.sections(0)[0]?.point(0).r ?? 0
  return Math.sqrt(throatAreaMm2(design) / Math.PI)
}

/**
 * Area that each source of a design covers of the throat, in the design's order; of a cap its projection along the axis.
 *
 * @returns mm².
 */
export function sourceAreasMm2(design: WallDesign & Pick<Horn, 'sources'>): number[] {
  const edge = throatRadiusMm(design)
  const area = throatAreaMm2(design)
  const areas: number[] = []
  for (const { from, to, source } of throatRings(design.sources, edge))
    if (source !== undefined) areas[source] = area * ((to / edge) ** 2 - (from / edge) ** 2)
  return areas
}

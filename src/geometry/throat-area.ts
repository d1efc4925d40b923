import type { Horn } from '../model/horn.ts'
import { adaptiveIntegral, gaussIntegral } from './quadrature.ts'
import { throatRings } from './throat-rings.ts'
import { shapeOf, throatShapeAreaMm2, throatShapeRadius } from './throat-shape.ts'
import { hornWall, type WallDesign } from './wall.ts'

/** Longest stretch of the quadrature, rad, and how well it is known, over the area. */
const longestStretch = Math.PI / 8
const tolerance = 1e-11

/** Azimuths at which an edge is compared with its shape, and how near it must be, over its radius. */
const comparedAzimuths = 16
const alike = 1e-12

/**
 * Area of the throat, where the sources are: π r² of round ones, the closed form of shapes that the edge has unchanged, else
 * ∮ r²/2 dp between breaks, right to 1e-9.
 *
 * @returns mm².
 */
export function throatAreaMm2(design: WallDesign): number {
  const { isRound, sections, breaks } = hornWall(design)
  const radius = (azimuth: number): number => sections(azimuth)[0]?.point(0).r ?? 0
  if (isRound) return Math.PI * radius(0) ** 2
  const { scale = 1, profile } = design
  const shape = shapeOf(profile)
  if (shape && hasShape(radius, (azimuth) => scale * throatShapeRadius(shape, azimuth)))
    return scale ** 2 * throatShapeAreaMm2(shape)
  const sector = (azimuth: number): number => radius(azimuth) ** 2 / 2
  const stretches = stretchesBetween(breaks.map(({ azimuth }) => azimuth))
  const sum = (part: (stretch: readonly [number, number]) => number): number =>
    stretches.reduce((total, stretch) => total + part(stretch), 0)
  const rough = sum(([from, to]) => gaussIntegral(from, to, sector))
  return sum((stretch) => adaptiveIntegral(stretch, sector, tolerance * rough))
}

/** An extension that opens, for one, makes another edge at the driver than the shape at its end. */
function hasShape(radius: (azimuth: number) => number, shape: (azimuth: number) => number): boolean {
  return Array.from({ length: comparedAzimuths }, (_, i) => (2 * Math.PI * i) / comparedAzimuths).every(
    (azimuth) => Math.abs(radius(azimuth) / shape(azimuth) - 1) < alike,
  )
}

/** The whole turn, cut at breaks and into stretches that are not long. */
function stretchesBetween(breaks: readonly number[]): [from: number, to: number][] {
  const starts = breaks.length > 0 ? breaks : [0]
  return starts.flatMap((from, i) => {
    const width = (starts[i + 1] ?? (starts[0] as number) + 2 * Math.PI) - from
    const count = Math.ceil(width / longestStretch)
    return Array.from({ length: count }, (_, j): [number, number] => [
      from + (width * j) / count,
      from + (width * (j + 1)) / count,
    ])
  })
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

/**
 * Radius of a rectangle with rounded corners, centred on the axis.
 *
 * @param halfWidth - mm; as `halfHeight` not below `corner`.
 * @param azimuth - rad.
 * @returns mm.
 */
export function roundedRectangleRadius(
  { halfWidth, halfHeight, corner }: RoundedRectangle,
  azimuth: number,
): number {
  const [cos, sin] = [Math.abs(Math.cos(azimuth)), Math.abs(Math.sin(azimuth))]
  const [cx, cy] = [halfWidth - corner, halfHeight - corner]
  if (halfWidth * sin <= cy * cos) return halfWidth / cos
  if (halfHeight * cos <= cx * sin) return halfHeight / sin
  const along = cx * cos + cy * sin
  return along + Math.sqrt(Math.max(0, along ** 2 - (cx ** 2 + cy ** 2 - corner ** 2)))
}

/** mm. */
export interface RoundedRectangle {
  readonly halfWidth: number
  readonly halfHeight: number
  readonly corner: number
}

/** Nearer to each other than this two breaks of rings are one, rad: three micrometres on a radius of 300 mm. */
export const sameBreak = 1e-5

/** Azimuths of the first quadrant at which the sides pass into the corner: one for a corner too small to be seen. rad. */
function cornerAzimuths({ halfWidth, halfHeight, corner }: RoundedRectangle): number[] {
  const from = Math.atan2(halfHeight - corner, halfWidth)
  const to = Math.atan2(halfHeight, halfWidth - corner)
  return to - from > sameBreak ? [from, to] : [Math.atan2(halfHeight, halfWidth)]
}

/** A place on the rings of a wall that a mesher wants a vertex at. */
export interface RingBreak {
  /** In [0, 2π), rad. */
  readonly azimuth: number
  /** `corner`: the ring turns there. `tangency`: a side passes into an arc, and its curvature jumps. */
  readonly kind: 'corner' | 'tangency'
}

/** The breaks of a rectangle, by ascending azimuth. */
export function rectangleBreaks(rectangle: RoundedRectangle): RingBreak[] {
  const quadrant = cornerAzimuths(rectangle)
  const kind = quadrant.length === 1 ? 'corner' : 'tangency'
  return [0, 1, 2, 3]
    .flatMap((turn) =>
      quadrant.map((azimuth) => (turn % 2 === 0 ? azimuth : Math.PI / 2 - azimuth) + (turn * Math.PI) / 2),
    )
    .sort((a, b) => a - b)
    .map((azimuth) => ({ azimuth, kind }))
}

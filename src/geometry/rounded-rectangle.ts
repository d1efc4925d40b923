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

/** Azimuths of the first quadrant at which the sides pass into the corner: one for a sharp corner. rad. */
export function cornerAzimuths({ halfWidth, halfHeight, corner }: RoundedRectangle): number[] {
  const from = Math.atan2(halfHeight - corner, halfWidth)
  const to = Math.atan2(halfHeight, halfWidth - corner)
  return corner === 0 ? [from] : [from, to]
}

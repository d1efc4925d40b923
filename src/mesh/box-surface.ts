import { type Box, boxDistance } from '../geometry/enclosure.ts'
import type { Sheet } from '../geometry/sheet.ts'
import type { FormulaSurface } from './formula-surface.ts'

/** A surface of an enclosure: distances are those from the whole box. */
export function boxSurface(box: Box, { role, at }: Sheet): FormulaSurface {
  return {
    role,
    isFlat: box.edge === 0,
    group: box,
    locate: (x, y, z, place) => {
      const [distance, normalX, normalY, normalZ] = boxDistance(box, x, y, z)
      place.distance = distance
      place.normalX = normalX
      place.normalY = normalY
      place.normalZ = normalZ
      place.radius = Number.POSITIVE_INFINITY
    },
    endRadius: (azimuth) => at(1, azimuth)[0],
  }
}

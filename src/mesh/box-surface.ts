import { type Box, boxDistance } from '../geometry/enclosure.ts'
import type { Sheet } from '../geometry/sheet.ts'
import type { FormulaSurface } from './formula-surface.ts'
import { tagOf } from './groups.ts'

/** A surface of an enclosure: distances are those from the whole box. */
export function boxSurface(box: Box, sheet: Sheet): FormulaSurface {
  return {
    role: sheet.role,
    tag: tagOf(sheet),
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
    endRadius: (azimuth) => sheet.at(1, azimuth)[0],
  }
}

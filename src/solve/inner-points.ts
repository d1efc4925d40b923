import type { Sliced } from '../core/sliced.ts'
import type { Mesh } from '../model/mesh.ts'
import { boundingBox } from './places.ts'

type Surface = Pick<Mesh, 'vertices' | 'triangles'>

/** In the air the winding number is 0, in the body 1, on a smooth part of the surface ½. */
const largestWinding = 0.25

/**
 * Which points lie in the body or on its surface, where the representation formula gives 0 or half the pressure.
 *
 * @param points - 3·N, m.
 * @returns N flags.
 */
export function* innerPoints(surface: Surface, points: Float64Array): Sliced<boolean[]> {
  const [x, y, z] = boundingBox(surface.vertices)
  const isInner: boolean[] = []
  for (let i = 0; i < points.length; i += 3) {
    const [px = 0, py = 0, pz = 0] = points.subarray(i, i + 3)
    const isOutside = px < x.min || px > x.max || py < y.min || py > y.max || pz < z.min || pz > z.max
    isInner.push(!isOutside && Math.abs(windingNumber(surface, [px, py, pz])) > largestWinding)
    yield
  }
  return isInner
}

/**
 * Solid angle of the surface seen from a point, over 4π.
 *
 * Source: Van Oosterom and Strackee, IEEE Trans. Biomed. Eng. 30 (1983) 125.
 */
function windingNumber({ vertices, triangles }: Surface, [px, py, pz]: [number, number, number]): number {
  let half = 0
  for (let i = 0; i < triangles.length; i += 3) {
    const a = 3 * (triangles[i] ?? 0)
    const b = 3 * (triangles[i + 1] ?? 0)
    const c = 3 * (triangles[i + 2] ?? 0)
    const [ax, ay, az] = [(vertices[a] ?? 0) - px, (vertices[a + 1] ?? 0) - py, (vertices[a + 2] ?? 0) - pz]
    const [bx, by, bz] = [(vertices[b] ?? 0) - px, (vertices[b + 1] ?? 0) - py, (vertices[b + 2] ?? 0) - pz]
    const [cx, cy, cz] = [(vertices[c] ?? 0) - px, (vertices[c + 1] ?? 0) - py, (vertices[c + 2] ?? 0) - pz]
    const [la, lb, lc] = [Math.hypot(ax, ay, az), Math.hypot(bx, by, bz), Math.hypot(cx, cy, cz)]
    const volume = ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx)
    const sum =
      la * lb * lc +
      (ax * bx + ay * by + az * bz) * lc +
      (bx * cx + by * cy + bz * cz) * la +
      (cx * ax + cy * ay + cz * az) * lb
    half += Math.atan2(volume, sum)
  }
  return half / (2 * Math.PI)
}

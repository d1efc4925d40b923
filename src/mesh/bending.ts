import type { Sliced } from '../core/sliced.ts'
import { real, signed, whole } from './arrays.ts'
import { nextHalf } from './edge-table.ts'
import type { Facets } from './facets.ts'
import type { Tagged } from './mirror.ts'

/** Neighbours that meet at more than this are an edge of the body, not a badly drawn curve. */
const creaseDeg = 60
const pause = 8192

/**
 * How far each triangle leaves the smooth surface that its neighbours suggest.
 *
 * Over a smooth edge the normals turn by θ on the way between the centroids, (h₁ + h₂)/3 with the heights h on the
 * edge; that is a curvature κ, and a chord of length h leaves its arc by κh²/8. An estimate: 0.6 to 1.5 times the
 * true distance on spheres and cylinders.
 *
 * @returns T, m.
 */
export function* bendingDeviation(
  surface: Tagged,
  facets: Facets,
  partners: Int32Array,
): Sliced<Float64Array> {
  const deviation = new Float64Array(surface.triangles.length / 3)
  const crease = (creaseDeg * Math.PI) / 180
  for (let half = 0; half < partners.length; half++) {
    const partner = signed(partners, half)
    if (partner < half) continue
    const [t, u] = [Math.floor(half / 3), Math.floor(partner / 3)]
    const turn = angleBetween(facets.normals, t, u)
    if (turn >= crease) continue
    const length = edgeLength(surface, half)
    const heightT = (2 * real(facets.areas, t)) / length
    const heightU = (2 * real(facets.areas, u)) / length
    const curvature = (3 * turn) / (heightT + heightU)
    deviation[t] = Math.max(real(deviation, t), (curvature * heightT ** 2) / 8)
    deviation[u] = Math.max(real(deviation, u), (curvature * heightU ** 2) / 8)
    if (half % pause === 0) yield
  }
  return deviation
}

function angleBetween(normals: Float64Array, t: number, u: number): number {
  const [a, b, c] = [real(normals, 3 * t), real(normals, 3 * t + 1), real(normals, 3 * t + 2)]
  const [d, e, f] = [real(normals, 3 * u), real(normals, 3 * u + 1), real(normals, 3 * u + 2)]
  const [x, y, z] = [b * f - c * e, c * d - a * f, a * e - b * d]
  return Math.atan2(Math.sqrt(x * x + y * y + z * z), a * d + b * e + c * f)
}

function edgeLength({ vertices, triangles }: Tagged, half: number): number {
  const a = 3 * whole(triangles, half)
  const b = 3 * whole(triangles, nextHalf(half))
  const [dx, dy, dz] = [
    real(vertices, a) - real(vertices, b),
    real(vertices, a + 1) - real(vertices, b + 1),
    real(vertices, a + 2) - real(vertices, b + 2),
  ]
  return Math.sqrt(dx * dx + dy * dy + dz * dz)
}

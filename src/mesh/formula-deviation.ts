import type { OutlineRole } from '../geometry/outline.ts'
import { real, whole } from './arrays.ts'
import { tagOf } from './groups.ts'
import type { Tagged } from './mirror.ts'
import { locate, newPlace, radiusAt, type SectionCurve } from './section-curve.ts'
import type { Sliced } from './sliced.ts'

/** How far the facets leave the formula. */
export interface FormulaDeviation {
  /** Largest distance, mm. */
  readonly worstMm: number
  /** T: how far a triangle reaches into the solid, m. */
  readonly inward: Float64Array
  /** Where a chord of the inner wall is worst for the curve it draws. */
  readonly worstRatio: { readonly ratio: number; readonly radiusMm: number }
}

const pause = 1024

/**
 * Distance of corners, edge middles and centroids from the sections that a triangle's tag stands for.
 *
 * @param curves - All sections of the design's outline.
 */
export function* formulaDeviation(
  surface: Tagged,
  curves: readonly SectionCurve[],
): Sliced<FormulaDeviation> {
  const byTag = new Map<number, SectionCurve[]>()
  for (const curve of curves) byTag.set(tagOf(curve.role), [...(byTag.get(tagOf(curve.role)) ?? []), curve])
  const inward = new Float64Array(surface.tags.length)
  let worst = 0
  let worstRatio = { ratio: 0, radiusMm: Number.POSITIVE_INFINITY }
  for (let t = 0; t < surface.tags.length; t++) {
    if (t % pause === 0) yield
    for (let sample = 0; sample < sampleWeights.length; sample++) {
      const { distance, radius, role } = sampleDistance(
        surface,
        t,
        sample,
        byTag.get(whole(surface.tags, t)) ?? curves,
      )
      worst = Math.max(worst, Math.abs(distance))
      inward[t] = Math.max(real(inward, t), -distance / 1000)
      const ratio = role === 'inner' ? Math.abs(distance) / radius : 0
      if (ratio > worstRatio.ratio) worstRatio = { ratio, radiusMm: radius }
    }
  }
  return { worstMm: worst, inward, worstRatio }
}

const [third, half] = [1 / 3, 1 / 2]
/** Barycentric weights: three corners, three edge middles, the centroid. */
const sampleWeights = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [half, half, 0],
  [0, half, half],
  [half, 0, half],
  [third, third, third],
] as const

interface Sample {
  distance: number
  radius: number
  role: OutlineRole
}

const place = newPlace()

/** Signed distance to the nearest of the sections, with the radius of curvature there; mm. */
function sampleDistance(
  { vertices, triangles }: Tagged,
  t: number,
  sample: number,
  curves: readonly SectionCurve[],
): Sample {
  const [a, b, c] = sampleWeights[sample] as (typeof sampleWeights)[number]
  const [i, j, k] = [
    3 * whole(triangles, 3 * t),
    3 * whole(triangles, 3 * t + 1),
    3 * whole(triangles, 3 * t + 2),
  ]
  const along = (axis: number): number =>
    1000 * (a * real(vertices, i + axis) + b * real(vertices, j + axis) + c * real(vertices, k + axis))
  const [z, r] = [along(2), Math.hypot(along(0), along(1))]
  const nearest: Sample = {
    distance: Number.POSITIVE_INFINITY,
    radius: Number.POSITIVE_INFINITY,
    role: 'source',
  }
  for (const curve of curves) {
    locate(curve, z, r, place)
    if (Math.abs(place.distance) >= Math.abs(nearest.distance)) continue
    nearest.distance = place.distance
    nearest.radius = radiusAt(curve, place)
    nearest.role = curve.role
  }
  return nearest
}

import { real } from './arrays.ts'

/** Longest chord of a circle whose arc stays within `sagitta`, mm; the diameter when the circle is smaller than that. */
export function circleChord(radius: number, sagitta: number): number {
  if (radius === Number.POSITIVE_INFINITY) return radius
  const height = Math.min(sagitta, radius)
  return 2 * Math.sqrt(2 * radius * height - height * height)
}

/**
 * Length of the longest chord around point `index` of a polyline, up to `wanted`, whose arc stays within `sagitta`, mm.
 *
 * Where the bend is shorter than the chord this is longer than the circle of curvature allows. The ends of the polyline
 * are vertices of every mesh, so a chord near one begins there.
 *
 * @param points - 2·P: z, r.
 * @param way - P: arc length.
 * @param radius - Of curvature at the point.
 */
export function longestChord(
  { points, way }: { readonly points: Float64Array; readonly way: Float64Array },
  index: number,
  radius: number,
  { wanted, sagitta }: { readonly wanted: number; readonly sagitta: number },
): number {
  let allowed = circleChord(radius, sagitta)
  if (allowed >= wanted) return wanted
  const place = real(way, index)
  const fits = (length: number): boolean =>
    arcHeight(points, way, place - length / 2, place + length / 2) <= sagitta
  if (fits(wanted)) return wanted
  let excessive = wanted
  for (let i = 0; i < 6; i++) {
    const middle = (allowed + excessive) / 2
    if (fits(middle)) allowed = middle
    else excessive = middle
  }
  return allowed
}

/** Largest distance of the points between two places from the chord between those, mm. */
function arcHeight(points: Float64Array, way: Float64Array, from: number, to: number): number {
  const start = pointAt(points, way, from)
  const end = pointAt(points, way, to)
  const [dz, dr] = [end.z - start.z, end.r - start.r]
  const length = Math.hypot(dz, dr)
  let height = 0
  for (let i = start.next; i < end.next; i++) {
    const [z, r] = [real(points, 2 * i) - start.z, real(points, 2 * i + 1) - start.r]
    height = Math.max(height, Math.abs(z * dr - r * dz) / length)
  }
  return height
}

/** The point at an arc length, clamped to the polyline, and the index of the first point beyond it. */
function pointAt(
  points: Float64Array,
  way: Float64Array,
  place: number,
): { z: number; r: number; next: number } {
  const last = way.length - 1
  if (place <= 0) return { z: real(points, 0), r: real(points, 1), next: 1 }
  if (place >= real(way, last))
    return { z: real(points, 2 * last), r: real(points, 2 * last + 1), next: last }
  let [low, high] = [0, last]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (real(way, middle) <= place) low = middle
    else high = middle
  }
  const t = (place - real(way, low)) / (real(way, high) - real(way, low))
  return {
    z: (1 - t) * real(points, 2 * low) + t * real(points, 2 * high),
    r: (1 - t) * real(points, 2 * low + 1) + t * real(points, 2 * high + 1),
    next: high,
  }
}

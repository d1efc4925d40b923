import type { PlanePoint } from './meridian.ts'

/**
 * Where a polyline meets itself, apart from neighbouring segments at their common point.
 *
 * Segments are compared pairwise behind a test of their z ranges, sorted: n log n for outlines, n² at worst.
 *
 * @param points - 2·P: z, r; two equal points following each other are not allowed.
 * @returns The first crossing found, or undefined for a simple polyline.
 */
export function selfCrossing(points: Float64Array): PlanePoint | undefined {
  const count = points.length / 2 - 1
  const lowZ = (i: number): number => Math.min(points[2 * i] ?? 0, points[2 * i + 2] ?? 0)
  const highZ = (i: number): number => Math.max(points[2 * i] ?? 0, points[2 * i + 2] ?? 0)
  const order = Array.from({ length: count }, (_, index) => index).sort((a, b) => lowZ(a) - lowZ(b))
  for (const [rank, i] of order.entries()) {
    const limit = highZ(i)
    for (let other = rank + 1; other < count; other++) {
      const j = order[other] ?? 0
      if (lowZ(j) > limit) break
      const crossing = Math.abs(i - j) > 1 ? segmentCrossing(points, i, j) : undefined
      if (crossing) return crossing
    }
  }
  return undefined
}

function segmentCrossing(points: Float64Array, i: number, j: number): PlanePoint | undefined {
  const [a, b, c, d] = [i, i + 1, j, j + 1].map((k) => ({ z: points[2 * k] ?? 0, r: points[2 * k + 1] ?? 0 }))
  if (!a || !b || !c || !d) return undefined
  const fromC = side(a, b, c)
  const fromD = side(a, b, d)
  if (fromC * fromD > 0 || side(c, d, a) * side(c, d, b) > 0) return undefined
  if (fromC === fromD) return collinearOverlap(a, b, c, d)
  const along = fromC / (fromC - fromD)
  return { z: c.z + along * (d.z - c.z), r: c.r + along * (d.r - c.r) }
}

function collinearOverlap(
  a: PlanePoint,
  b: PlanePoint,
  c: PlanePoint,
  d: PlanePoint,
): PlanePoint | undefined {
  const overlaps = (key: 'z' | 'r'): boolean =>
    Math.max(a[key], b[key]) >= Math.min(c[key], d[key]) &&
    Math.max(c[key], d[key]) >= Math.min(a[key], b[key])
  return overlaps('z') && overlaps('r') ? c : undefined
}

/** Twice the signed area of the triangle a b c. */
function side(a: PlanePoint, b: PlanePoint, c: PlanePoint): number {
  return (b.z - a.z) * (c.r - a.r) - (b.r - a.r) * (c.z - a.z)
}

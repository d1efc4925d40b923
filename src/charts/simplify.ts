export type Point = readonly [x: number, y: number]

/**
 * Drops points of a polyline that lie within `tolerance` of the simpler one.
 *
 * Source: D. Douglas and T. Peucker, Cartographica 10 (1973).
 */
export function simplified(points: readonly Point[], tolerance: number): Point[] {
  const last = points.length - 1
  if (last < 2) return [...points]
  const keep = new Uint8Array(points.length)
  keep[0] = 1
  keep[last] = 1
  const stack: (readonly [number, number])[] = [[0, last]]
  for (let range = stack.pop(); range; range = stack.pop()) {
    const [from, to] = range
    const split = farthest(points, from, to, tolerance)
    if (split < 0) continue
    keep[split] = 1
    stack.push([from, split], [split, to])
  }
  return points.filter((_, index) => keep[index] === 1)
}

function farthest(points: readonly Point[], from: number, to: number, tolerance: number): number {
  const start = points[from]
  const end = points[to]
  if (!start || !end) return -1
  let found = -1
  let largest = tolerance
  for (let index = from + 1; index < to; index++) {
    const point = points[index]
    const distance = point ? distanceToSegment(point, start, end) : 0
    if (distance > largest) {
      largest = distance
      found = index
    }
  }
  return found
}

function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const dx = bx - ax
  const dy = by - ay
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length))
  return Math.hypot(x - ax - t * dx, y - ay - t * dy)
}

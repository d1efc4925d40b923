import { describe, expect, test } from 'vitest'
import { runAtOnce } from '../../src/core/sliced.ts'
import { BorderEdges } from '../../src/mesh/plane/border-edges.ts'
import { clipEars } from '../../src/mesh/plane/ear-clipping.ts'
import { type FilledPlane, fillPlane } from '../../src/mesh/plane/fill-plane.ts'
import { doubleArea } from '../../src/mesh/plane/triangulation.ts'

type Corner = readonly [x: number, y: number]

/** Points of a polygon's sides at equal steps no longer than `step`, counter-clockwise. */
function sides(corners: readonly Corner[], step: number): Corner[] {
  return corners.flatMap((from, i) => {
    const to = corners[(i + 1) % corners.length] as Corner
    const count = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / step - 1e-9)
    return Array.from({ length: count }, (_, k): Corner => {
      const t = k / count
      return [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]
    })
  })
}

function rectangle([left, right]: Corner, [bottom, top]: Corner, step: number): Corner[] {
  return sides(
    [
      [left, bottom],
      [right, bottom],
      [right, top],
      [left, top],
    ],
    step,
  )
}

/** A region with a hole that a cut joins to its outside, at their first points; both are those below left. */
function withHole(outside: readonly Corner[], hole: readonly Corner[]): { xy: number[]; loop: number[] } {
  const outer = outside.map((_, i) => i)
  const [first, ...rest] = hole.map((_, i) => outside.length + i)
  return {
    xy: [...outside, ...hole].flat(),
    loop: [...outer, 0, first as number, ...rest.reverse(), first as number],
  }
}

function smallestAngle(xy: readonly number[], corners: readonly number[]): number {
  let least = Math.PI
  for (let half = 0; half < corners.length; half++) {
    const triangle = half - (half % 3)
    const [a, b, c] = [0, 1, 2].map((i) => corners[triangle + ((half + i) % 3)] as number) as [
      number,
      number,
      number,
    ]
    const [ux, uy] = [
      (xy[2 * b] as number) - (xy[2 * a] as number),
      (xy[2 * b + 1] as number) - (xy[2 * a + 1] as number),
    ]
    const [vx, vy] = [
      (xy[2 * c] as number) - (xy[2 * a] as number),
      (xy[2 * c + 1] as number) - (xy[2 * a + 1] as number),
    ]
    least = Math.min(least, Math.atan2(ux * vy - uy * vx, ux * vx + uy * vy))
  }
  return (least * 180) / Math.PI
}

function edgeLengths(xy: readonly number[], corners: readonly number[]): number[] {
  return corners.map((a, half) => {
    const b = corners[half % 3 === 2 ? half - 2 : half + 1] as number
    return Math.hypot(
      (xy[2 * a] as number) - (xy[2 * b] as number),
      (xy[2 * a + 1] as number) - (xy[2 * b + 1] as number),
    )
  })
}

/** Every edge is run both ways, but those of the border, which are run as the loop does. */
function expectCovering(corners: readonly number[], loop: readonly number[]): void {
  const edges = new Set<string>()
  corners.forEach((a, half) => {
    const edge = `${a},${corners[half % 3 === 2 ? half - 2 : half + 1]}`
    expect(edges.has(edge)).toBe(false)
    edges.add(edge)
  })
  const alone = [...edges].filter((edge) => !edges.has(edge.split(',').reverse().join(',')))
  const border = loop.map((v, i) => `${v},${loop[(i + 1) % loop.length]}`)
  const isCut = (edge: string): boolean => border.includes(edge.split(',').reverse().join(','))
  expect(alone.sort()).toEqual(border.filter((edge) => !isCut(edge)).sort())
}

function areaOf(xy: readonly number[], corners: readonly number[]): number {
  let area = 0
  for (let t = 0; t < corners.length; t += 3) {
    const one = doubleArea(xy, corners[t] as number, corners[t + 1] as number, corners[t + 2] as number)
    expect(one).toBeGreaterThan(0)
    area += one / 2
  }
  return area
}

/** Points of a circle, from below left on. */
const round = (radius: number, [x, y]: Corner, count: number): Corner[] =>
  Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count - (3 * Math.PI) / 4
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
  })

function fill(xy: readonly number[], loop: readonly number[], size: number): FilledPlane {
  const filled = runAtOnce(fillPlane(xy, loop, () => size))
  if (!filled) throw new Error('the border is said to cross itself')
  return filled
}

describe('fillPlane', () => {
  test('covers a region with a hole far off its middle once, with even triangles', () => {
    const { xy, loop } = withHole(rectangle([-100, 100], [-300, 80], 12), round(60, [0, 0], 32))
    const { xy: points, corners } = fill(xy, loop, 12)
    expectCovering(corners, loop)
    const hole = 0.5 * 32 * 60 ** 2 * Math.sin((2 * Math.PI) / 32)
    expect(areaOf(points, corners)).toBeCloseTo(200 * 380 - hole, 6)
    expect(smallestAngle(points, corners)).toBeGreaterThan(25)
    expect(Math.max(...edgeLengths(points, corners))).toBeLessThan(1.4 * 12)
  })

  test('lets edges grow inwards from a fine border', () => {
    const { xy, loop } = withHole(rectangle([-200, 200], [-200, 200], 40), round(30, [0, 0], 60))
    const { xy: points, corners } = fill(xy, loop, 40)
    expectCovering(corners, loop)
    // ∫ dA / (0.43 h²) with h growing by 0.3 a mm; even triangles of the fine border would be 40,000.
    expect(corners.length / 3).toBeLessThan(1.4 * 826)
    expect(smallestAngle(points, corners)).toBeGreaterThan(20)
  })

  test('keeps to the borders of a strip a tenth as wide as its edges', () => {
    const { xy, loop } = withHole(rectangle([-50, 50], [-50, 50], 10), rectangle([-49, 49], [-49, 49], 10))
    const { xy: points, corners } = fill(xy, loop, 10)
    expectCovering(corners, loop)
    expect(points).toHaveLength(xy.length)
    expect(areaOf(points, corners)).toBeCloseTo(100 ** 2 - 98 ** 2, 9)
  })

  test('is a Delaunay triangulation: no corner lies in the circle of another triangle', () => {
    const xy = round(50, [0, 0], 24).flat()
    const loop = xy.slice(0, 24).map((_, i) => i)
    const { xy: points, corners } = fill(xy, loop, 11)
    for (let t = 0; t < corners.length; t += 3) {
      const [a, b, c] = corners.slice(t, t + 3) as [number, number, number]
      for (let v = 0; v < points.length / 2; v++)
        if (![a, b, c].includes(v)) expect(inCircle(points, a, b, c, v)).toBeLessThan(1e-6 * 50 ** 4)
    }
  })

  // All edges in turn, for each of 200,000 places, take a minute.
  test('looks at few edges of the border for each place', { timeout: 10_000 }, () => {
    const border = round(100, [0, 0], 40_000)
    const edges = new BorderEdges(
      border.flat(),
      border.map((_, i) => i),
    )
    let found = 0
    for (let i = 0; i < 100_000; i++) {
      const [x, y] = [-50 + (i % 100), -50 + ((7 * i) % 100)]
      if (edges.isNear(x, y, 1) || edges.sizeAt(x, y, 5, 0.3) < 5) found++
    }
    expect(found).toBe(0)
  })

  test('lets the event loop in while points are moved, too', () => {
    const border = rectangle([0, 60], [0, 60], 1)
    const { xy, loop } = { xy: border.flat(), loop: border.map((_, i) => i) }
    const work = fillPlane(xy, loop, () => 1)
    let pauses = 0
    let step = work.next()
    for (; !step.done; step = work.next()) pauses++
    const halves = step.value?.corners.length ?? 0
    expect(halves).toBeGreaterThan(20_000)
    // Ears, places, and of four rounds of moves and exchanges the latter alone.
    expect(pauses).toBeGreaterThan(loop.length / 32 + halves / 3 / 256 + (4 * halves) / 4096)
  })

  test.each([
    [3, 2, 20],
    [0, 0, 5],
    [40, 55, 30],
    [1000, 0, 500],
  ])('size and nearness at (%d, %d) are those of all edges', (x, y, wanted) => {
    const border = round(75, [3, 0], 50)
    const edges = new BorderEdges(
      border.flat(),
      border.map((_, i) => i),
    )
    const all = border.map(([fromX, fromY], i) => {
      const [toX, toY] = border[(i + 1) % border.length] as Corner
      const [wayX, wayY] = [toX - fromX, toY - fromY]
      const length = Math.hypot(wayX, wayY)
      const share = Math.min(1, Math.max(0, ((x - fromX) * wayX + (y - fromY) * wayY) / length ** 2))
      return { length, distance: Math.hypot(x - fromX - share * wayX, y - fromY - share * wayY) }
    })
    const least = Math.min(...all.map(({ distance }) => distance))
    const size = Math.min(wanted, ...all.map(({ length, distance }) => length + 0.3 * distance))
    expect(edges.sizeAt(x, y, wanted, 0.3)).toBeCloseTo(size, 9)
    expect([edges.isNear(x, y, least + 1e-9), edges.isNear(x, y, least - 1e-9)]).toEqual([true, false])
  })

  test('gives nothing for borders that cut each other', () => {
    const { xy, loop } = withHole(rectangle([-50, 50], [-50, 50], 20), rectangle([-60, 10], [-10, 10], 20))
    expect(runAtOnce(fillPlane(xy, loop, () => 20))).toBeUndefined()
  })
})

describe('clipEars', () => {
  test('cuts a polygon that is not convex, and one with points on its straight sides', () => {
    const arrow: Corner[] = [
      [0, 0],
      [4, 0],
      [1, 1],
      [0, 4],
    ]
    expect(areaOf(arrow.flat(), runAtOnce(clipEars(arrow.flat(), [0, 1, 2, 3])) ?? [])).toBe(4)
    const square = rectangle([0, 4], [0, 4], 1)
    const corners =
      runAtOnce(
        clipEars(
          square.flat(),
          square.map((_, i) => i),
        ),
      ) ?? []
    expect(corners).toHaveLength(3 * 14)
    expect(areaOf(square.flat(), corners)).toBe(16)
  })
})

/** Positive when v lies in the circle through a, b and c, which run counter-clockwise. */
function inCircle(xy: readonly number[], a: number, b: number, c: number, v: number): number {
  const [m] = [
    [a, b, c].map((p) => {
      const [x, y] = [
        (xy[2 * p] as number) - (xy[2 * v] as number),
        (xy[2 * p + 1] as number) - (xy[2 * v + 1] as number),
      ]
      return [x, y, x * x + y * y] as const
    }),
  ]
  const [p, q, r] = m as [
    readonly [number, number, number],
    readonly [number, number, number],
    readonly [number, number, number],
  ]
  return (
    p[0] * (q[1] * r[2] - q[2] * r[1]) -
    p[1] * (q[0] * r[2] - q[2] * r[0]) +
    p[2] * (q[0] * r[1] - q[1] * r[0])
  )
}

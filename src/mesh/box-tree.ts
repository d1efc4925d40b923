import type { Sliced } from '../core/sliced.ts'
import { real, whole } from './arrays.ts'
import type { Tagged } from './mirror.ts'

/**
 * Bounding boxes over triangles: a complete binary tree, heap by heap, above leaves of four triangles that lie together
 * along a space-filling curve.
 */
export interface BoxTree {
  /** T: triangles along the curve. */
  readonly order: Uint32Array
  /** 6·T by triangle: least x, y, z, most x, y, z. */
  readonly boxes: Float64Array
  /** 6 for each node; node 1 is the root, 2·n and 2·n + 1 are below n, the last `leafCount` are leaves. */
  readonly nodes: Float64Array
  readonly leafCount: number
}

const leafSize = 4
const pause = 4096
/** Ten bits for each axis. */
const cells = 1024
/** Room for the triangle's number behind the 30 bits of its place: together less than the 53 of a double. */
const mostTriangles = 2 ** 22

/**
 * @param surface - At most 4 million triangles; those beyond are in no leaf.
 * @param margin - By which boxes are larger than their triangles on every side, m.
 */
export function* boxTree(surface: Tagged, margin: number): Sliced<BoxTree> {
  const count = surface.triangles.length / 3
  const boxes = new Float64Array(6 * count)
  for (let t = 0; t < count; t++) {
    fillBox(surface, t, margin, boxes)
    if (t % pause === 0) yield
  }
  const order = yield* curveOrder(boxes, count)
  const leafCount = 2 ** Math.ceil(Math.log2(Math.max(1, Math.ceil(count / leafSize))))
  const nodes = new Float64Array(12 * leafCount).fill(Number.NEGATIVE_INFINITY)
  for (let i = 0; i < nodes.length; i += 6) nodes.fill(Number.POSITIVE_INFINITY, i, i + 3)
  for (let i = 0; i < order.length; i++) {
    merge(nodes, leafCount + Math.floor(i / leafSize), boxes, whole(order, i))
    if (i % pause === 0) yield
  }
  for (let node = leafCount - 1; node > 0; node--) {
    merge(nodes, node, nodes, 2 * node)
    merge(nodes, node, nodes, 2 * node + 1)
  }
  return { order, boxes, nodes, leafCount }
}

/**
 * Calls `visit` with every triangle whose box touches box `i` of `wanted`.
 *
 * @param wanted - 6 numbers for each box.
 */
export function forTouching(
  tree: BoxTree,
  wanted: Float64Array,
  i: number,
  visit: (u: number) => void,
): void {
  const { order, boxes, nodes, leafCount } = tree
  const stack = [1]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!boxesTouch(wanted, i, nodes, node)) continue
    if (node < leafCount) {
      stack.push(2 * node, 2 * node + 1)
      continue
    }
    const first = leafSize * (node - leafCount)
    for (let place = first; place < Math.min(first + leafSize, order.length); place++) {
      const u = whole(order, place)
      if (boxesTouch(wanted, i, boxes, u)) visit(u)
    }
  }
}

function boxesTouch(a: Float64Array, i: number, b: Float64Array, j: number): boolean {
  return (
    real(a, 6 * i) <= real(b, 6 * j + 3) &&
    real(b, 6 * j) <= real(a, 6 * i + 3) &&
    real(a, 6 * i + 1) <= real(b, 6 * j + 4) &&
    real(b, 6 * j + 1) <= real(a, 6 * i + 4) &&
    real(a, 6 * i + 2) <= real(b, 6 * j + 5) &&
    real(b, 6 * j + 2) <= real(a, 6 * i + 5)
  )
}

function fillBox({ vertices, triangles }: Tagged, t: number, margin: number, boxes: Float64Array): void {
  const [a, b, c] = [
    3 * whole(triangles, 3 * t),
    3 * whole(triangles, 3 * t + 1),
    3 * whole(triangles, 3 * t + 2),
  ]
  for (let axis = 0; axis < 3; axis++) {
    const [x, y, z] = [real(vertices, a + axis), real(vertices, b + axis), real(vertices, c + axis)]
    boxes[6 * t + axis] = Math.min(x, y, z) - margin
    boxes[6 * t + 3 + axis] = Math.max(x, y, z) + margin
  }
}

function merge(into: Float64Array, i: number, from: Float64Array, j: number): void {
  for (let axis = 0; axis < 3; axis++) {
    into[6 * i + axis] = Math.min(real(into, 6 * i + axis), real(from, 6 * j + axis))
    into[6 * i + 3 + axis] = Math.max(real(into, 6 * i + 3 + axis), real(from, 6 * j + 3 + axis))
  }
}

/** Triangles along Morton's curve through the middles of their boxes. */
function* curveOrder(boxes: Float64Array, count: number): Sliced<Uint32Array> {
  const [x, y, z] = [spanOf(boxes, 0), spanOf(boxes, 1), spanOf(boxes, 2)]
  const keys = new Float64Array(Math.min(count, mostTriangles))
  for (let t = 0; t < keys.length; t++) {
    const place =
      4 * spread(cellOf(boxes, t, 0, x)) + 2 * spread(cellOf(boxes, t, 1, y)) + spread(cellOf(boxes, t, 2, z))
    keys[t] = place * mostTriangles + t
    if (t % pause === 0) yield
  }
  keys.sort()
  yield
  return Uint32Array.from(keys, (key) => key % mostTriangles)
}

interface Span {
  readonly low: number
  readonly width: number
}

/** The middle of a box along one axis, in 1024ths of the span. */
function cellOf(boxes: Float64Array, t: number, axis: number, { low, width }: Span): number {
  const middle = (real(boxes, 6 * t + axis) + real(boxes, 6 * t + 3 + axis)) / 2
  return width > 0 ? Math.min(cells - 1, Math.floor(((middle - low) / width) * cells)) : 0
}

/** Ten bits with two zeros between each: abc → 00a00b00c. */
function spread(bits: number): number {
  const by8 = (bits | (bits << 16)) & 0x030000ff
  const by4 = (by8 | (by8 << 8)) & 0x0300f00f
  const by2 = (by4 | (by4 << 4)) & 0x030c30c3
  return (by2 | (by2 << 2)) & 0x09249249
}

function spanOf(boxes: Float64Array, axis: number): Span {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = axis; i < boxes.length; i += 6) {
    low = Math.min(low, real(boxes, i))
    high = Math.max(high, real(boxes, i + 3))
  }
  return { low, width: high - low }
}

import { real } from '../arrays.ts'

interface Edge {
  readonly from: readonly [x: number, y: number]
  readonly way: readonly [x: number, y: number]
  readonly length: number
}

/** Of each node: least x, y, most x, y, and the shortest edge in it. */
const nodeSize = 5

/**
 * The edges of a border in a tree of boxes, so that most are never looked at. Edges that follow each other in the loop lie together:
 * node 1 is the root, 2·n and 2·n + 1 are below n, the last `leafCount` are single edges.
 */
export class BorderEdges {
  readonly #edges: readonly Edge[]
  readonly #leafCount: number
  readonly #nodes: Float64Array

  /**
   * @param xy - 2·V.
   * @param loop - Indices of the border's points; edges that it runs both ways are left out.
   */
  constructor(xy: readonly number[], loop: readonly number[]) {
    this.#edges = edgesOf(xy, loop)
    this.#leafCount = 2 ** Math.ceil(Math.log2(Math.max(1, this.#edges.length)))
    this.#nodes = nodesOver(this.#edges, this.#leafCount)
  }

  /** The smallest of `wanted` and, of all edges, the length and `grading` times the distance. */
  sizeAt(x: number, y: number, wanted: number, grading: number): number {
    const visit = (node: number, size: number): number => {
      if (this.#shortest(node) + grading * this.#distanceTo(node, x, y) >= size) return size
      if (node >= this.#leafCount) {
        const edge = this.#edges[node - this.#leafCount] as Edge
        return Math.min(size, edge.length + grading * distanceTo(edge, x, y))
      }
      const [first, second] = this.#children(node, x, y)
      return visit(second, visit(first, size))
    }
    return visit(1, wanted)
  }

  /** Whether an edge is nearer than `least`. */
  isNear(x: number, y: number, least: number): boolean {
    const visit = (node: number): boolean => {
      if (this.#distanceTo(node, x, y) >= least) return false
      if (node >= this.#leafCount)
        return distanceTo(this.#edges[node - this.#leafCount] as Edge, x, y) < least
      return this.#children(node, x, y).some(visit)
    }
    return visit(1)
  }

  /** The nearer one first. */
  #children(node: number, x: number, y: number): readonly [number, number] {
    const [left, right] = [2 * node, 2 * node + 1]
    return this.#distanceTo(left, x, y) <= this.#distanceTo(right, x, y) ? [left, right] : [right, left]
  }

  #shortest(node: number): number {
    return real(this.#nodes, nodeSize * node + 4)
  }

  /** Of a place from the box; Infinity of an empty one. */
  #distanceTo(node: number, x: number, y: number): number {
    const at = nodeSize * node
    const dx = Math.max(0, real(this.#nodes, at) - x, x - real(this.#nodes, at + 2))
    const dy = Math.max(0, real(this.#nodes, at + 1) - y, y - real(this.#nodes, at + 3))
    return Math.sqrt(dx * dx + dy * dy)
  }
}

function edgesOf(xy: readonly number[], loop: readonly number[]): Edge[] {
  const twice = new Set(loop.map((v, i) => `${loop[(i + 1) % loop.length]},${v}`))
  return loop.flatMap((v, i) => {
    const end = loop[(i + 1) % loop.length] as number
    if (twice.has(`${v},${end}`)) return []
    const from = [xy[2 * v] as number, xy[2 * v + 1] as number] as const
    const way = [(xy[2 * end] as number) - from[0], (xy[2 * end + 1] as number) - from[1]] as const
    return [{ from, way, length: Math.hypot(...way) }]
  })
}

function nodesOver(edges: readonly Edge[], leafCount: number): Float64Array {
  const nodes = new Float64Array(2 * nodeSize * leafCount)
  for (let node = 2 * leafCount - 1; node > 0; node--)
    nodes.set(node >= leafCount ? leaf(edges[node - leafCount]) : above(nodes, node), nodeSize * node)
  return nodes
}

function leaf(edge: Edge | undefined): number[] {
  const none = Number.POSITIVE_INFINITY
  if (!edge) return [none, none, -none, -none, none]
  const [x, y] = edge.from
  const [toX, toY] = [x + edge.way[0], y + edge.way[1]]
  return [Math.min(x, toX), Math.min(y, toY), Math.max(x, toX), Math.max(y, toY), edge.length]
}

function above(nodes: Float64Array, node: number): number[] {
  const [left, right] = [2 * nodeSize * node, 2 * nodeSize * node + nodeSize]
  return [Math.min, Math.min, Math.max, Math.max, Math.min].map((choose, i) =>
    choose(real(nodes, left + i), real(nodes, right + i)),
  )
}

function distanceTo({ from, way, length }: Edge, x: number, y: number): number {
  const [dx, dy] = [x - from[0], y - from[1]]
  const share = Math.min(1, Math.max(0, (dx * way[0] + dy * way[1]) / length ** 2))
  return Math.hypot(dx - share * way[0], dy - share * way[1])
}

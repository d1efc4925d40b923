import type { Sliced } from '../core/sliced.ts'
import type { Projected } from './projection.ts'
import { litColour } from './shading.ts'
import { element } from './svg.ts'
import type { VisibleTriangle } from './visible-triangles.ts'

/** px; shorter edges are not drawn, or they would cover the shading. */
const shortestDrawnEdge = 4.5

/** Triangles between two pauses. */
const sliceLength = 1000

const meshLines = { stroke: '#16202b', 'stroke-opacity': 0.5, 'stroke-width': 0.5 } as const
/** Hides the gaps that renderers leave between neighbours. */
const seams = { stroke: 'currentColor', 'stroke-width': 0.4 } as const

/** What is painted. */
interface Surface {
  readonly points: Projected
  readonly triangles: Uint32Array
  /** Number of a triangle's group. */
  readonly groupOf: (triangle: number) => number
}

/**
 * Triangles as SVG, in the order given, each over those before it; the view's upper left corner is the origin.
 *
 * @param height - Of the view, px.
 */
export function* paintedTriangles(
  visible: readonly VisibleTriangle[],
  { points, triangles, groupOf }: Surface,
  height: number,
): Sliced<string> {
  const place = placer(points, height)
  const paths: string[] = []
  let colour = ''
  let outlines = ''
  const flush = (): void => {
    if (outlines !== '') paths.push(`<path color="${colour}" d="${outlines}"/>`)
    outlines = ''
  }
  for (const [count, { index, normal }] of visible.entries()) {
    if (count % sliceLength === 0) yield
    const next = litColour(groupOf(index), normal)
    if (next !== colour) flush()
    colour = next
    outlines += outline(triangles.subarray(3 * index, 3 * index + 3), place)
  }
  flush()
  const lines = medianEdge(visible, points, triangles) >= shortestDrawnEdge ? meshLines : seams
  return element('g', { fill: 'currentColor', 'stroke-linejoin': 'round', ...lines }, ...paths)
}

/** A vertex on the page in tenths of a px. */
type Place = (vertex: number) => readonly [number, number]

function placer({ x, y }: Projected, height: number): Place {
  return (vertex) => [Math.round(10 * (x[vertex] ?? 0)), Math.round(10 * (height - (y[vertex] ?? 0)))]
}

function outline(triangle: Uint32Array, place: Place): string {
  const [a, b, c] = [place(triangle[0] ?? 0), place(triangle[1] ?? 0), place(triangle[2] ?? 0)]
  return `M${a[0] / 10} ${a[1] / 10}l${step(a, b)}${separated(step(b, c))}z`
}

function step(from: readonly [number, number], to: readonly [number, number]): string {
  return `${(to[0] - from[0]) / 10}${separated(String((to[1] - from[1]) / 10))}`
}

/** A minus sign separates by itself. */
function separated(number: string): string {
  return number.startsWith('-') ? number : ` ${number}`
}

function medianEdge(
  visible: readonly VisibleTriangle[],
  { x, y }: Projected,
  triangles: Uint32Array,
): number {
  const lengths = visible.map(({ index }) => {
    const [a = 0, b = 0] = triangles.subarray(3 * index, 3 * index + 2)
    return Math.hypot((x[a] ?? 0) - (x[b] ?? 0), (y[a] ?? 0) - (y[b] ?? 0))
  })
  return lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0
}

import { degrees } from '../core/units.ts'
import { type Box, textWidth } from './figure.ts'
import type { Point } from './simplify.ts'
import { text } from './svg.ts'
import { fontSize, ink } from './theme.ts'

/** px kept between a label and the edges of its box. */
const clearance = 26

/** A label that rides on a line where it runs most level, near a third of the width. Empty when there is no room. */
export function lineLabel(rings: readonly (readonly Point[])[], box: Box, content: string): string {
  const width = textWidth(content, fontSize.small)
  const best = rings
    .flatMap((ring) => candidates(ring, width))
    .filter(({ at: [x, y] }) => isInside(x, y, box, width))
    .map((candidate) => ({ ...candidate, cost: cost(candidate, box) }))
    .reduce<Ranked | undefined>((a, b) => (a && a.cost <= b.cost ? a : b), undefined)
  if (!best) return ''
  const [x, y] = best.at
  return text(content, {
    class: 'line-label',
    transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${best.slopeDeg.toFixed(1)})`,
    y: -8,
    'text-anchor': 'middle',
    'font-size': fontSize.small,
    'font-weight': 700,
    fill: ink.title,
    stroke: '#ffffff',
    'stroke-opacity': 0.85,
    'stroke-width': 3.5,
    'stroke-linejoin': 'round',
    'paint-order': 'stroke',
  })
}

interface Candidate {
  readonly at: Point
  readonly slopeDeg: number
  /** Largest distance of the line from the chord under the label, px. */
  readonly bend: number
}

interface Ranked extends Candidate {
  readonly cost: number
}

/** A place for every stretch of the ring that is about as long as the label. */
function candidates(ring: readonly Point[], width: number): Candidate[] {
  const found: Candidate[] = []
  for (let from = 0; from < ring.length - 1; from++) {
    const to = ring.findIndex((point, index) => index > from && distance(point, ring[from]) >= width)
    const [start, end] = [ring[from], ring[to]]
    if (!start || !end) continue
    const [left, right] = start[0] <= end[0] ? [start, end] : [end, start]
    const slopeDeg = degrees(Math.atan2(right[1] - left[1], right[0] - left[0]))
    const at: Point = [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2]
    const bend = ring.slice(from, to).reduce((most, point) => Math.max(most, fromLine(point, left, right)), 0)
    found.push({ at, slopeDeg, bend })
  }
  return found
}

function cost({ at, slopeDeg, bend }: Candidate, box: Box): number {
  const wanted = box.left + (box.right - box.left) / 3
  return 2 * Math.abs(slopeDeg) + 8 * bend + 0.1 * Math.abs(at[0] - wanted)
}

function isInside(x: number, y: number, box: Box, width: number): boolean {
  return (
    x > box.left + width && x < box.right - width && y > box.top + clearance && y < box.bottom - clearance
  )
}

function distance([x, y]: Point, from: Point | undefined): number {
  return from ? Math.hypot(x - from[0], y - from[1]) : 0
}

function fromLine([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length = Math.hypot(bx - ax, by - ay)
  return length === 0 ? 0 : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
}

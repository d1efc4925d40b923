import { curveMonotoneX, line } from 'd3-shape'
import { group } from './axes.ts'
import { textWidth } from './figure.ts'
import { element, text } from './svg.ts'
import { curveColours, curveDashes, fontSize, ink, type Marker, markers } from './theme.ts'
import { type Run, runs } from './trust.ts'

/** Curves over frequency: solid colours where trusted, faint dots with hollow markers where not. */

export interface Curve {
  readonly name: string
  /** px of each sample; y may be NaN where there is no value. */
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  readonly valid: readonly boolean[]
  /** Which colour, dash and marker. */
  readonly style: number
}

/** More samples than this would be a band of ink; then only some are marked. */
const markedSamples = 64
/** px. */
const markerSize = 3.1

/** The curve's lines and its samples. It is drawn smooth between samples, without overshoot. */
export function curveMarks(curve: Curve): string {
  const colour = curveColours[curve.style] ?? ink.text
  return group(
    { class: 'curve', 'data-name': curve.name, fill: 'none', stroke: colour, 'stroke-linejoin': 'round' },
    [...runs(curve.valid).map((run) => runPath(curve, run)), ...sampleMarks(curve, colour)],
  )
}

/** Legend entries from right to left, ending at `right`. */
export function legend(names: readonly string[], { right, y }: { right: number; y: number }): string {
  let x = right
  const entries = names
    .map((name, style) => ({ name, style }))
    .reverse()
    .map((entry) => {
      x -= 54 + textWidth(entry.name, fontSize.label)
      const left = x
      x -= 22
      return legendEntry(entry, left, y)
    })
  return group({ class: 'legend' }, entries.reverse())
}

/** A marker centred on a point. */
export function markerPath(marker: Marker, x: number, y: number, size: number): string {
  const at = (dx: number, dy: number): string => `${(x + size * dx).toFixed(1)} ${(y + size * dy).toFixed(1)}`
  if (marker === 'circle')
    return `M${at(-1, 0)}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0Z`
  if (marker === 'cross') return `M${at(-1, -1)}L${at(1, 1)}M${at(-1, 1)}L${at(1, -1)}`
  return `M${outlines[marker].map(([dx, dy]) => at(dx, dy)).join('L')}Z`
}

const outlines: Readonly<
  Record<Exclude<Marker, 'circle' | 'cross'>, readonly (readonly [number, number])[]>
> = {
  square: [
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ],
  triangle: [
    [0, -1.2],
    [1.1, 0.8],
    [-1.1, 0.8],
  ],
  diamond: [
    [0, -1.3],
    [1.3, 0],
    [0, 1.3],
    [-1.3, 0],
  ],
  down: [
    [0, 1.2],
    [1.1, -0.8],
    [-1.1, -0.8],
  ],
}

function runPath(curve: Curve, run: Run): string {
  if (run.first === run.last) return ''
  const indices = Array.from({ length: run.last - run.first + 1 }, (_, offset) => run.first + offset)
  const path = line<number>()
    .x((index) => curve.x[index] ?? Number.NaN)
    .y((index) => curve.y[index] ?? Number.NaN)
    .defined((index) => Number.isFinite(curve.y[index]))
    .curve(curveMonotoneX)
    .digits(2)(indices)
  // A lone sample between gaps is a path without a line: its marker is enough.
  if (!path || !/[LC]/.test(path)) return ''
  return run.valid
    ? element('path', {
        d: path,
        'stroke-width': 2.2,
        'stroke-dasharray': curveDashes[curve.style] || undefined,
      })
    : element('path', {
        class: 'untrusted-curve',
        d: path,
        stroke: ink.untrusted,
        'stroke-width': 1.6,
        'stroke-dasharray': '1.5 4',
      })
}

function sampleMarks(curve: Curve, colour: string): string[] {
  const step = Math.ceil(curve.x.length / markedSamples)
  const marker = markers[curve.style] ?? 'circle'
  const marks: string[] = []
  for (let index = 0; index < curve.x.length; index += step) {
    const x = curve.x[index] ?? Number.NaN
    const y = curve.y[index] ?? Number.NaN
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue
    marks.push(
      curve.valid[index]
        ? element('path', {
            d: markerPath(marker, x, y, markerSize),
            fill: colour,
            stroke: ink.paper,
            'stroke-width': 0.8,
          })
        : element('path', {
            d: markerPath(marker, x, y, markerSize),
            fill: ink.paper,
            stroke: ink.untrusted,
            'stroke-width': 1.5,
          }),
    )
  }
  return marks
}

function legendEntry({ name, style }: { name: string; style: number }, x: number, y: number): string {
  const colour = curveColours[style] ?? ink.text
  return [
    element('line', {
      x1: x,
      x2: x + 44,
      y1: y - 5,
      y2: y - 5,
      stroke: colour,
      'stroke-width': 2.2,
      'stroke-dasharray': curveDashes[style] || undefined,
    }),
    element('path', {
      d: markerPath(markers[style] ?? 'circle', x + 22, y - 5, 3.4),
      fill: colour,
      stroke: ink.paper,
    }),
    text(name, { x: x + 52, y }),
  ].join('')
}

import type { Point } from './simplify.ts'
import { type Attributes, element } from './svg.ts'
import { curveColours, curveDashes, ink, type Marker, markers } from './theme.ts'

/** How a curve of a given style looks: stroke, marker, and the sample of both in a key. */

/** px. */
const markerSize = 3.1
/** px of the line in a key. */
export const keyLength = 44

/** Stroke of a curve; where it is not trusted, every style is the same grey dots. */
export function strokeStyle(style: number, valid: boolean): Attributes {
  if (!valid) return { stroke: ink.untrusted, 'stroke-width': 1.6, 'stroke-dasharray': '1.5 4' }
  return {
    stroke: curveColours[style] ?? ink.text,
    'stroke-width': 2.2,
    'stroke-dasharray': curveDashes[style] || undefined,
  }
}

/** The marker of a sample: filled where it is trusted, hollow where not. */
export function marker(style: number, at: Point, valid: boolean): string {
  const shape = markers[style] ?? 'circle'
  const colour = valid ? (curveColours[style] ?? ink.text) : ink.untrusted
  const d = markerPath(shape, at, markerSize)
  if (shape === 'cross')
    return element('path', { d, fill: 'none', stroke: colour, 'stroke-width': valid ? 2 : 1.2 })
  return valid
    ? element('path', { d, fill: colour, stroke: ink.paper, 'stroke-width': 0.8 })
    : element('path', { d, fill: ink.paper, stroke: colour, 'stroke-width': 1.5 })
}

/** A short piece of curve with its marker, for a key; `x` is its left end. */
export function keySample(style: number, valid: boolean, x: number, y: number): string {
  const line = element('line', { x1: x, x2: x + keyLength, y1: y, y2: y, ...strokeStyle(style, valid) })
  return line + marker(style, [x + keyLength / 2, y], valid)
}

function markerPath(shape: Marker, [x, y]: Point, size: number): string {
  const at = (dx: number, dy: number): string => `${(x + size * dx).toFixed(1)} ${(y + size * dy).toFixed(1)}`
  if (shape === 'circle')
    return `M${at(-1, 0)}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0Z`
  if (shape === 'cross') return `M${at(-1, -1)}L${at(1, 1)}M${at(-1, 1)}L${at(1, -1)}`
  return `M${outlines[shape].map(([dx, dy]) => at(dx, dy)).join('L')}Z`
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

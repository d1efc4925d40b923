import { radians } from '../core/units.ts'
import { group } from './axes.ts'
import type { Box } from './figure.ts'
import { numberLabel } from './scale.ts'
import type { Point } from './simplify.ts'
import { element, text } from './svg.ts'
import { fontSize, ink } from './theme.ts'

/** The paper of a polar diagram: rings of level, spokes of angle, 0° upward, positive angles to the right. */
export interface Dial {
  readonly centre: Point
  /** px of the outer ring. */
  readonly radius: number
  /** dB at the centre and at the outer ring. */
  readonly bottomDb: number
  readonly topDb: number
  /** Only the right half: no negative angle was computed. */
  readonly half: boolean
}

const ringStepDb = 6
const spokeStepDeg = 30
/** px around the rings for the labels of the spokes. */
const labelMargin = 26

/** A dial that fills the height of a box, its left side at `left`. */
export function dialIn(box: Box, range: Pick<Dial, 'bottomDb' | 'topDb' | 'half'>, left: number): Dial {
  const radius = (box.bottom - box.top) / 2 - labelMargin
  return { ...range, radius, centre: [left + (range.half ? 0 : radius), (box.top + box.bottom) / 2] }
}

/** Where a level at an angle lies, px; levels below the centre's stay in the centre. */
export function dialPoint(
  { centre, radius, bottomDb, topDb }: Dial,
  angleDeg: number,
  levelDb: number,
): Point {
  const reach = (radius * (Math.max(levelDb, bottomDb) - bottomDb)) / (topDb - bottomDb)
  const angle = radians(angleDeg)
  return [centre[0] + reach * Math.sin(angle), centre[1] - reach * Math.cos(angle)]
}

/** Rings and spokes, with the labels of the spokes. */
export function dialMarks(dial: Dial): string {
  const levels = ringLevels(dial)
  const angles = steps(dial.half ? 0 : spokeStepDeg - 180, 180, spokeStepDeg)
  return group({ class: 'dial' }, [
    group({ fill: 'none', stroke: ink.gridMajor }, [
      ...levels.map((level) => element('path', { d: ring(dial, level), ...(level === 0 ? zeroRing : {}) })),
      ...angles.map((angle) => element('path', { d: spoke(dial, angle) })),
    ]),
    ...angles.map((angle) => spokeLabel(dial, angle)),
  ])
}

/** Labels of the rings, to be drawn over the traces: beside the straight edge of a half dial, else along the rear. */
export function ringLabels(dial: Dial): string {
  return group(
    { class: 'ring-labels' },
    ringLevels(dial).map((level) => ringLabel(dial, level)),
  )
}

function ringLevels({ bottomDb, topDb }: Dial): number[] {
  return steps(bottomDb + ringStepDb, topDb, ringStepDb)
}

const zeroRing = { stroke: ink.border, 'stroke-width': 1.2 } as const

function ring(dial: Dial, level: number): string {
  const [x, top] = dialPoint(dial, 0, level)
  const [, bottom] = dialPoint(dial, 180, level)
  const radius = px((bottom - top) / 2)
  const right = `M${px(x)} ${px(top)}A${radius} ${radius} 0 0 1 ${px(x)} ${px(bottom)}`
  return dial.half ? right : `${right}A${radius} ${radius} 0 0 1 ${px(x)} ${px(top)}`
}

function spoke(dial: Dial, angle: number): string {
  const [x, y] = dialPoint(dial, angle, dial.topDb)
  return `M${px(dial.centre[0])} ${px(dial.centre[1])}L${px(x)} ${px(y)}`
}

function spokeLabel(dial: Dial, angle: number): string {
  const beyond = dial.topDb + (16 * (dial.topDb - dial.bottomDb)) / dial.radius
  const [x, y] = dialPoint(dial, angle, beyond)
  const side = Math.sin(radians(angle))
  const anchor = Math.abs(side) < 0.1 ? 'middle' : side > 0 ? 'start' : 'end'
  return text(`${numberLabel(angle)}°`, {
    x: x - (anchor === 'middle' ? 0 : 6 * side),
    y: y + 5,
    'text-anchor': anchor,
  })
}

function ringLabel(dial: Dial, level: number): string {
  const [x, y] = dialPoint(dial, dial.half ? 0 : 180, level)
  return text(level === dial.topDb ? `${numberLabel(level)} dB` : numberLabel(level), {
    x: x - 6,
    y: y + 5,
    'text-anchor': 'end',
    'font-size': fontSize.small,
    fill: ink.faint,
    ...(dial.half ? {} : halo),
  })
}

const halo = { stroke: ink.paper, 'stroke-width': 4, 'paint-order': 'stroke' } as const

function steps(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step)
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10)
}

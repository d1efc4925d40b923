import type { Box } from './figure.ts'
import {
  type FrequencyScale,
  frequencyLabel,
  frequencyTicks,
  type LinearScale,
  numberLabel,
  type Ticks,
} from './scale.ts'
import { type Attributes, element, text } from './svg.ts'
import { fontSize, ink } from './theme.ts'

/** Axes, grid and border of a plot. */

const tickLength = { major: 7, minor: 4 } as const

/** Frequency axis along the bottom: ticks, labels and name. */
export function frequencyAxis(scale: FrequencyScale, plot: Box): string {
  const ticks = frequencyTicks(domainOf(scale))
  return group({ class: 'frequency-axis' }, [
    ...ticks.minor.map((frequency) => bottomTick(scale(frequency), plot, tickLength.minor)),
    ...ticks.major.map((frequency) => bottomTick(scale(frequency), plot, tickLength.major)),
    ...ticks.major.map((frequency) =>
      text(frequencyLabel(frequency), {
        x: scale(frequency),
        y: plot.bottom + 23,
        'text-anchor': 'middle',
      }),
    ),
    text('Frequency, Hz', {
      x: (plot.left + plot.right) / 2,
      y: plot.bottom + 45,
      'text-anchor': 'middle',
      fill: ink.faint,
    }),
  ])
}

/** Value axis along the left side. */
export function valueAxis(
  scale: LinearScale,
  plot: Box,
  axis: { readonly ticks: Ticks; readonly name: string; readonly label?: (value: number) => string },
): string {
  const label = axis.label ?? numberLabel
  const middle = (plot.top + plot.bottom) / 2
  return group({ class: 'value-axis' }, [
    ...axis.ticks.minor.map((value) => leftTick(scale(value), plot, tickLength.minor)),
    ...axis.ticks.major.map((value) => leftTick(scale(value), plot, tickLength.major)),
    ...axis.ticks.major.map((value) =>
      text(label(value), { x: plot.left - 12, y: scale(value) + 5, 'text-anchor': 'end' }),
    ),
    text(axis.name, {
      transform: `translate(${plot.left - 54} ${middle}) rotate(-90)`,
      'text-anchor': 'middle',
      fill: ink.faint,
    }),
  ])
}

/** Light grid of both axes, under the curves. */
export function grid(x: FrequencyScale, y: LinearScale, plot: Box, valueTicks: Ticks): string {
  const frequencies = frequencyTicks(domainOf(x))
  return group({ class: 'grid', fill: 'none', 'stroke-width': 1 }, [
    lines(
      [
        ...frequencies.minor.map((f) => upright(x(f), plot)),
        ...valueTicks.minor.map((v) => flat(y(v), plot)),
      ],
      {
        stroke: ink.gridMinor,
      },
    ),
    lines(
      [
        ...frequencies.major.map((f) => upright(x(f), plot)),
        ...valueTicks.major.map((v) => flat(y(v), plot)),
      ],
      {
        stroke: ink.gridMajor,
      },
    ),
  ])
}

/** Border of the plot, over its content. */
export function border(plot: Box): string {
  return element('rect', { ...rectangle(plot), fill: 'none', stroke: ink.border, 'stroke-width': 1 })
}

/** Attributes of a `<rect>` that covers a box. */
export function rectangle({ left, top, right, bottom }: Box): Record<string, number> {
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** A clip path of the plot, so that no curve leaves it. */
export function plotClip(id: string, plot: Box): string {
  return element('clipPath', { id: `${id}-clip` }, element('rect', rectangle(plot)))
}

/** The two ends of a scale's domain. */
export function domainOf(scale: FrequencyScale | LinearScale): [number, number] {
  const [from = Number.NaN, to = Number.NaN] = scale.domain()
  return [from, to]
}

export function group(attributes: Record<string, string | number>, children: readonly string[]): string {
  return element('g', attributes, '\n', children.filter(Boolean).join('\n'), '\n')
}

/** Name over a legend or colour bar. */
export const nameStyle: Attributes = { 'font-size': fontSize.small, fill: ink.faint }

function bottomTick(x: number, plot: Box, length: number): string {
  return element('line', { x1: x, x2: x, y1: plot.bottom, y2: plot.bottom + length, stroke: ink.border })
}

function leftTick(y: number, plot: Box, length: number): string {
  return element('line', { x1: plot.left - length, x2: plot.left, y1: y, y2: y, stroke: ink.border })
}

function lines(paths: readonly string[], attributes: Record<string, string>): string {
  return element('path', { d: paths.join(''), ...attributes })
}

function upright(x: number, plot: Box): string {
  return `M${round(x)} ${plot.top}V${plot.bottom}`
}

function flat(y: number, plot: Box): string {
  return `M${plot.left} ${round(y)}H${plot.right}`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

import { group, nameStyle } from './axes.ts'
import type { Box } from './figure.ts'
import { numberLabel } from './scale.ts'
import { element, text } from './svg.ts'
import { fontSize, ink, mapColours, mapLevelsDb } from './theme.ts'

/** The key of a directivity map: one block per band, pointed ends for what lies beyond the scale. */
export function colourBar(plot: Box, name: string): string {
  const left = plot.right + 26
  const width = 18
  const point = 16
  const height = (plot.bottom - plot.top - 2 * point) / (mapLevelsDb.length - 1)
  const yOf = (index: number): number => plot.bottom - point - index * height
  const right = left + width
  const middle = left + width / 2
  const top = yOf(mapLevelsDb.length - 1)
  return group({ class: 'colour-bar' }, [
    polygon(`M${left} ${yOf(0)}H${right}L${middle} ${plot.bottom}Z`, mapColours[0]),
    ...mapLevelsDb.slice(1).map((_, index) =>
      element('rect', {
        x: left,
        y: yOf(index + 1),
        width,
        height: height + 0.3,
        fill: mapColours[index + 1],
      }),
    ),
    polygon(`M${left} ${top}H${right}L${middle} ${plot.top}Z`, mapColours.at(-1)),
    element('path', {
      d: `M${left} ${yOf(0)}L${middle} ${plot.bottom}L${right} ${yOf(0)}V${top}L${middle} ${plot.top}L${left} ${top}Z`,
      fill: 'none',
      stroke: ink.border,
    }),
    ...mapLevelsDb.map((level, index) => label(level, right, left, yOf(index))),
    text(name, {
      transform: `translate(${right + 58} ${(plot.top + plot.bottom) / 2}) rotate(-90)`,
      'text-anchor': 'middle',
      ...nameStyle,
    }),
  ])
}

function label(level: number, right: number, left: number, y: number): string {
  const emphasis = level === -6
  const line = emphasis
    ? element('line', { x1: left, x2: right + 6, y1: y, y2: y, stroke: '#000000', 'stroke-width': 2.4 })
    : element('line', { x1: right, x2: right + 4, y1: y, y2: y, stroke: ink.border })
  if (level % 6 !== 0) return line
  const style = {
    x: right + 10,
    y: y + 5,
    'font-size': fontSize.small,
    'font-weight': emphasis ? 700 : undefined,
  }
  return line + text(numberLabel(level), style)
}

function polygon(d: string, fill: string | undefined): string {
  return element('path', { d, fill })
}

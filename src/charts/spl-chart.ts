import type { Result } from '../model/result.ts'
import { validFrequencies } from '../results/validity.ts'
import { border, domainOf, frequencyAxis, grid, group, plotClip, rectangle, valueAxis } from './axes.ts'
import { curveMarks } from './curves.ts'
import { distanceFact, onAxisObserved, subject } from './facts.ts'
import { figure } from './figure.ts'
import { frequencyScale, linearScale, linearTicks } from './scale.ts'
import { element } from './svg.ts'
import { ink } from './theme.ts'
import { untrustedMarks } from './trust.ts'

/** dB; the same in every picture, so that slopes can be compared by eye. */
const span = 50
const id = 'on-axis'

/** On-axis sound pressure level over frequency, as an SVG document. */
export function splChart(result: Result): string {
  const valid = validFrequencies(result)
  const top = topLevel(result.onAxis.levelDb, valid)
  const parts = {
    id,
    title: 'On-axis response',
    subtitle: subject(result),
    description: `Sound pressure level on the axis from ${top - span} to ${top} dB over frequency. The numbers are in frequency.csv and result.json.`,
    facts: [distanceFact(onAxisObserved(result)), 'level: dB re 20 µPa, RMS, not normalised'],
  }
  return figure(result, parts, (plot) => {
    const x = frequencyScale(result.frequencies, [plot.left, plot.right])
    const y = linearScale([top - span, top], [plot.bottom, plot.top])
    const ticks = linearTicks(domainOf(y), { major: 10, minor: 5 })
    const curve = {
      name: 'on axis',
      x: result.frequencies.map((frequency) => x(frequency)),
      y: result.onAxis.levelDb.map((level) => y(level)),
      valid,
      style: 0,
    }
    return [
      plotClip(id, plot),
      element('rect', { ...rectangle(plot), fill: ink.plot }),
      grid(x, y, plot, ticks),
      untrustedMarks(result, x, plot, { id, veil: 0.75, line: ink.hatchUnderCurves }),
      group({ 'clip-path': `url(#${id}-clip)` }, [curveMarks(curve)]),
      border(plot),
      frequencyAxis(x, plot),
      valueAxis(y, plot, { ticks, name: 'Sound pressure level, dB' }),
    ].join('\n')
  })
}

/** Rounded up to 5 dB over the trusted levels; over all of them when none is trusted. */
function topLevel(levelDb: Float64Array, valid: readonly boolean[]): number {
  const trusted = levelDb.filter((level, index) => valid[index] && Number.isFinite(level))
  const levels = trusted.length > 0 ? trusted : levelDb.filter(Number.isFinite)
  const loudest = levels.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  return Number.isFinite(loudest) ? Math.ceil(loudest / 5) * 5 : 100
}

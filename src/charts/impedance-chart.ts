import { WaveguideError } from '../core/errors.ts'
import type { Result, SourceImpedance } from '../model/result.ts'
import { validFrequencies } from '../results/validity.ts'
import { border, domainOf, frequencyAxis, grid, group, plotClip, rectangle, valueAxis } from './axes.ts'
import { curveMarks, legend } from './curves.ts'
import { subject } from './facts.ts'
import { figure } from './figure.ts'
import { frequencyScale, linearScale, linearTicks } from './scale.ts'
import { decimals, element, slug } from './svg.ts'
import { ink } from './theme.ts'
import { untrustedMarks } from './trust.ts'

/** Beyond this a diverging value would flatten the curves that can be read. */
const largest = 6

/**
 * Throat impedance over frequency, real and imaginary part of Z·S/(ρc), as an SVG document.
 *
 * @param options - `source`: name of a source group; the first one by default.
 * @throws {@link WaveguideError} `OPTION` for a name that the result does not have.
 */
export function impedanceChart(result: Result, options: { readonly source?: string } = {}): string {
  const impedance = sourceImpedance(result, options.source)
  const valid = validFrequencies(result)
  const [bottom, top] = valueRange(impedance.normalised, valid)
  const id = `impedance-${slug(impedance.source)}`
  const parts = {
    id,
    title: 'Throat impedance',
    subtitle: subject(result),
    description: `Real and imaginary part of the mean impedance on ${impedance.source}, normalised to ρc/S, over frequency. The numbers are in impedance.csv and result.json.`,
    facts: [
      `source: ${impedance.source}, ${squareCentimetres(impedance.area)}`,
      'normalised to ρc/S',
      'time factor exp(+jωt)',
      'distance: none, mean over the source area',
    ],
  }
  return figure(result, parts, (plot) => {
    const x = frequencyScale(result.frequencies, [plot.left, plot.right])
    const y = linearScale([bottom, top], [plot.bottom, plot.top])
    const ticks = linearTicks(
      domainOf(y),
      top - bottom > 4 ? { major: 1, minor: 0.5 } : { major: 0.5, minor: 0.1 },
    )
    const part = (offset: number): Float64Array =>
      result.frequencies.map((_, index) => y(impedance.normalised[2 * index + offset] ?? Number.NaN))
    const xs = result.frequencies.map((frequency) => x(frequency))
    return [
      plotClip(id, plot),
      element('rect', { ...rectangle(plot), fill: ink.plot }),
      grid(x, y, plot, ticks),
      untrustedMarks(result, x, plot, { id, veil: 0.75, line: ink.hatchUnderCurves }),
      element('line', {
        x1: plot.left,
        x2: plot.right,
        y1: y(0),
        y2: y(0),
        stroke: ink.border,
        'stroke-width': 1,
      }),
      group({ 'clip-path': `url(#${id}-clip)` }, [
        curveMarks({ name: 'Re', x: xs, y: part(0), valid, style: 0 }),
        curveMarks({ name: 'Im', x: xs, y: part(1), valid, style: 1 }),
      ]),
      border(plot),
      frequencyAxis(x, plot),
      valueAxis(y, plot, { ticks, name: 'Z·S / ρc' }),
      legend(['Re, resistance', 'Im, reactance'], { right: plot.right, y: 61 }),
    ].join('\n')
  })
}

function sourceImpedance(result: Result, source: string | undefined): SourceImpedance {
  const found =
    source === undefined ? result.impedance[0] : result.impedance.find((one) => one.source === source)
  if (found) return found
  const names = result.impedance.map((one) => `"${one.source}"`).join(', ')
  throw new WaveguideError(
    'OPTION',
    `the result has no impedance of source ${JSON.stringify(source)}; it has: ${names || 'none'}`,
    {
      details: { source },
    },
  )
}

/** At least 0…2, widened in halves to hold the trusted values, at most ±6. */
function valueRange(normalised: Float64Array, valid: readonly boolean[]): [number, number] {
  const anyValid = valid.includes(true)
  const values = normalised.filter(
    (value, index) => Number.isFinite(value) && (!anyValid || valid[Math.floor(index / 2)] === true),
  )
  const halves = (value: number): number => Math.min(largest, Math.max(-largest, value)) * 2
  const lowest = values.reduce((a, b) => Math.min(a, b), 0)
  const highest = values.reduce((a, b) => Math.max(a, b), 2)
  return [Math.floor(halves(lowest)) / 2, Math.ceil(halves(highest)) / 2]
}

function squareCentimetres(area: number): string {
  return `${decimals(area * 1e4)} cm²`
}

import { runAtOnce, type Sliced } from '../core/sliced.ts'
import type { Polar, Result } from '../model/result.ts'
import { defaultReference, type PolarReference } from '../results/relative-level.ts'
import { border, frequencyAxis, plotClip, rectangle, valueAxis } from './axes.ts'
import { colourBar } from './colour-bar.ts'
import { distanceFact, subject } from './facts.ts'
import { type Box, type Figure, figure, plotBox } from './figure.ts'
import { type LevelField, levelFields } from './level-field.ts'
import { fieldMarks, type MapPlace } from './map-field.ts'
import { polarNamed, referenceText } from './polar-selection.ts'
import { frequencyScale, linearScale, linearTicks, numberLabel, type Ticks } from './scale.ts'
import { element, slug, text } from './svg.ts'
import { ink } from './theme.ts'
import { untrustedMarks } from './trust.ts'

/** Which polar a directivity map shows, and how. */
export interface PolarMapOptions {
  /** Name of the polar; the first one by default. */
  readonly polar?: string
  /**
   * Copies 0…180° to 0…−180°. Only the caller knows whether the horn is symmetric; the picture says that it was done.
   */
  readonly mirror?: boolean
}

/**
 * Directivity map of one polar: level relative to the axis over frequency and angle, in bands of 3 dB, as an SVG document.
 *
 * The samples are interpolated without overshoot for drawing; ticks on the far edges mark where they are.
 *
 * @throws {@link WaveguideError} `OPTION` for a name that the result does not have.
 */
export function polarMap(result: Result, options: PolarMapOptions = {}): string {
  return runAtOnce(polarMapSteps(result, options))
}

/** {@link polarMap} in steps of a few milliseconds. */
export function* polarMapSteps(result: Result, options: PolarMapOptions): Sliced<string> {
  const polar = polarNamed(result, options.polar)
  const view: View = {
    polar,
    reference: defaultReference(polar),
    mirror: options.mirror === true && polar.anglesDeg.every((angle) => angle >= 0),
    id: `map-${slug(polar.name)}`,
  }
  const parts = describe(result, view)
  const plot = plotBox(result, parts)
  const angles = angleDomain(view)
  const place: MapPlace = {
    x: frequencyScale(result.frequencies, [plot.left, plot.right]),
    y: linearScale(angles, [plot.bottom, plot.top]),
    plot,
  }
  const fields = levelFields(result, polar, view)
  const marks: string[] = []
  for (const [index, field] of fields.entries()) {
    const labelled = field === longest(fields)
    marks.push(yield* fieldMarks(field, { ...place, id: `${view.id}-${index}`, labelled }))
  }
  return figure(result, parts, () => mapMarks(result, view, { ...place, marks, ticks: angleTicks(angles) }))
}

interface View {
  readonly polar: Polar
  readonly reference: PolarReference
  readonly mirror: boolean
  readonly id: string
}

function describe(result: Result, { polar, reference, mirror, id }: View): Figure {
  const zero = referenceText(reference)
  return {
    id,
    title: `Directivity, ${polar.name}`,
    subtitle: `${subject(result)} · normalised to ${zero}`,
    description: `Level relative to ${zero} over frequency and angle in the ${polar.name} plane, in bands of 3 dB from 0 to −30 dB, with the −6 dB line. The numbers are in polar.csv and result.json.`,
    rightMargin: 112,
    facts: [
      distanceFact(polar),
      `plane inclination: ${numberLabel(polar.inclinationDeg)}°`,
      `normalised to ${zero}`,
      mirror ? 'angles below 0° are mirror images' : '',
      'ticks on the top and right edges: computed frequencies and angles',
    ].filter(Boolean),
  }
}

function mapMarks(
  result: Result,
  view: View,
  { x, y, plot, marks, ticks }: MapPlace & { readonly marks: readonly string[]; readonly ticks: Ticks },
): string {
  const { id, reference } = view
  return [
    plotClip(id, plot),
    element('rect', { ...rectangle(plot), fill: ink.gridMinor }),
    ...(marks.length > 0 ? marks : [emptyNote(plot)]),
    untrustedMarks(result, x, plot, { id, veil: 0.55, line: ink.hatch }),
    border(plot),
    sampleTicks(result, view, { x, y, plot }),
    frequencyAxis(x, plot),
    valueAxis(y, plot, { ticks, name: 'Angle from the axis', label: (angle) => `${numberLabel(angle)}°` }),
    colourBar(plot, `Level, dB re ${referenceText(reference)}`),
  ].join('\n')
}

function longest(fields: readonly LevelField[]): LevelField | undefined {
  return fields.reduce<LevelField | undefined>(
    (best, field) => (best && best.frequencies.length >= field.frequencies.length ? best : field),
    undefined,
  )
}

function sampleTicks(result: Result, { polar, mirror }: View, { x, y, plot }: MapPlace): string {
  const angles = [...polar.anglesDeg, ...(mirror ? polar.anglesDeg.map((angle) => -angle) : [])]
  const top = Array.from(result.frequencies, (f) => `M${x(f).toFixed(1)} ${plot.top}v-4`)
  const right = angles.map((angle) => `M${plot.right} ${y(angle).toFixed(1)}h4`)
  return element('path', {
    class: 'samples',
    d: [...top, ...right].join(''),
    stroke: ink.faint,
    fill: 'none',
  })
}

function angleDomain({ polar, mirror }: View): [number, number] {
  const highest = polar.anglesDeg.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const lowest = polar.anglesDeg.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  if (highest <= lowest) return [lowest - 1, lowest + 1]
  return [mirror ? -highest : lowest, highest]
}

function angleTicks(domain: readonly [number, number]): Ticks {
  return linearTicks(domain, domain[1] - domain[0] > 60 ? { major: 30, minor: 10 } : { major: 10, minor: 5 })
}

function emptyNote(plot: Box): string {
  return text('A map needs two neighbouring frequencies and two angles.', {
    x: (plot.left + plot.right) / 2,
    y: (plot.top + plot.bottom) / 2,
    'text-anchor': 'middle',
    fill: ink.faint,
  })
}

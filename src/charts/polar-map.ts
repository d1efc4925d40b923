import { WaveguideError } from '../core/errors.ts'
import type { Polar, Result } from '../model/result.ts'
import { defaultReference, type PolarReference } from '../results/relative-level.ts'
import { border, frequencyAxis, group, plotClip, rectangle, valueAxis } from './axes.ts'
import { colourBar } from './color-bar.ts'
import { type ContourPath, contourPaths, fieldBox, ringsPath } from './contour-paths.ts'
import { distanceFact, subject } from './facts.ts'
import { type Box, figure } from './figure.ts'
import { type LevelField, levelFields } from './level-field.ts'
import { lineLabel } from './line-label.ts'
import {
  type FrequencyScale,
  frequencyScale,
  type LinearScale,
  linearScale,
  linearTicks,
  numberLabel,
} from './scale.ts'
import { element, slug, text } from './svg.ts'
import { ink, mapColours, mapLevelsDb } from './theme.ts'
import { untrustedMarks } from './trust.ts'

const edgeDb = -6

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
  const polar = polarNamed(result, options.polar)
  const reference = defaultReference(polar)
  const mirror = options.mirror === true && polar.anglesDeg.every((angle) => angle >= 0)
  const id = `map-${slug(polar.name)}`
  const normalisation =
    reference === 'maximum' ? 'normalised to the loudest angle' : `normalised to ${reference}°`
  const parts = {
    id,
    title: `Directivity, ${polar.name}`,
    subtitle: `${subject(result)} · ${normalisation}`,
    description: `Level relative to ${referenceText(reference)} over frequency and angle in the ${polar.name} plane, in bands of 3 dB from 0 to −30 dB, with the −6 dB line. The numbers are in polar.csv and result.json.`,
    rightMargin: 112,
    facts: [
      distanceFact(polar),
      `plane inclination: ${numberLabel(polar.inclinationDeg)}°`,
      normalisation,
      mirror ? 'angles below 0° are mirror images' : '',
      'ticks on the top and right edges: computed frequencies and angles',
    ].filter(Boolean),
  }
  return figure(result, parts, (plot) => {
    const x = frequencyScale(result.frequencies, [plot.left, plot.right])
    const angles = angleDomain(polar, mirror)
    const y = linearScale(angles, [plot.bottom, plot.top])
    const fields = levelFields(result, polar, { reference, mirror })
    const ticks = linearTicks(
      angles,
      angles[1] - angles[0] > 60 ? { major: 30, minor: 10 } : { major: 10, minor: 5 },
    )
    return [
      plotClip(id, plot),
      element('rect', { ...rectangle(plot), fill: ink.gridMinor }),
      ...fields.map((field, index) =>
        fieldMarks(field, { x, y, plot, id: `${id}-${index}`, labelled: field === longest(fields) }),
      ),
      fields.length === 0 ? emptyNote(plot) : '',
      untrustedMarks(result, x, plot, { id, veil: 0.55, line: ink.hatch }),
      border(plot),
      sampleTicks(result, polar, { x, y, plot, mirror }),
      frequencyAxis(x, plot),
      valueAxis(y, plot, { ticks, name: 'Angle from the axis', label: (angle) => `${numberLabel(angle)}°` }),
      colourBar(plot, `Level, dB re ${referenceText(reference)}`),
    ].join('\n')
  })
}

/** What a polar is normalised to, in words. */
export function referenceText(reference: PolarReference): string {
  return reference === 'maximum' ? 'the loudest angle' : `${reference}°`
}

/** A polar of a result by name; the first one without a name. */
export function polarNamed(result: Result, name: string | undefined): Polar {
  const polar = name === undefined ? result.polars[0] : result.polars.find((one) => one.name === name)
  if (polar) return polar
  const names = result.polars.map((one) => `"${one.name}"`).join(', ')
  throw new WaveguideError(
    'OPTION',
    `the result has no polar ${JSON.stringify(name)}; it has: ${names || 'none'}`,
    {
      details: { polar: name },
    },
  )
}

interface Place {
  readonly x: FrequencyScale
  readonly y: LinearScale
  readonly plot: Box
}

function longest(fields: readonly LevelField[]): LevelField | undefined {
  return fields.reduce<LevelField | undefined>(
    (best, field) => (best && best.frequencies.length >= field.frequencies.length ? best : field),
    undefined,
  )
}

function fieldMarks(
  field: LevelField,
  { x, y, plot, id, labelled }: Place & { readonly id: string; readonly labelled: boolean },
): string {
  const box = fieldBox(field, x, plot)
  const paths = contourPaths(field, mapLevelsDb, { x, y, box })
  const edge = paths.find((path) => path.levelDb === edgeDb)
  return [
    plotClip(id, box),
    group({ 'clip-path': `url(#${id}-clip)` }, [
      element('rect', { ...rectangle(box), fill: mapColours[0] }),
      ...paths.map((path, band) => bandMark(path, mapColours[band + 1])),
      edge ? edgeMarks(edge) : '',
      edge && labelled ? lineLabel(edge.rings, box, '−6 dB') : '',
    ]),
  ].join('\n')
}

function bandMark(path: ContourPath, fill: string | undefined): string {
  if (path.rings.length === 0) return ''
  return element('path', {
    class: 'band',
    'data-level': path.levelDb,
    d: ringsPath(path.rings),
    fill,
    'fill-rule': 'evenodd',
    stroke: '#000000',
    'stroke-opacity': 0.28,
    'stroke-width': 0.7,
  })
}

function edgeMarks(edge: ContourPath): string {
  if (edge.rings.length === 0) return ''
  const d = ringsPath(edge.rings)
  const line = { d, fill: 'none', 'stroke-linejoin': 'round' }
  return [
    element('path', { ...line, stroke: '#ffffff', 'stroke-opacity': 0.75, 'stroke-width': 4.4 }),
    element('path', { ...line, class: 'edge', 'data-level': edgeDb, stroke: '#000000', 'stroke-width': 2.4 }),
  ].join('\n')
}

function sampleTicks(
  result: Result,
  polar: Polar,
  { x, y, plot, mirror }: Place & { readonly mirror: boolean },
): string {
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

function angleDomain(polar: Polar, mirror: boolean): [number, number] {
  const highest = polar.anglesDeg.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const lowest = polar.anglesDeg.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  if (highest <= lowest) return [lowest - 1, lowest + 1]
  return [mirror ? -highest : lowest, highest]
}

function emptyNote(plot: Box): string {
  return text('A map needs two neighbouring frequencies and two angles.', {
    x: (plot.left + plot.right) / 2,
    y: (plot.top + plot.bottom) / 2,
    'text-anchor': 'middle',
    fill: ink.faint,
  })
}

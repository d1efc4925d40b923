import type { Polar, Result } from '../model/result.ts'
import { defaultReference, type PolarReference, relativeLevelDb } from '../results/relative-level.ts'
import { validFrequencies } from '../results/validity.ts'
import { group } from './axes.ts'
import { distanceFact, subject } from './facts.ts'
import { type Box, figure } from './figure.ts'
import { monotoneCubic } from './interpolate.ts'
import { keyLength, keySample, marker, strokeStyle } from './marks.ts'
import { type Dial, dialIn, dialMarks, dialPoint, ringLabels } from './polar-dial.ts'
import { angleColumns, polarNamed, referenceText } from './polar-selection.ts'
import { frequencyText, numberLabel } from './scale.ts'
import { element, slug, text } from './svg.ts'
import { ink } from './theme.ts'

/** Hz. */
const octaves = [500, 1000, 2000, 4000, 8000, 16000] as const
/** A sample further from its octave than this ratio does not stand for it. */
const nearestRatio = 2 ** (1 / 6)
const floorDb = -30
const drawnStepDeg = 1
const markerStepDeg = 30
/** px. */
const keyLineHeight = 30

/** Which polar a polar diagram shows. */
export interface PolarChartOptions {
  /** Name of the polar; the first one by default. */
  readonly polar?: string
}

/**
 * Polar diagram at octave frequencies: level relative to the axis around the circle, 0° upward, as an SVG document.
 *
 * Each octave shows the nearest computed frequency within a sixth of an octave. Only computed angles are drawn.
 *
 * @throws {@link WaveguideError} `OPTION` for a name that the result does not have.
 */
export function polarChart(result: Result, options: PolarChartOptions = {}): string {
  const polar = polarNamed(result, options.polar)
  const reference = defaultReference(polar)
  const traces = tracesOf(result, polar, reference)
  const shown = traces.map((trace) => frequencyText(trace.frequency)).join(', ') || 'no octave frequency'
  const parts = {
    id: `polar-${slug(polar.name)}`,
    title: `Polar diagram, ${polar.name}`,
    subtitle: `${subject(result)} · normalised to ${referenceText(reference)}`,
    description: `Level relative to ${referenceText(reference)} around the ${polar.name} plane at ${shown}. The numbers are in polar.csv and result.json.`,
    plotHeight: 450,
    axisHeight: 14,
    facts: [
      distanceFact(polar),
      `plane inclination: ${numberLabel(polar.inclinationDeg)}°`,
      `normalised to ${referenceText(reference)}`,
      'positive angles to the right; drawn: the computed angles',
    ],
  }
  return figure(result, parts, (plot) => {
    const half = polar.anglesDeg.every((angle) => angle >= 0)
    const dial = dialIn(
      plot,
      { bottomDb: floorDb, topDb: topDb(traces), half },
      plot.left + (half ? 190 : 60),
    )
    const keyLeft = dial.centre[0] + dial.radius + 84
    return [
      dialMarks(dial),
      ...traces.map((trace) => traceMarks(trace, dial)),
      ringLabels(dial),
      key(traces, plot, keyLeft),
    ].join('\n')
  })
}

interface Trace {
  readonly frequency: number
  readonly valid: boolean
  readonly style: number
  /** Ascending. */
  readonly anglesDeg: readonly number[]
  readonly levelsDb: readonly number[]
}

function tracesOf(result: Result, polar: Polar, reference: PolarReference): Trace[] {
  const levels = relativeLevelDb(polar, reference)
  const valid = validFrequencies(result)
  const order = angleColumns(polar)
  return octaves.flatMap((octave, style) => {
    const index = nearestIndex(result.frequencies, octave)
    const frequency = result.frequencies[index]
    if (frequency === undefined) return []
    const row = levels.subarray(index * polar.anglesDeg.length, (index + 1) * polar.anglesDeg.length)
    const levelsDb = order.map(({ column }) => Math.max(2 * floorDb, row[column] ?? Number.NaN))
    if (levelsDb.length < 2 || levelsDb.some(Number.isNaN)) return []
    const anglesDeg = order.map(({ angleDeg }) => angleDeg)
    return [{ frequency, valid: valid[index] ?? false, style, anglesDeg, levelsDb }]
  })
}

/** Index of the frequency nearest to an octave, −1 when none is near enough. */
function nearestIndex(frequencies: Float64Array, octave: number): number {
  const distance = (frequency: number): number => Math.abs(Math.log(frequency / octave))
  const best = frequencies.reduce(
    (found, frequency, index) =>
      found < 0 || distance(frequency) < distance(frequencies[found] ?? Number.NaN) ? index : found,
    -1,
  )
  return distance(frequencies[best] ?? Number.POSITIVE_INFINITY) <= Math.log(nearestRatio) ? best : -1
}

/** The outer ring: 0 dB, or higher in steps of 6 dB where an angle is louder than the reference, up to 12 dB. */
function topDb(traces: readonly Trace[]): number {
  const loudest = traces
    .filter((trace) => trace.valid)
    .flatMap((trace) => trace.levelsDb)
    .reduce((a, b) => Math.max(a, b), 0)
  return Math.min(12, Math.ceil((loudest - 0.5) / 6) * 6) || 0
}

function traceMarks(trace: Trace, dial: Dial): string {
  const first = trace.anglesDeg[0] ?? 0
  const last = trace.anglesDeg.at(-1) ?? 0
  const level = monotoneCubic(trace.anglesDeg, trace.levelsDb)
  const count = Math.max(2, Math.round((last - first) / drawnStepDeg) + 1)
  const points = Array.from(
    { length: count },
    (_, index) => first + ((last - first) * index) / (count - 1),
  ).map((angle) => dialPoint(dial, angle, level(angle)))
  const d = `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`
  return group({ class: 'trace', 'data-frequency': trace.frequency }, [
    element('path', {
      d,
      fill: 'none',
      'stroke-linejoin': 'round',
      ...strokeStyle(trace.style, trace.valid),
    }),
    ...markedSamples(trace).map(([angle, at]) =>
      marker(trace.style, dialPoint(dial, angle, at), trace.valid),
    ),
  ])
}

/** Samples on the spokes that lie outside the centre. */
function markedSamples({ anglesDeg, levelsDb }: Trace): (readonly [number, number])[] {
  return anglesDeg.flatMap((angle, index) => {
    const level = levelsDb[index] ?? floorDb
    return angle % markerStepDeg === 0 && level > floorDb ? [[angle, level] as const] : []
  })
}

function key(traces: readonly Trace[], plot: Box, left: number): string {
  const top = (plot.top + plot.bottom - (traces.length - 1) * keyLineHeight) / 2
  return group(
    { class: 'legend' },
    traces.map(({ style, valid, frequency }, index) => {
      const y = top + index * keyLineHeight
      const content = `${frequencyText(frequency)}${valid ? '' : ' (not valid)'}`
      const fill = valid ? ink.text : ink.banner
      return keySample(style, valid, left, y) + text(content, { x: left + keyLength + 10, y: y + 5, fill })
    }),
  )
}

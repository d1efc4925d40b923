import type { Result } from '../model/result.ts'
import { validFrequencies } from '../results/validity.ts'
import { domainOf, group, rectangle } from './axes.ts'
import type { Box } from './figure.ts'
import { textWidth } from './figure.ts'
import { type FrequencyScale, frequencyText } from './scale.ts'
import { element, text } from './svg.ts'
import { fontSize, ink } from './theme.ts'

/** Where the numbers must not be read as a prediction, drawn so that nobody can overlook it. */

/** A stretch of the frequency axis, Hz. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** How the hatch looks: over a map it must fade colours, under curves it must stay in the background. */
export interface HatchStyle {
  readonly id: string
  /** Opacity of the white under the lines. */
  readonly veil: number
  readonly line: string
}

/** What a stretch of samples is worth. */
export interface Run {
  readonly valid: boolean
  /** Indices of its samples; an untrusted run includes the valid neighbours that its line starts from and ends at. */
  readonly first: number
  readonly last: number
}

/** Splits samples into trusted and untrusted stretches that share their end points: a line is trusted when both ends are. */
export function runs(valid: readonly boolean[]): Run[] {
  const found: Run[] = []
  let first = 0
  while (first < valid.length) {
    const kind = valid[first] ?? false
    let last = first
    while (last + 1 < valid.length && valid[last + 1] === kind) last++
    found.push(
      kind
        ? { valid: true, first, last }
        : { valid: false, first: Math.max(0, first - 1), last: Math.min(valid.length - 1, last + 1) },
    )
    first = last + 1
  }
  return found
}

/** The stretches of an axis that are not trusted: up to the nearest valid sample, or to the end of the axis. */
function untrustedSpans(result: Result, [from, to]: readonly [number, number]): Span[] {
  const valid = validFrequencies(result)
  return runs(valid)
    .filter((run) => !run.valid)
    .map(({ first, last }) => ({
      from: valid[first] ? (result.frequencies[first] ?? from) : from,
      to: valid[last] ? (result.frequencies[last] ?? to) : to,
    }))
}

/** Hatching over the untrusted stretches, with a label above the plot. Empty when all is trusted. */
export function untrustedMarks(result: Result, x: FrequencyScale, plot: Box, style: HatchStyle): string {
  const spans = untrustedSpans(result, domainOf(x))
  if (spans.length === 0) return limitLine(result, x, plot)
  const boxes = spans.map((span) => ({ ...plot, left: x(span.from), right: x(span.to) }))
  return group({ class: 'untrusted' }, [
    hatchPattern(style),
    ...boxes.flatMap((box) => [
      element('rect', { ...rectangle(box), fill: ink.veil, 'fill-opacity': style.veil }),
      element('rect', { ...rectangle(box), fill: `url(#${style.id}-hatch)` }),
    ]),
    limitLine(result, x, plot),
    ...boxes.map((box) => bracket(box)),
    ...labels(result, spans, boxes),
  ])
}

/** A dashed line at the mesh limit, when the axis reaches it. */
function limitLine(result: Result, x: FrequencyScale, plot: Box): string {
  const [from, to] = domainOf(x)
  const { validTo } = result.provenance.mesh
  if (!(validTo > from && validTo < to)) return ''
  return element('line', {
    class: 'mesh-limit',
    x1: x(validTo),
    x2: x(validTo),
    y1: plot.top,
    y2: plot.bottom,
    stroke: ink.banner,
    'stroke-width': 1.5,
    'stroke-dasharray': '6 4',
  })
}

function hatchPattern({ id, line: stroke }: HatchStyle): string {
  const line = element('line', { x1: 0, y1: 0, x2: 0, y2: 9, stroke, 'stroke-width': 1.6 })
  const attributes = {
    id: `${id}-hatch`,
    width: 9,
    height: 9,
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  }
  return element('pattern', attributes, line)
}

function bracket({ left, right, top }: Box): string {
  const y = top - 7
  return element('path', {
    d: `M${left.toFixed(1)} ${y + 4}V${y}H${right.toFixed(1)}V${y + 4}`,
    fill: 'none',
    stroke: ink.banner,
    'stroke-width': 1.5,
  })
}

/** One label per stretch, left out where it would cover the one before; the bracket stays. */
function labels(result: Result, spans: readonly Span[], boxes: readonly Box[]): string[] {
  let free = Number.POSITIVE_INFINITY
  const placed: string[] = []
  for (let index = spans.length - 1; index >= 0; index--) {
    const box = boxes[index]
    const span = spans[index]
    if (!box || !span) continue
    const content = spanLabel(result, span)
    const right = Math.max(box.right, box.left + textWidth(content, fontSize.small))
    const end = Math.min(right, index === spans.length - 1 ? box.right : right)
    if (end > free) continue
    free = end - textWidth(content, fontSize.small) - 12
    placed.push(
      text(content, {
        class: 'untrusted-label',
        x: end,
        y: box.top - 13,
        'text-anchor': 'end',
        'font-size': fontSize.small,
        'font-weight': 600,
        fill: ink.banner,
      }),
    )
  }
  return placed
}

function spanLabel(result: Result, span: Span): string {
  const { validTo } = result.provenance.mesh
  if (!validFrequencies(result).includes(true) && !(validTo > 0))
    return 'not valid: this mesh allows no frequency'
  if (span.to > validTo) return `beyond the mesh limit (${frequencyText(validTo)})`
  return 'not valid, see evidence'
}

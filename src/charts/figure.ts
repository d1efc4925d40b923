import type { Result } from '../model/result.ts'
import { facts } from './facts.ts'
import { element, escapeXml, text } from './svg.ts'
import { fontFamily, fontSize, ink } from './theme.ts'

/** The page around a plot: title, banner, small print, and what a screen reader says. */

/** A rectangle in px, y downward. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface Figure {
  /** Unique on a page; prefix of every `id` inside. */
  readonly id: string
  readonly title: string
  readonly subtitle: string
  /** One sentence for people who cannot see the picture. */
  readonly description: string
  /** Facts of this kind of picture, for the small print. */
  readonly facts: readonly string[]
  /** px kept free right of the plot. */
  readonly rightMargin?: number
  readonly width?: number
  readonly plotHeight?: number
  /** px below the plot for the labels of its axis. */
  readonly axisHeight?: number
}

const defaults = { width: 960, plotHeight: 372, rightMargin: 36, axisHeight: 58 } as const
const margin = { left: 78, header: 98, banner: 36, page: 28, footerLine: 19 } as const
const forcedText = 'FORCED: the mesh gate refused this mesh. These numbers are not a prediction.'

/**
 * A whole SVG document about a result: its facts are in the small print, and a red banner says when it was forced.
 *
 * @param draw - Markup of the plot for the box it is given.
 */
export function figure(result: Result, parts: Figure, draw: (plot: Box) => string): string {
  return page({ ...parts, facts: facts(result, parts.facts) }, draw, bannerOf(result))
}

/**
 * A whole SVG document about anything.
 *
 * @param warning - What a red banner above the plot says.
 */
export function page(parts: Figure, draw: (plot: Box) => string, warning?: string): string {
  const { width = defaults.width } = parts
  const plot = boxBelow(parts, warning)
  const lines = wrapped(parts.facts, width - 2 * margin.page)
  const footerTop = plot.bottom + (parts.axisHeight ?? defaults.axisHeight)
  const height = footerTop + lines.length * margin.footerLine + 14
  return svgDocument(parts, { width, height }, [
    element('rect', { width, height, fill: ink.paper }),
    header(parts),
    warning === undefined ? '' : banner(warning, width),
    draw(plot),
    footer(lines, footerTop),
  ])
}

/** Where on the page the plot goes. */
export function plotBox(result: Result, parts: Figure): Box {
  return boxBelow(parts, bannerOf(result))
}

function bannerOf({ provenance }: Result): string | undefined {
  return provenance.forced ? forcedText : undefined
}

function boxBelow(parts: Figure, warning: string | undefined): Box {
  const { width, plotHeight, rightMargin } = { ...defaults, ...parts }
  const top = margin.header + (warning === undefined ? 0 : margin.banner)
  return { left: margin.left, top, right: width - rightMargin, bottom: top + plotHeight }
}

function svgDocument(
  parts: Figure,
  { width, height }: { readonly width: number; readonly height: number },
  content: readonly string[],
): string {
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'aria-labelledby': `${parts.id}-title ${parts.id}-desc`,
    'font-family': fontFamily,
    'font-size': fontSize.label,
    fill: ink.text,
  }
  const title = element('title', { id: `${parts.id}-title` }, escapeXml(`${parts.title}: ${parts.subtitle}`))
  const description = element('desc', { id: `${parts.id}-desc` }, escapeXml(parts.description))
  return `${element('svg', attributes, '\n', [title, description, ...content].filter(Boolean).join('\n'), '\n')}\n`
}

function header({ title, subtitle }: Figure): string {
  return [
    text(title, { x: margin.page, y: 38, 'font-size': fontSize.title, 'font-weight': 600, fill: ink.title }),
    text(subtitle, { x: margin.page, y: 61, 'font-size': fontSize.subtitle, fill: ink.faint }),
  ].join('\n')
}

function banner(warning: string, width: number): string {
  const y = margin.header - 24
  return [
    element('rect', {
      x: margin.page,
      y,
      width: width - 2 * margin.page,
      height: 28,
      rx: 3,
      fill: ink.banner,
    }),
    text(warning, {
      x: width / 2,
      y: y + 19,
      'text-anchor': 'middle',
      'font-weight': 600,
      fill: ink.paper,
    }),
  ].join('\n')
}

function footer(lines: readonly string[], top: number): string {
  return lines
    .map((line, index) =>
      text(line, {
        x: margin.page,
        y: top + index * margin.footerLine + fontSize.small,
        'font-size': fontSize.small,
        fill: ink.faint,
      }),
    )
    .join('\n')
}

/** Facts as lines that fit, with a dot between neighbours. */
function wrapped(items: readonly string[], width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const item of items) {
    const longer = line === '' ? item : `${line}  ·  ${item}`
    if (line !== '' && textWidth(longer, fontSize.small) > width) {
      lines.push(line)
      line = item
    } else line = longer
  }
  return [...lines, line]
}

/** Width of a text in px, on the wide side: no font can be measured here. */
export function textWidth(content: string, size: number): number {
  return 0.57 * size * content.length
}

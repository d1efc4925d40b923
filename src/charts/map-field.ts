import type { Sliced } from '../core/sliced.ts'
import { group, plotClip, rectangle } from './axes.ts'
import { type ContourPath, contourPaths, fieldBox, ringsPath } from './contour-paths.ts'
import type { Box } from './figure.ts'
import type { LevelField } from './level-field.ts'
import { lineLabel } from './line-label.ts'
import type { FrequencyScale, LinearScale } from './scale.ts'
import { element } from './svg.ts'
import { mapColours, mapLevelsDb } from './theme.ts'

const edgeDb = -6

/** The axes that a field is drawn on. */
export interface MapPlace {
  readonly x: FrequencyScale
  readonly y: LinearScale
  readonly plot: Box
}

/** One stretch of a directivity map: its bands, and the −6 dB line over them. */
export function* fieldMarks(
  field: LevelField,
  { x, y, plot, id, labelled }: MapPlace & { readonly id: string; readonly labelled: boolean },
): Sliced<string> {
  const box = fieldBox(field, x, plot)
  const paths = yield* contourPaths(field, mapLevelsDb, { x, y, box })
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
  const line = { d: ringsPath(edge.rings), fill: 'none', 'stroke-linejoin': 'round' }
  return [
    element('path', { ...line, stroke: '#ffffff', 'stroke-opacity': 0.75, 'stroke-width': 4.4 }),
    element('path', { ...line, class: 'edge', 'data-level': edgeDb, stroke: '#000000', 'stroke-width': 2.4 }),
  ].join('\n')
}

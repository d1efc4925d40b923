import { runAtOnce, type Sliced } from '../core/sliced.ts'
import { millimetres } from '../core/units.ts'
import type { Mesh } from '../model/mesh.ts'
import { type Figure, page } from './figure.ts'
import { meshLegend, scaleBar } from './mesh-legend.ts'
import { paintedTriangles } from './painted-triangles.ts'
import { type Bounds, boundsOf, projected, type View, viewSize, views } from './projection.ts'
import { frequencyText } from './scale.ts'
import { element, text } from './svg.ts'
import { ink } from './theme.ts'
import { visibleTriangles } from './visible-triangles.ts'

/** px. */
const width = 960
const margin = 28
const gap = 36
const tallest = 420
const captionHeight = 26
const legendHeight = 76

/**
 * Three views of a mesh on one scale: onto the mouth (along −z), from the left, and from above.
 *
 * Triangles are shaded by their direction, every group has its hue, and what lies behind is hidden. Edges are drawn where
 * they are long enough to be told apart. Where a mesh is open, or cut on mirror planes, the inside of matter shows, in
 * sand. A mesh that closes with the aperture in a baffle is air itself: one looks through its near side onto the far wall.
 * A banner says when nothing may be solved on the mesh.
 *
 * @returns An SVG document; the same mesh gives the same bytes.
 */
export function meshViews(mesh: Mesh): string {
  return runAtOnce(meshViewsSteps(mesh))
}

/** {@link meshViews} with pauses. */
export function* meshViewsSteps(mesh: Mesh): Sliced<string> {
  const bounds = boundsOf(mesh)
  const { scale, places, plotHeight } = laidOut(bounds)
  const drawn: string[] = []
  for (const place of places) {
    drawn.push(yield* drawnView(mesh, bounds, place, scale))
    yield
  }
  return page(
    described(mesh, bounds, plotHeight),
    (plot) =>
      [
        element(
          'g',
          { transform: `translate(${margin} ${plot.top + captionHeight})` },
          '\n',
          drawn.join('\n'),
        ),
        meshLegend(mesh, { left: margin, top: plot.bottom + 30 }),
        scaleBar(scale, { right: width - margin, y: plot.bottom + 36 }),
      ].join('\n'),
    warningOf(mesh),
  )
}

interface ViewPlace {
  readonly view: View
  /** px from the first view's upper left corner. */
  readonly left: number
  readonly top: number
  readonly size: readonly [number, number]
}

interface Layout {
  /** px per mm. */
  readonly scale: number
  readonly places: readonly ViewPlace[]
  readonly plotHeight: number
}

/** The views side by side, their middles on one line. */
function laidOut(bounds: Bounds): Layout {
  const sizes = views.map((view) => viewSize(view, bounds))
  const widths = sizes.reduce((sum, [wide]) => sum + wide, 0)
  const height = sizes.reduce((most, [, high]) => Math.max(most, high), 0)
  const room = width - 2 * margin - gap * (views.length - 1)
  const scale = Math.min(room / Math.max(widths, 1e-9), tallest / Math.max(height, 1e-9))
  const spare = (room - scale * widths) / (views.length - 1)
  let left = 0
  const places = views.map((view, index) => {
    const [wide, high] = sizes[index] ?? [0, 0]
    const place = {
      view,
      left,
      top: (scale * (height - high)) / 2,
      size: [scale * wide, scale * high] as const,
    }
    left += scale * wide + gap + Math.min(spare, gap)
    return place
  })
  return { scale, places, plotHeight: Math.ceil(captionHeight + scale * height) }
}

function* drawnView(
  mesh: Mesh,
  bounds: Bounds,
  { view, left, top, size }: ViewPlace,
  scale: number,
): Sliced<string> {
  const points = projected(mesh, view, bounds, scale)
  const { triangles } = mesh
  const visible = yield* visibleTriangles(points, triangles, isCutOpen(mesh), size)
  const caption = text(view.caption, { x: left, y: 12 - captionHeight, fill: ink.faint })
  const surface = yield* paintedTriangles(
    visible,
    { points, triangles, groupOf: groupNumbers(mesh) },
    size[1],
  )
  const attributes = {
    class: 'view',
    'data-view': view.name,
    transform: `translate(${shifted(left)} ${shifted(top)})`,
  }
  return caption + element('g', attributes, surface)
}

/** px, of a transform. */
function shifted(px: number): number {
  return Math.round(10 * px) / 10
}

function isCutOpen({ symmetry, quality }: Mesh): boolean {
  return symmetry.length > 0 || !quality.closed || !quality.oriented
}

function groupNumbers({ groups, tags }: Mesh): (triangle: number) => number {
  const numbers = new Map(groups.map(({ tag }, index) => [tag, index]))
  return (triangle) => numbers.get(tags[triangle] ?? -1) ?? groups.length
}

function described(mesh: Mesh, bounds: Bounds, plotHeight: number): Figure {
  const { quality, triangles, design } = mesh
  const count = `${(triangles.length / 3).toLocaleString('en')} triangles`
  const validTo = quality.validTo > 0 ? `valid to ${frequencyText(quality.validTo)}` : 'valid at no frequency'
  const [across, high, deep] = [0, 1, 2].map((axis) =>
    ((bounds.high[axis] ?? 0) - (bounds.low[axis] ?? 0)).toFixed(0),
  )
  return {
    id: 'mesh',
    title: design?.name ?? 'Mesh',
    subtitle: `${count} · ${validTo}`,
    description: `Three views of the mesh: onto the mouth, from the left, and from above. ${across} × ${high} × ${deep} mm, ${count}, ${validTo}.`,
    facts: [
      `${across} × ${high} × ${deep} mm (x × y × z)`,
      `edges ${millimetres(quality.minEdge).toFixed(1)} to ${millimetres(quality.maxEdge).toFixed(1)} mm`,
      `smallest angle ${quality.minAngleDeg.toFixed(0)}°`,
      quality.deviationMm === undefined
        ? ''
        : `off the formula by ${quality.deviationMm.toFixed(2)} mm at most`,
      mesh.symmetry.length > 0
        ? `cut on the mirror planes ${planesText(mesh)}: the sand-coloured side is matter`
        : '',
      mesh.termination === 'baffle' ? 'in a rigid baffle: the air itself, seen through its near side' : '',
    ].filter(Boolean),
    width,
    plotHeight,
    axisHeight: legendHeight,
  }
}

function planesText({ symmetry }: Mesh): string {
  return symmetry.map((plane) => `${plane} = 0`).join(', ')
}

function warningOf({ quality }: Mesh): string | undefined {
  if (!quality.closed) return `OPEN: ${quality.openEdges} open edges. This is no mesh to be solved.`
  if (!quality.oriented) return 'The normals do not all point into the air. This is no mesh to be solved.'
  return quality.validTo > 0
    ? undefined
    : 'NOT VALID at any frequency: results on this mesh would mean nothing.'
}

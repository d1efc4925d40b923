import { contours } from 'd3-contour'
import type { Sliced } from '../core/sliced.ts'
import { domainOf } from './axes.ts'
import type { Box } from './figure.ts'
import { type FineGrid, fineGrid, type LevelField } from './level-field.ts'
import type { FrequencyScale, LinearScale } from './scale.ts'
import { type Point, simplified } from './simplify.ts'

/** One level: the rings around everything at or above it, in px. */
export interface ContourPath {
  readonly levelDb: number
  readonly rings: readonly (readonly Point[])[]
}

/** px between grid points; the contours are interpolated between them. */
const cell = 4
/** Grid points beyond each edge, so that rings close outside the clip and no edge is stroked. */
const overhang = 2
/** px. */
const tolerance = 0.15
/** dB; the reference angle itself is at exactly 0 dB everywhere and must not count as above it. */
const aboveReference = 1e-3

/**
 * Contours of a field on the true axes of the plot.
 *
 * The grid is uniform in px, that is in the logarithm of frequency; the field's own samples keep their places.
 *
 * @param box - The part of the plot that the field covers.
 */
export function* contourPaths(
  field: LevelField,
  levelsDb: readonly number[],
  { x, y, box }: { readonly x: FrequencyScale; readonly y: LinearScale; readonly box: Box },
): Sliced<ContourPath[]> {
  const xs = pixels(box.left, box.right)
  const ys = pixels(box.top, box.bottom)
  const frequencies = xs.map((px) => x.invert(px))
  // Angles must ascend for the interpolation and px run downward.
  const anglesDeg = ys.map((px) => y.invert(px)).reverse()
  const grid = yield* fineGrid(field, frequencies, anglesDeg)
  const toPixel = pixelOf(grid, xs, ys)
  const make = contours().size([grid.columns, grid.rows]).smooth(true)
  const paths: ContourPath[] = []
  for (const levelDb of levelsDb) {
    const { coordinates } = make.contour(grid.values, levelDb + aboveReference)
    yield
    const rings = coordinates.flat().map((ring) => simplified(ring.map(toPixel), tolerance))
    paths.push({ levelDb, rings })
    yield
  }
  return paths
}

/** The box of a field: its own frequencies, the whole height. */
export function fieldBox(field: LevelField, x: FrequencyScale, plot: Box): Box {
  const [from, to] = domainOf(x)
  const first = Math.max(from, field.frequencies[0] ?? from)
  const last = Math.min(to, field.frequencies.at(-1) ?? to)
  return { ...plot, left: x(first), right: x(last) }
}

/** SVG path data of rings. */
export function ringsPath(rings: readonly (readonly Point[])[]): string {
  return rings.map((ring) => `M${ring.map(([x, y]) => `${tenth(x)} ${tenth(y)}`).join('L')}Z`).join('')
}

function pixels(from: number, to: number): number[] {
  const count = Math.max(2, Math.ceil((to - from) / cell) + 1)
  const step = (to - from) / (count - 1)
  return Array.from({ length: count + 2 * overhang }, (_, index) => from + (index - overhang) * step)
}

/** d3-contour puts grid point i at i + ½. */
function pixelOf(grid: FineGrid, xs: readonly number[], ys: readonly number[]): (point: number[]) => Point {
  const stepX = (xs[1] ?? 0) - (xs[0] ?? 0)
  const stepY = (ys[1] ?? 0) - (ys[0] ?? 0)
  return ([column = 0, row = 0]) => [
    (xs[0] ?? 0) + (column - 0.5) * stepX,
    (ys[0] ?? 0) + (grid.rows - 1 - (row - 0.5)) * stepY,
  ]
}

function tenth(value: number): string {
  return String(Math.round(value * 10) / 10)
}

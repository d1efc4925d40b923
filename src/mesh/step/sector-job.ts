import type { BSplineCurve, NativeBox, PatchesJob, PlaneBorders } from '../../binding/native.ts'
import type { Sliced } from '../../core/sliced.ts'
import type { Box } from '../../geometry/enclosure.ts'
import type { RingBreak } from '../../geometry/rounded-rectangle.ts'
import type { Sheet } from '../../geometry/sheet.ts'
import type { SymmetryPlane } from '../../model/mesh.ts'
import { real } from '../arrays.ts'
import { type RingSector, sectorBetween } from '../rings/ring-azimuths.ts'
import { hollowOf } from './hollow.ts'
import { type FlatSheet, stepPatches } from './step-patches.ts'

/** What gmsh is told of a body that is not round; sizes are added to it. */
export type SectorShape = Omit<PatchesJob, 'kind' | 'azimuths' | 'sizes' | 'algorithm'>

/** A body as a walk of sheets. */
export interface SheetWalk {
  readonly sheets: readonly Sheet[]
  /** Of the rings of the inner wall. */
  readonly wallBreaks: readonly RingBreak[]
  /** Of an enclosure; its front is a sheet of the walk. */
  readonly box?: Box
}

type Point = readonly [x: number, y: number, z: number]

/**
 * The smallest sector of a body as patches, planes that are cut on the mirror planes, and a box. mm.
 *
 * @throws {@link WaveguideError} `HORN_GEOMETRY` where no patch keeps within 0.01 mm of the formula.
 */
export function* sectorShape(
  { sheets, wallBreaks, box }: SheetWalk,
  planes: readonly SymmetryPlane[],
): Sliced<SectorShape> {
  const sector = sectorBetween(planes)
  const azimuthsOf = (kind: RingBreak['kind']): number[] =>
    wallBreaks.filter((wallBreak) => wallBreak.kind === kind).map(({ azimuth }) => azimuth)
  const layout = {
    ...{ sector, offsetY: 0, otherwise: 'take mesher "rings"' },
    ...{ breaks: azimuthsOf('corner'), tangencies: azimuthsOf('tangency') },
  }
  const { patches, patchSheets, flats } = yield* stepPatches(box ? hollowOf(sheets) : sheets, layout)
  const front = sheets.findIndex(({ role }) => role === 'front')
  return {
    patches,
    planes: flats.map((flat) =>
      box && flat.sheet === front ? frontPlane(flat, box, sector) : discPlane(flat, sector),
    ),
    sections: Uint32Array.from([...patchSheets, ...flats.map(({ sheet }) => sheet)]),
    cut: planes.join(''),
    ...(box && { box: halved(box, planes), boxSections: boxSections(box, front) }),
  }
}

/** A disc or a flat ring around the axis; a part of a disc is closed through the axis, or straight across it. */
function discPlane({ rings }: FlatSheet, { from, to, isClosed }: RingSector): PlaneBorders {
  if (isClosed) return rings
  const [outer = [], inner] = rings
  if (inner) return [ringPart(outer, inner)]
  const isHalf = to - from > 0.75 * Math.PI
  return [closed(outer, isHalf ? [] : [[0, 0, startOf(outer)[2]]])]
}

/** One border around a part of a flat ring: out along one arc, over the cut, back along the other. */
function ringPart(outer: readonly BSplineCurve[], inner: readonly BSplineCurve[]): BSplineCurve[] {
  const back = [...inner].reverse().map(reversed)
  return closed([...outer, straight(endOf(outer), startOf(back)), ...back], [])
}

/** The front of a box around the mouth. */
function frontPlane({ rings: [mouth = []] }: FlatSheet, box: Box, sector: RingSector): PlaneBorders {
  const outline = frontOutline(box, sector)
  if (!sector.isClosed) return [closed(mouth, outline.reverse())]
  const [first] = outline
  const start = first as Point
  return [closed([straight(start, outline[1] as Point)], outline.slice(2)), mouth]
}

/** Corners of the front and, unless it is whole, where it ends; by ascending azimuth. */
function frontOutline({ x, y, z, edge }: Box, { from, to, isClosed }: RingSector): Point[] {
  const [left, right, bottom, top, front] = [x[0] + edge, x[1] - edge, y[0] + edge, y[1] - edge, z[1]]
  const places: readonly [quarters: number, place: Point][] = [
    [-1, [0, bottom, front]],
    [-0.5, [right, bottom, front]],
    [0, [right, 0, front]],
    [0.5, [right, top, front]],
    [1, [0, top, front]],
    [1.5, [left, top, front]],
    [2, [left, 0, front]],
    [2.5, [left, bottom, front]],
    [3.5, [right, bottom, front]],
  ]
  const [first, last] = [from / (Math.PI / 2), to / (Math.PI / 2)]
  const isCorner = (quarters: number): boolean => !Number.isInteger(quarters)
  return places
    .filter(([q]) => q >= first && q <= last && (isCorner(q) || (!isClosed && (q === first || q === last))))
    .map(([, place]) => place)
}

/** Goes on from the end of a border over places back to its start. */
function closed(border: readonly BSplineCurve[], places: readonly Point[]): BSplineCurve[] {
  const way = [endOf(border), ...places, startOf(border)]
  return [...border, ...way.slice(1).map((place, i) => straight(way[i] as Point, place))]
}

function reversed({ poles, degree, knots }: BSplineCurve): BSplineCurve {
  const [first, last] = [real(knots, 0), real(knots, knots.length - 1)]
  const count = poles.length / 3
  return {
    poles: poles.map((_, i) => real(poles, 3 * (count - 1 - Math.floor(i / 3)) + (i % 3))),
    degree,
    knots: knots.map((_, i) => first + last - real(knots, knots.length - 1 - i)),
  }
}

function straight(from: Point, to: Point): BSplineCurve {
  return { poles: Float64Array.of(...from, ...to), degree: 1, knots: Float64Array.of(0, 1) }
}

function startOf([first]: readonly BSplineCurve[]): Point {
  const { poles } = first as BSplineCurve
  return [real(poles, 0), real(poles, 1), real(poles, 2)]
}

function endOf(border: readonly BSplineCurve[]): Point {
  const { poles } = border.at(-1) as BSplineCurve
  return [real(poles, poles.length - 3), real(poles, poles.length - 2), real(poles, poles.length - 1)]
}

function halved({ x, y, z, edge, isChamfered }: Box, planes: readonly SymmetryPlane[]): NativeBox {
  const [left, bottom] = [planes.includes('x') ? 0 : x[0], planes.includes('y') ? 0 : y[0]]
  return { corners: Float64Array.of(left, bottom, z[0], x[1], y[1], z[1]), edge, isChamfered }
}

/** Of front edges, sides, back edges and back, which follow the front on the walk; a sharp box has no edges there. */
function boxSections({ edge }: Box, front: number): Uint32Array {
  const side = edge > 0 ? front + 2 : front + 1
  return edge > 0
    ? Uint32Array.of(front + 1, side, front + 3, front + 4)
    : Uint32Array.of(side, side, side, front + 2)
}

import { runAtOnce, type Sliced } from '../core/sliced.ts'
import { slicedHornBody } from '../geometry/body.ts'
import type { BodyPart, OutlineRole } from '../geometry/body-part.ts'
import { boxBreaks, boxCorners, boxRoles } from '../geometry/enclosure.ts'
import { hornOutline, type OutlineSection } from '../geometry/outline.ts'
import type { Sheet } from '../geometry/sheet.ts'
import { hornWall } from '../geometry/wall.ts'
import type { Horn } from '../model/horn.ts'
import type { MeshGroup, SymmetryPlane } from '../model/mesh.ts'
import { boxSurface } from './box-surface.ts'
import { type FormulaSurface, roundSurface } from './formula-surface.ts'
import { groupsOf } from './groups.ts'
import { measuredSheet } from './measured-sheet.ts'
import { inside, sectorBetween } from './rings/ring-azimuths.ts'
import { type RingSection, roundRingSection, sheetRingSection } from './rings/ring-section.ts'
import { sectionCurve } from './section-curve.ts'
import { sheetSurface } from './sheet-surface.ts'
import { type MeasuredSection, measuredSection } from './size-field.ts'
import type { SheetWalk } from './step/sector-job.ts'

/** What meshers and checks need to know of a body; all lists follow its walk. Lengths in mm. */
export interface Meshable {
  readonly parts: readonly BodyPart[]
  readonly groups: readonly MeshGroup[]
  /** What the wanted sizes follow from, at one azimuth or several. */
  readonly meridians: readonly (readonly MeasuredSection[])[]
  /** Of the meridians, ascending, rad. */
  readonly azimuths: readonly number[]
  readonly rings: readonly RingSection[]
  readonly surfaces: readonly FormulaSurface[]
  /** Planes that the body is its own image in. */
  readonly planes: readonly SymmetryPlane[]
  /** Azimuths at which rings have corners, rad. */
  readonly breaks: readonly number[]
  /** Of a body of revolution: its generator. */
  readonly outline?: readonly OutlineSection[]
  /** Of any other. */
  readonly walk?: SheetWalk
  /** Shift of the finished mesh along +y, mm; the lists above are without it. */
  readonly offsetY: number
  /** `inside`: the body is the air itself, and normals point into it. */
  readonly air: 'outside' | 'inside'
}

/** Designs are not changed once parsed. */
const known = new WeakMap<Horn, Meshable>()

/** @throws {@link WaveguideError} `HORN_GEOMETRY` when the design makes no body. */
export function meshableOf(design: Horn): Meshable {
  return runAtOnce(slicedMeshable(design))
}

/** {@link meshableOf} in slices. */
export function* slicedMeshable(design: Horn): Sliced<Meshable> {
  const before = known.get(design)
  if (before) return before
  const air = design.body.kind === 'infinite-baffle' ? 'inside' : 'outside'
  const centred =
    hornWall(design).isRound && design.body.kind !== 'enclosure'
      ? roundMeshable(hornOutline(design), air)
      : yield* sheetMeshable(design, air)
  const groups = groupsOf(centred.parts, design.sources)
  const made = { ...centred, groups, offsetY: design.verticalOffset ?? 0 }
  known.set(design, made)
  return made
}

/** The body's surfaces where the finished mesh has them. */
export function placedSurfaces({ surfaces, offsetY }: Meshable): readonly FormulaSurface[] {
  if (offsetY === 0) return surfaces
  return surfaces.map((surface) => ({
    role: surface.role,
    tag: surface.tag,
    ...(surface.isAngular && { isAngular: true }),
    locate: (x, y, z, place) => surface.locate(x, y - offsetY, z, place),
    endRadius: (azimuth) => surface.endRadius(azimuth),
  }))
}

/** Of any closed generator. */
export function roundMeshable(
  outline: readonly OutlineSection[],
  air: Meshable['air'] = 'outside',
): Meshable {
  return {
    parts: outline,
    groups: groupsOf(outline, undefined),
    meridians: [outline.map(measuredSection)],
    azimuths: [0],
    rings: outline.map(roundRingSection),
    surfaces: outline.map((section) => roundSurface(sectionCurve(section))),
    planes: ['x', 'y'],
    breaks: [],
    outline,
    offsetY: 0,
    air,
  }
}

/** Azimuths of a quarter that are measured. */
const measuredPerQuarter = 8

function* sheetMeshable(design: Horn, air: Meshable['air']): Sliced<Meshable> {
  const { sheets, planes, breaks, box } = yield* slicedHornBody(design)
  const sector = sectorBetween(planes)
  const { from, to } = sector
  const count = Math.round((to - from) / (Math.PI / 2)) * measuredPerQuarter
  const even = Array.from({ length: count + 1 }, (_, i) => from + ((to - from) * i) / count)
  const azimuths = [...new Set([...even, ...inside(breaks, sector)])].sort((a, b) => a - b)
  const meridians: MeasuredSection[][] = []
  for (const azimuth of azimuths) {
    meridians.push(sheets.map((sheet) => measuredSheet(sheet, azimuth)))
    yield
  }
  // The corners of a box are none of the wall's, and the wall's none of the box.
  const wallBreaks = hornWall(design).breaks
  const corners = box ? boxCorners(box) : []
  const breaksOf = (role: OutlineRole): readonly number[] => {
    if (!boxRoles.has(role)) return wallBreaks.map(({ azimuth }) => azimuth)
    return role === 'front' || !box ? corners : boxBreaks(box)
  }
  const of = (index: number): MeasuredSection[] =>
    meridians.map((meridian) => meridian[index] as MeasuredSection)
  return {
    parts: sheets,
    groups: groupsOf(sheets, undefined),
    meridians,
    rings: sheets.map((sheet, index) => sheetRingSection(sheet, longestWay(of(index)), breaksOf(sheet.role))),
    surfaces: sheets.map((sheet: Sheet, index) =>
      box && boxRoles.has(sheet.role) ? boxSurface(box, sheet) : sheetSurface(sheet, of(index)),
    ),
    azimuths,
    planes,
    breaks,
    walk: { sheets, wallBreaks, ...(box && { box }) },
    offsetY: 0,
    air,
  }
}

function longestWay(meridians: readonly MeasuredSection[]): Float64Array {
  const length = ({ way }: MeasuredSection): number => way.at(-1) ?? 0
  return meridians.reduce((longest, next) => (length(next) > length(longest) ? next : longest)).way
}

import type { BSplineCurve, BSplinePatch } from '../../binding/native.ts'
import { WaveguideError } from '../../core/errors.ts'
import type { Sliced } from '../../core/sliced.ts'
import { degrees } from '../../core/units.ts'
import type { Sheet } from '../../geometry/sheet.ts'
import { inside, type RingSector } from '../rings/ring-azimuths.ts'
import { joinedSheets } from './joined-sheets.ts'
import { type PatchGap, patchGap, patchThrough, ringThrough, type SheetPiece } from './sheet-patch.ts'

/** Surfaces in pieces that meet in equal curves: what bounds a plane is the border of a patch. mm. */
export interface StepPatches {
  readonly patches: readonly BSplinePatch[]
  /** Index of the sheet that each patch is a piece of. */
  readonly patchSheets: readonly number[]
  /** Of each flat sheet its rings around the sector, the outer one first. */
  readonly flats: readonly FlatSheet[]
}

export interface FlatSheet {
  /** Its index. */
  readonly sheet: number
  readonly rings: readonly (readonly BSplineCurve[])[]
}

/** How patches are laid around the axis. */
export interface PatchLayout {
  /** What is made of the circle. */
  readonly sector: RingSector
  /** Azimuths at which patches end, rad. */
  readonly breaks: readonly number[]
  /** Azimuths at which the curvature of rings jumps, rad: sampled, and crossed by patches. */
  readonly tangencies?: readonly number[]
  /** Shift along +y, mm. */
  readonly offsetY: number
  /** What to do where there are no such patches, for the message. */
  readonly otherwise: string
}

/** How far a patch may leave the formula at places between its samples, mm. */
const tolerance = 0.01

/** Steps around of a piece, and samples in each step between stations: tried in turn until its patches keep the tolerance. */
const samplings: readonly { readonly steps: number; readonly density: number }[] = [1, 2].flatMap((density) =>
  [8, 16, 32, 64, 128].map((steps) => ({ steps, density })),
)

/**
 * A walk of sheets as B-spline patches through exact points: one for each quadrant, with more borders at `breaks`, and at
 * `tangencies` where it needs them. Of flat ends only the rings; nothing of sheets that are no wider than the tolerance.
 *
 * @throws {@link WaveguideError} `HORN_GEOMETRY` where no patch keeps within 0.01 mm of the formula.
 */
export function* stepPatches(sheets: readonly Sheet[], layout: PatchLayout): Sliced<StepPatches> {
  const { sector, breaks, tangencies = [], offsetY } = layout
  const joined = joinedSheets(sheets, tolerance)
  const curved = joined.filter(({ sheet }) => !isFlat(sheet))
  const flat = joined.filter(({ sheet }) => isFlat(sheet))
  const ends = flat.map(({ sheet }) => ringsOf(sheet))
  const rings = ends.map((found) => found.map((): BSplineCurve[] => []))
  const patches: BSplinePatch[] = []
  const patchSheets: number[] = []
  const borders = bordersAround(breaks, sector)
  for (let i = 1; i < borders.length; i++) {
    const piece = { from: borders[i - 1] as number, to: borders[i] as number }
    const places = [piece.from, ...inside(tangencies, piece), piece.to]
    const walk = curved.map(({ sheet }) => sheet)
    for (const { azimuths, made } of yield* piecePatches(walk, places, layout)) {
      patches.push(...made)
      patchSheets.push(...curved.map(({ index }) => index))
      for (const [plane, found] of ends.entries())
        for (const [ring, { sheet, u }] of found.entries())
          rings[plane]?.[ring]?.push(ringThrough({ sheet, azimuths, offsetY }, u))
    }
  }
  return {
    patches,
    patchSheets,
    flats: flat.map(({ index }, i) => ({ sheet: index, rings: rings[i] ?? [] })),
  }
}

const flatRoles: ReadonlySet<Sheet['role']> = new Set(['source', 'throat', 'plate', 'aperture'])

/** A source of two stations is a disc, one of more a cap. */
function isFlat({ role, stations }: Sheet): boolean {
  return flatRoles.has(role) && stations.length === 2
}

/** The ends of a flat sheet that are no points on the axis, the outer one first. */
function ringsOf(sheet: Sheet): { sheet: Sheet; u: number }[] {
  const radius = (u: number): number => sheet.at(u, 0)[0]
  return [0, 1]
    .filter((u) => radius(u) > 0)
    .sort((a, b) => radius(b) - radius(a))
    .map((u) => ({ sheet, u }))
}

/** Nearer than this two borders are one, rad. */
const sameAzimuth = 1e-9

/** Ends of the sector, quadrants and breaks in it, ascending. */
function bordersAround(breaks: readonly number[], { from, to }: RingSector): number[] {
  const count = Math.round((to - from) / (Math.PI / 2))
  const quarters = Array.from({ length: count + 1 }, (_, i) => from + (i * Math.PI) / 2)
  const own = inside(breaks, { from, to }).filter((azimuth) =>
    quarters.every((quarter) => Math.abs(azimuth - quarter) > sameAzimuth),
  )
  return [...quarters, ...own]
    .sort((a, b) => a - b)
    .filter((azimuth, i, all) => i === 0 || azimuth - (all[i - 1] as number) > sameAzimuth)
}

/** Patches of all sheets over the same azimuths, so that their common rings are the same curves. */
interface Piece {
  readonly azimuths: Float64Array
  readonly made: readonly BSplinePatch[]
}

/** Across all places where that keeps the tolerance, else one after the other from place to place. */
function* piecePatches(
  sheets: readonly Sheet[],
  places: readonly number[],
  { offsetY, otherwise }: PatchLayout,
): Sliced<Piece[]> {
  const across = yield* sectorPatches(sheets, places, offsetY)
  if (!('gap' in across)) return [across]
  const pieces: Piece[] = []
  for (let i = 1; places.length > 2 && i < places.length; i++) {
    const piece = yield* sectorPatches(sheets, places.slice(i - 1, i + 1), offsetY)
    if ('gap' in piece) throw roughError(piece.gap, otherwise)
    pieces.push(piece)
  }
  if (pieces.length === 0) throw roughError(across.gap, otherwise)
  return pieces
}

function* sectorPatches(
  sheets: readonly Sheet[],
  places: readonly number[],
  offsetY: number,
): Sliced<Piece | { readonly gap: PatchGap }> {
  let last: PatchGap | undefined
  for (const { steps, density } of samplings) {
    const azimuths = evenly(places, steps)
    const { made, gap } = yield* patchesThrough(sheets, { azimuths, density, offsetY })
    if (!gap) return { azimuths, made }
    last = gap
  }
  return { gap: last as PatchGap }
}

function* patchesThrough(
  sheets: readonly Sheet[],
  samples: Omit<SheetPiece, 'sheet'>,
): Sliced<{ made: readonly BSplinePatch[]; gap?: PatchGap }> {
  const made: BSplinePatch[] = []
  for (const sheet of sheets) {
    const piece = { ...samples, sheet }
    const patch = yield* patchThrough(piece)
    const gap = yield* patchGap(piece, patch, tolerance)
    if (gap) return { made, gap }
    made.push(patch)
  }
  return { made }
}

/** Each step between `places` in so many. */
function evenly(places: readonly number[], steps: number): Float64Array {
  const fine = places.slice(1).flatMap((to, i) => {
    const from = places[i] as number
    return Array.from({ length: steps }, (_, k) => from + ((to - from) * k) / steps)
  })
  return Float64Array.from([...fine, places.at(-1) as number])
}

function roughError({ role, distance, azimuth, z }: PatchGap, otherwise: string): WaveguideError {
  const azimuthDeg = Number(degrees(azimuth).toFixed(2))
  return new WaveguideError(
    'HORN_GEOMETRY',
    `the ${role} surface has no spline through it near z = ${z.toFixed(2)} mm at azimuth ${azimuthDeg}°: ${distance.toFixed(3)} mm ` +
      `lie between them, ${tolerance} mm are allowed. Smooth the formula there, or ${otherwise}`,
    { details: { role, azimuthDeg, z, distance, limit: tolerance } },
  )
}

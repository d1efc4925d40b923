import type { BSplineCurve, BSplinePatch } from '../../binding/native.ts'
import { WaveguideError } from '../../core/errors.ts'
import type { Sliced } from '../../core/sliced.ts'
import { degrees } from '../../core/units.ts'
import type { Sheet } from '../../geometry/sheet.ts'
import { type PatchGap, patchGap, patchThrough, ringThrough } from './sheet-patch.ts'

/** Surfaces in pieces that meet in equal curves: what bounds a plane is the border of a patch. mm. */
export interface StepPatches {
  readonly patches: readonly BSplinePatch[]
  /** Of each plane its closed borders, the outer one first. */
  readonly planes: readonly (readonly (readonly BSplineCurve[])[])[]
}

/** How far a patch may leave the formula at places between its samples, mm. */
const tolerance = 0.01

/** Steps around of a piece: doubled until its patches keep the tolerance. */
const fewestSteps = 8
const mostSteps = 128

/**
 * A closed walk of sheets as B-spline patches through exact points: one for each quadrant, with more borders at
 * `breaks`. Flat ends become planes.
 *
 * @param breaks - Azimuths at which rings have corners, rad.
 * @param offsetY - Shift along +y, mm.
 * @throws {@link WaveguideError} `HORN_GEOMETRY` where no patch keeps within 0.01 mm of the formula.
 */
export function* stepPatches(
  sheets: readonly Sheet[],
  breaks: readonly number[],
  offsetY: number,
): Sliced<StepPatches> {
  const joined = sheets.map((sheet, index) => beginningAt(sheets[index - 1], sheet))
  const curved = joined.filter((sheet) => !isFlat(sheet))
  const rings = joined.filter(isFlat).map(ringsOf)
  const planes = rings.map((borders) => borders.map((): BSplineCurve[] => []))
  const patches: BSplinePatch[] = []
  const borders = bordersAround(breaks)
  for (let i = 1; i < borders.length; i++) {
    const sector = [borders[i - 1] as number, borders[i] as number] as const
    const { azimuths, made } = yield* sectorPatches(curved, sector, offsetY)
    patches.push(...made)
    for (const [plane, borderRings] of rings.entries())
      for (const [border, { sheet, u }] of borderRings.entries())
        planes[plane]?.[border]?.push(ringThrough({ sheet, azimuths, offsetY }, u))
  }
  return { patches, planes }
}

/** The sheet from the very ring that the last one ends in: outer sides with normals of their own miss it by a micrometre. */
function beginningAt(before: Sheet | undefined, sheet: Sheet): Sheet {
  if (!before) return sheet
  return { ...sheet, at: (u, azimuth) => (u === 0 ? before.at(1, azimuth) : sheet.at(u, azimuth)) }
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

function bordersAround(breaks: readonly number[]): number[] {
  const quarters = [0, 1, 2, 3, 4].map((quarter) => (quarter * Math.PI) / 2)
  const own = breaks.filter((azimuth) =>
    quarters.every((quarter) => Math.abs(azimuth - quarter) > sameAzimuth),
  )
  return [...quarters, ...own]
    .sort((a, b) => a - b)
    .filter((azimuth, i, all) => i === 0 || azimuth - (all[i - 1] as number) > sameAzimuth)
}

/** All sheets have the same azimuths in a sector, so that their common rings are the same curves. */
function* sectorPatches(
  sheets: readonly Sheet[],
  sector: readonly [from: number, to: number],
  offsetY: number,
): Sliced<{ azimuths: Float64Array; made: readonly BSplinePatch[] }> {
  for (let steps = fewestSteps; ; steps *= 2) {
    const azimuths = evenly(sector, steps)
    const { made, gap } = yield* patchesThrough(sheets, azimuths, offsetY)
    if (!gap) return { azimuths, made }
    if (steps >= mostSteps) throw roughError(gap)
  }
}

function* patchesThrough(
  sheets: readonly Sheet[],
  azimuths: Float64Array,
  offsetY: number,
): Sliced<{ made: readonly BSplinePatch[]; gap?: PatchGap }> {
  const made: BSplinePatch[] = []
  for (const sheet of sheets) {
    const piece = { sheet, azimuths, offsetY }
    const patch = yield* patchThrough(piece)
    const gap = yield* patchGap(piece, patch, tolerance)
    if (gap) return { made, gap }
    made.push(patch)
  }
  return { made }
}

function evenly([from, to]: readonly [number, number], steps: number): Float64Array {
  return Float64Array.from({ length: steps + 1 }, (_, i) =>
    i === steps ? to : from + ((to - from) * i) / steps,
  )
}

function roughError({ role, distance, azimuth, z }: PatchGap): WaveguideError {
  const azimuthDeg = Number(degrees(azimuth).toFixed(2))
  return new WaveguideError(
    'HORN_GEOMETRY',
    `the ${role} surface has no spline through it near z = ${z.toFixed(2)} mm at azimuth ${azimuthDeg}°: ${distance.toFixed(3)} mm ` +
      `lie between them, ${tolerance} mm are allowed. Smooth the formula there, or write the mesh as STL instead`,
    { details: { role, azimuthDeg, z, distance, limit: tolerance } },
  )
}

import { runAtOnce, type Sliced } from '../core/sliced.ts'
import { degrees } from '../core/units.ts'
import type { Enclosure, Horn } from '../model/horn.ts'
import { AzimuthRows, tableAzimuths } from './azimuth-rows.ts'
import { type Box, boxAround, boxCorners, boxPlanes, boxSheets, type MouthExtents } from './enclosure.ts'
import { refuseBoundlessBend } from './free-profile.ts'
import { geometryError } from './geometry-error.ts'
import { rearPlate } from './rear-plate.ts'
import type { RingBreak } from './rounded-rectangle.ts'
import { curveOf, type Section } from './section.ts'
import { between, type MirrorPlanes, makeSheet, type Sheet, straight } from './sheet.ts'
import type { Around, TurnedPoint } from './sheet-table.ts'
import { capHeight, ringCurve } from './source-cap.ts'
import { stations } from './stations.ts'
import { throatRadiusMm } from './throat-area.ts'
import { throatPart, throatRings } from './throat-rings.ts'
import { throatBreaks } from './throat-shape.ts'
import { hornWall, type Wall } from './wall.ts'
import { mergedBreaks } from './wall-kinks.ts'
import { outerSheets, type Shell } from './wall-offset.ts'
import { mirrorPlanesOf } from './wall-symmetry.ts'

/** The closed body of a horn as the surfaces of a walk like that of `hornOutline`: of any that is not round. */
export interface Body {
  readonly sheets: readonly Sheet[]
  /** Planes that the body is its own image in. */
  readonly planes: MirrorPlanes
  /** Of an enclosure. */
  readonly box?: Box
  /** Azimuths at which rings have a corner or pass into one, rad. */
  readonly breaks: readonly number[]
}

/** Designs are not changed once parsed. */
const known = new WeakMap<Horn, Body>()

/**
 * The surfaces of the body around a horn whose wall or enclosure depends on the azimuth.
 *
 * `shell`: source, inner wall, rim, outer wall (the true normal offset), step, plate. `infinite-baffle`: source, inner
 * wall, aperture. `enclosure`: source, inner wall, front, edge, side, edge, back.
 *
 * @throws {@link WaveguideError} `HORN_GEOMETRY` where there is no such wall, rim or mouth, with place and azimuth.
 */
export function hornBody(horn: Horn): Body {
  return runAtOnce(slicedHornBody(horn))
}

/** {@link hornBody} in slices. */
export function* slicedHornBody(horn: Horn): Sliced<Body> {
  const before = known.get(horn)
  if (before) return before
  const body = yield* workedOut(horn)
  known.set(horn, body)
  return body
}

function* workedOut(horn: Horn): Sliced<Body> {
  const wall = hornWall(horn)
  const planes = mirrorPlanesOf(wall)
  const breaks = wall.breaks.map(({ azimuth }) => azimuth)
  const around = { planes, rows: new AzimuthRows(breaks) }
  yield
  const inner = yield* innerSheets(wall, around)
  const throat = yield* throatSheets(horn, wall, around)
  const path = [...throat, ...inner]
  const { kind, wallThicknessMm, enclosure } = horn.body
  if (kind === 'enclosure' && enclosure) return yield* boxed(path, enclosure, planes, wall.breaks)
  if (kind === 'infinite-baffle')
    return { sheets: [...path, yield* apertureSheet(inner, around)], planes, breaks }
  if (horn.profile.type === 'points') refuseBoundlessBend(horn.profile)
  const shell = yield* shellSheets(inner, throat[0]?.at(0, 0)[2] ?? 0, {
    thickness: wallThicknessMm,
    around,
    breaks: wall.breaks,
    keys: wall.sections(0).map(({ joint }) => joint),
  })
  return { sheets: [...path, ...shell], planes, breaks }
}

/** In a box with the mouth in its front. */
function* boxed(
  path: readonly Sheet[],
  enclosure: Enclosure,
  wallPlanes: MirrorPlanes,
  wallBreaks: readonly RingBreak[],
): Sliced<Body> {
  const mouth = path.at(-1) as Sheet
  const z = yield* flatFront(path, 'ENC_ROLLBACK')
  const box = boxAround(
    { ...(yield* extentsOf(mouth)), z },
    enclosure,
    Math.min(0, path[0]?.at(0, 0)[2] ?? 0),
  )
  const planes = wallPlanes.filter((plane) => boxPlanes(box).includes(plane))
  const corners = boxCorners(box).map((azimuth): RingBreak => ({ azimuth, kind: 'corner' }))
  const breaks = mergedBreaks(wallBreaks, corners).map(({ azimuth }) => azimuth)
  const around = { planes, rows: new AzimuthRows(breaks) }
  return { sheets: [...path, ...(yield* boxSheets(box, mouth, around))], planes, breaks, box }
}

/** Of a mouth that may lie askew; even ones get the same extents on both sides, bit for bit. */
function* extentsOf(mouth: Sheet): Sliced<Pick<MouthExtents, 'x' | 'y'>> {
  let [left, right, bottom, top] = [0, 0, 0, 0]
  for (let row = 0; row < extentAzimuths; row++) {
    if (row % pause === 0) yield
    const azimuth = (2 * Math.PI * row) / extentAzimuths
    const [radius] = mouth.at(1, azimuth)
    const [x, y] = [radius * Math.cos(azimuth), radius * Math.sin(azimuth)]
    left = Math.min(left, x)
    right = Math.max(right, x)
    bottom = Math.min(bottom, y)
    top = Math.max(top, y)
  }
  const rounded = (value: number): number => Number(value.toFixed(6))
  return { x: [rounded(left), rounded(right)], y: [rounded(bottom), rounded(top)] }
}

/** Azimuths between two pauses. */
const pause = 32

function* innerSheets(wall: Wall, around: Around): Sliced<Sheet[]> {
  const sheets: Sheet[] = []
  for (let index = 0; index < wall.sectionCount; index++) {
    const at = (u: number, p: number): TurnedPoint => {
      const { z, r } = sectionOf(wall, index, p).point(u)
      return [r, 0, z]
    }
    const along = (u: number, p: number): TurnedPoint => {
      const { z, r } = sectionOf(wall, index, p).jet(u)
      return [r[1], 0, z[1]]
    }
    sheets.push({ ...(yield* makeSheet('inner', yield* stationsOf(wall, index), around, at)), along })
  }
  return sheets
}

function sectionOf(wall: Wall, index: number, azimuth: number): Section {
  const section = wall.sections(azimuth)[index]
  if (!section) throw new RangeError(`a wall without a section ${index}`)
  return section
}

/** Azimuths that are asked for their stations; the one with most of them speaks for all. */
const surveyed = 16

function* stationsOf(wall: Wall, index: number): Sliced<Float64Array> {
  let most = straight
  for (let i = 0; i < surveyed; i++) {
    yield
    const places = stations(curveOf(sectionOf(wall, index, (2 * Math.PI * i) / surveyed)))
    if (places.length > most.length) most = places
  }
  return most
}

/**
 * The rings of a throat that is not round are those of the round throat of equal area, stretched to its edge; so is a spherical
 * source. One at right angles to the wall takes the wall's angle at p = 0.
 */
function* throatSheets(horn: Horn, wall: Wall, around: Around): Sliced<Sheet[]> {
  const edge = (p: number): number => sectionOf(wall, 0, p).point(0).r
  const radius = throatRadiusMm(horn)
  const height = capHeight(horn.sources, radius, curveOf(sectionOf(wall, 0, 0)).tangent(0))
  const isAngular = throatBreaks(horn.profile).length > 0
  const sheets: Sheet[] = []
  for (const ring of throatRings(horn.sources, radius)) {
    const curve = ringCurve(radius, height, ring)
    const { start, end } = curve
    const places = height === 0 ? straight : stations(curve).map((place) => (place - start) / (end - start))
    const at = (u: number, p: number): TurnedPoint => {
      const { z, r } = curve.point(u === 1 ? end : start + u * (end - start))
      return [(edge(p) * r) / radius, 0, z]
    }
    sheets.push({ ...(yield* makeSheet(throatPart(ring), places, around, at)), isAngular })
  }
  return sheets
}

/** Azimuths at which a mouth's extents are looked for; they are rounded to whole mm afterwards. */
const extentAzimuths = 1440

/** How far from one plane the mouth's edge may be, mm. */
const rimTolerance = 1e-6

function* apertureSheet(inner: readonly Sheet[], around: Around): Sliced<Sheet> {
  const mouth = inner.at(-1) as Sheet
  const front = yield* flatFront(inner, 'BAFFLE_RIM')
  return yield* makeSheet('aperture', straight, around, (u, p) => [(1 - u) * mouth.at(1, p)[0], 0, front])
}

/** z of a mouth whose edge lies in one plane, in front of all of the wall, mm. */
function* flatFront(path: readonly Sheet[], reason: 'BAFFLE_RIM' | 'ENC_ROLLBACK'): Sliced<number> {
  const mouth = path.at(-1) as Sheet
  const front = mouth.at(1, 0)[2]
  for (let row = 0; row < tableAzimuths; row++) {
    yield
    const azimuth = (2 * Math.PI * row) / tableAzimuths
    const rim = mouth.at(1, azimuth)[2]
    if (Math.abs(rim - front) > rimTolerance) throw rimError(reason, 'is not flat', rim, azimuth)
    for (const { at, stations: places } of path)
      for (const u of places)
        if (at(u, azimuth)[2] > front + rimTolerance)
          throw rimError(reason, 'lies behind the front-most place of the wall', rim, azimuth)
  }
  return front
}

function rimError(reason: 'BAFFLE_RIM' | 'ENC_ROLLBACK', what: string, rim: number, azimuth: number): Error {
  const azimuthDeg = Number(degrees(azimuth).toFixed(2))
  return geometryError(
    reason,
    `the mouth's edge ${what} (z = ${rim.toFixed(3)} mm at azimuth ${azimuthDeg}°), so there is no mouth to put into a plane. ` +
      'Make length and rotation the same at all azimuths and end the curve before it rolls back, or take body "shell"',
    { rim, azimuthDeg },
  )
}

/** @param pole - z of the source's middle, mm. */
function* shellSheets(inner: readonly Sheet[], pole: number, shell: Shell): Sliced<Sheet[]> {
  const { thickness, around } = shell
  const outer = yield* outerSheets(inner, shell)
  const mouth = inner.at(-1) as Sheet
  const lip = outer[0] as Sheet
  const last = outer.at(-1) as Sheet
  const rear = rearPlate(pole, thickness, rearmost(outer))
  const corner = (p: number): TurnedPoint => {
    const [radial, around] = last.at(1, p)
    return [radial, around, rear]
  }
  return [
    yield* makeSheet('rim', straight, around, (u, p) => between(mouth.at(1, p), lip.at(0, p), u)),
    ...outer,
    yield* makeSheet('step', straight, around, (u, p) => between(last.at(1, p), corner(p), u)),
    yield* makeSheet('plate', straight, around, (u, p) => between(corner(p), [0, 0, rear], u)),
  ]
}

function rearmost(outer: readonly Sheet[]): number {
  let least = Number.POSITIVE_INFINITY
  for (const { table, stations: places } of outer) {
    const points = new Float64Array(3 * places.length)
    for (let row = 0; row < tableAzimuths; row++) {
      table.meridian((2 * Math.PI * row) / tableAzimuths, points)
      for (let k = 2; k < points.length; k += 3) least = Math.min(least, points[k] as number)
    }
  }
  return least
}

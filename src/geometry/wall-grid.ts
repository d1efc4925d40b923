import { finiteOption, optionError, refuseUnknownKeys } from '../core/options.ts'
import { degrees, radians } from '../core/units.ts'
import type { Horn } from '../model/horn.ts'
import type { WallGrid } from '../model/wall-grid.ts'
import { curveOf, type Section } from './section.ts'
import { equalArcs } from './stations.ts'
import { hornWall, type Wall } from './wall.ts'

/** Where meridians and rings stand. */
export interface WallGridOptions {
  /** Ascending in [0, 360). Omitted: as many equal steps as the design's own grid asks for, else 120, and the corners. */
  readonly azimuthsDeg?: ArrayLike<number>
  /** Number of rings, throat and mouth included; omitted: one more than the design's own segments, else 41. */
  readonly rings?: number
}

/** ATH's defaults of Mesh.AngularSegments and Mesh.LengthSegments. */
const defaultAzimuths = 120
const defaultSegments = 40

const mostPoints = 1e6

/**
 * The inner wall as meridians and rings, exact points of the formula.
 *
 * Rings are curves of one parameter of the formula; along the meridian at azimuth 0 they stand at equal steps of arc
 * length between kinks and joints, which are rings themselves. The corners of a morph's target are meridians. Includes
 * `scale`; the vertical offset is in `axisY`. The numbers asked for are those that are made, plus the corners.
 *
 * @throws {@link WaveguideError} `OPTION` for azimuths that do not ascend in [0, 360), fewer rings than the wall has
 * joints, or more than a million points; `HORN_PARAMETER` or `HORN_GEOMETRY` where an azimuth has no wall.
 */
export function wallGrid(horn: Horn, options: WallGridOptions = {}): WallGrid {
  refuseUnknownKeys('WallGridOptions', options, ['azimuthsDeg', 'rings'])
  const wall = hornWall(horn)
  const azimuthsDeg = options.azimuthsDeg
    ? checkedAzimuths(options.azimuthsDeg)
    : evenAzimuths(horn.grid?.angular ?? defaultAzimuths, wall)
  const wished = Math.max(horn.grid?.length ?? defaultSegments, wall.sectionCount) + 1
  const rings = checkedRings(options.rings ?? wished, wall, azimuthsDeg)
  const places = ringPlaces(wall, rings)
  const points = Array.from(azimuthsDeg, (azimuthDeg) => {
    const sections = wall.sections(radians(azimuthDeg))
    return places.map(({ section, local }) => (sections[section] as Section).point(local))
  }).flat()
  return {
    family: horn.profile.type,
    azimuthsDeg,
    u: Float64Array.from(places, ({ section, local }) => (section + local) / wall.sectionCount),
    z: Float64Array.from(points, ({ z }) => z),
    r: Float64Array.from(points, ({ r }) => r),
    closed: isAllAround(azimuthsDeg),
    axisY: horn.verticalOffset ?? 0,
  }
}

function evenAzimuths(count: number, { breaks }: Wall): Float64Array {
  const even = Array.from({ length: Math.round(count) }, (_, i) => (360 * i) / Math.round(count))
  const corners = breaks.map(({ azimuth }) => (degrees(azimuth) + 360) % 360)
  // A corner that an even step meets but for rounding is that step.
  const between = corners.filter((corner) => even.every((step) => Math.abs(step - corner) > 1e-9))
  return Float64Array.from(new Set([...even, ...between])).sort()
}

function checkedAzimuths(given: ArrayLike<number>): Float64Array {
  const name = 'WallGridOptions.azimuthsDeg'
  const azimuths = Array.from(given)
  for (const [index, azimuth] of azimuths.entries()) {
    finiteOption(`${name}[${index}]`, azimuth, { min: 0 })
    if (azimuth >= 360 || azimuth <= (azimuths[index - 1] ?? -1))
      throw optionError(`${name}[${index}]`, 'above the one before and below 360', azimuth)
  }
  if (azimuths.length === 0) throw optionError(name, 'one azimuth at least', given)
  return Float64Array.from(azimuths)
}

function checkedRings(rings: number, { sectionCount }: Wall, azimuthsDeg: Float64Array): number {
  const fewest = sectionCount + 1
  const most = Math.floor(mostPoints / azimuthsDeg.length)
  if (Number.isInteger(rings) && rings >= fewest && rings <= most) return rings
  throw optionError('WallGridOptions.rings', `an integer from ${fewest} to ${most} for this wall`, rings)
}

interface RingPlace {
  readonly section: number
  /** The section's own parameter, 0…1. */
  readonly local: number
}

function ringPlaces(wall: Wall, rings: number): RingPlace[] {
  const curves = wall.sections(0).map(curveOf)
  const counts = shared(
    curves.map((curve) => arcLength(curve.speed)),
    rings - 1,
  )
  const places = curves.flatMap((curve, section) => {
    const locals = equalArcs(curve, (counts[section] ?? 1) + 1)
    return Array.from(locals.subarray(0, -1), (local) => ({ section, local }))
  })
  return [...places, { section: curves.length - 1, local: 1 }]
}

/** Enough to share out rings, which are whole numbers. */
const arcSteps = 64

function arcLength(speed: (u: number) => number): number {
  let sum = 0
  for (let i = 0; i < arcSteps; i++) sum += speed((i + 0.5) / arcSteps) / arcSteps
  return sum
}

/** Shares out `count` intervals by length, one at least to each. */
function shared(lengths: readonly number[], count: number): number[] {
  const counts = lengths.map(() => 1)
  for (let given = lengths.length; given < count; given++) {
    const steps = lengths.map((length, index) => length / (counts[index] ?? 1))
    const longest = steps.indexOf(steps.reduce((most, step) => Math.max(most, step), 0))
    counts[longest] = (counts[longest] ?? 0) + 1
  }
  return counts
}

/** True when the way from the last azimuth to the first is one step as well, give or take one that was left out. */
function isAllAround(azimuthsDeg: Float64Array): boolean {
  const last = azimuthsDeg.at(-1) ?? 0
  const back = (azimuthsDeg[0] ?? 0) + 360 - last
  const steps = Array.from(azimuthsDeg.subarray(1), (azimuth, index) => azimuth - (azimuthsDeg[index] ?? 0))
  return back < 180 && back <= 2 * steps.reduce((most, step) => Math.max(most, step), 0)
}

import type { PointsProfile } from '../model/horn.ts'
import { type Cubic, cubicAt, pchipThrough, splineThrough } from './cubic-spline.ts'
import { geometryError } from './geometry-error.ts'
import { addJets, composeJet, type Jet } from './jet.ts'
import { distanceOf } from './meridian.ts'
import type { RingBreak } from './rounded-rectangle.ts'
import { joinedBy, portion, type Section } from './section.ts'

/** Exponent of the superellipse from the horizontal to the vertical meridian, when a design is silent. */
const ellipse = 2

/** A column of the points as a function of u. */
type Column = (u: number) => Jet

/**
 * The wall through given points: every column is interpolated over the normalised chord length of the first meridian;
 * straight steps are sections of their own.
 *
 * With three columns the radius at the azimuth p is (|cos p/rH|ⁿ + |sin p/rV|ⁿ)^(−1/n).
 *
 * @param azimuth - rad.
 */
export function freeSections(profile: PointsProfile, azimuth: number): Section[] {
  const { points, interpolation } = profile
  const values = (index: number): Float64Array => Float64Array.from(points, (point) => point[index] ?? 0)
  const knots = chordLengths(values(0), values(1))
  const section = (column: (index: number) => Column): Section => {
    const horizontal = column(1)
    const r = hasTwoMeridians(profile) ? lofted(profile, horizontal, column(2), azimuth) : horizontal
    return columnSection(column(0), r)
  }
  if (interpolation !== 'linear') {
    const through = interpolation === 'spline' ? splineThrough : pchipThrough
    const cubics = [0, 1, 2].map((index) => through(knots, values(index)))
    refuseCusps(cubics)
    for (const cubic of cubics.slice(1)) refusePinches(cubic)
    return [section((index) => cubicColumn(cubics[index] as Cubic))]
  }
  return [...knots.subarray(1)].map((to, i) => {
    const step = section((index) => straightColumn(knots, values(index), i))
    return joinedBy(`points[${i}]`, portion(step, knots[i] ?? 0, to))
  })
}

/** A monotone cubic stands still where both z and r turn back at one point. */
function refuseCusps([z, r]: readonly Cubic[]): void {
  const at = z?.slopes.findIndex((slope, i) => slope === 0 && r?.slopes[i] === 0) ?? -1
  if (at < 0) return
  throw geometryError(
    'PROFILE_DOMAIN',
    `the wall turns back in z and in r at points[${at}]: a cusp. Move the point, or take interpolation "spline"`,
    { parameter: 'points', index: at },
  )
}

const looksPerStep = 16

/** A spline may swing far inside its points, to a hair of a throat or beyond the axis: nobody drew that. */
function refusePinches({ knots, values, ...cubic }: Cubic): void {
  for (let i = 0; i + 1 < knots.length; i++) {
    const [from, to] = [knots[i] ?? 0, knots[i + 1] ?? 0]
    const least = Math.min(values[i] ?? 0, values[i + 1] ?? 0) / 2
    for (let look = 1; look < looksPerStep; look++) {
      const [r] = cubicAt({ knots, values, ...cubic }, from + ((to - from) * look) / looksPerStep)
      if (r < least)
        throw geometryError(
          'PROFILE_DOMAIN',
          `the curve narrows to ${r.toFixed(3)} mm between points[${i}] and points[${i + 1}], less than half the radius of either. ` +
            'Add points there, or take interpolation "pchip"',
          { parameter: 'points', index: i, radius: r },
        )
    }
  }
}

function cubicColumn(cubic: Cubic): Column {
  return (u) => cubicAt(cubic, u)
}

/** The line through knots i and i + 1. */
function straightColumn(knots: Float64Array, values: Float64Array, i: number): Column {
  const [start, end] = [knots[i] ?? 0, knots[i + 1] ?? 0]
  const [from, to] = [values[i] ?? 0, values[i + 1] ?? 0]
  const slope = (to - from) / (end - start)
  return (u) => [u === end ? to : from + (u - start) * slope, slope, 0]
}

/** True for a profile of three columns. */
export function hasTwoMeridians({ points }: PointsProfile): boolean {
  return points[0]?.length === 3
}

/**
 * Where the rings of two meridians have corners: on the axes with exponent 1. Between 1 and 2 they bend there without bound.
 */
export function loftBreaks(profile: PointsProfile): RingBreak[] {
  const { exponent = ellipse } = profile
  if (!hasTwoMeridians(profile) || exponent >= ellipse) return []
  const kind = exponent === 1 ? 'corner' : 'tangency'
  return [0, 1, 2, 3].map((quarter) => ({ azimuth: (quarter * Math.PI) / 2, kind }))
}

/** Least exponent above 1 of a wall with an outer side: below, its bend on the axes is too narrow for the tables. */
const leastShellExponent = 1.5

/**
 * Refuses a wall of two meridians that bends too sharply on the axes to have an outer side, and has no edge there either.
 *
 * @throws {@link WaveguideError} `HORN_GEOMETRY`, reason `PROFILE_DOMAIN`, for an exponent between 1 and 1.5, with the mouth's place.
 */
export function refuseBoundlessBend(profile: PointsProfile): void {
  const { exponent = ellipse, points } = profile
  if (!hasTwoMeridians(profile) || exponent === 1 || exponent >= leastShellExponent) return
  const [z = 0, r = 0] = points.at(-1) ?? []
  throw geometryError(
    'PROFILE_DOMAIN',
    `exponent = ${exponent} bends the wall without bound at azimuths 0°, 90°, 180° and 270°, as at z = ${z} mm, r = ${r} mm, and its outer ` +
      `side cannot follow. Take exponent 1, which has edges there, at least ${leastShellExponent}, or body "infinite-baffle"`,
    { parameter: 'exponent', value: exponent, limit: leastShellExponent, azimuthDeg: 0, z, r },
  )
}

function columnSection(z: Column, r: Column): Section {
  return {
    point: (u) => ({ z: z(u)[0], r: r(u)[0], progress: u }),
    jet: (u) => ({ z: z(u), r: r(u), progress: [u, 1, 0] }),
  }
}

function lofted(
  { exponent: n = ellipse }: PointsProfile,
  horizontal: Column,
  vertical: Column,
  azimuth: number,
): Column {
  const share = (radius: Jet, part: number): Jet => scaledPower(radius, part ** n, -n)
  const [cos, sin] = [Math.abs(Math.cos(azimuth)), Math.abs(Math.sin(azimuth))]
  return (u) => scaledPower(addJets(share(horizontal(u), cos), share(vertical(u), sin)), 1, -1 / n)
}

/** factor·x^power. */
function scaledPower(x: Jet, factor: number, power: number): Jet {
  const [value] = x
  const slope = factor * power * value ** (power - 1)
  return composeJet([factor * value ** power, slope, (slope * (power - 1)) / value], x)
}

function chordLengths(z: Float64Array, r: Float64Array): Float64Array {
  const lengths = new Float64Array(z.length)
  for (let i = 1; i < z.length; i++)
    lengths[i] =
      (lengths[i - 1] ?? 0) + distanceOf((z[i] ?? 0) - (z[i - 1] ?? 0), (r[i] ?? 0) - (r[i - 1] ?? 0))
  const total = lengths.at(-1) ?? 1
  return lengths.map((length, i) => (i === z.length - 1 ? 1 : length / total))
}

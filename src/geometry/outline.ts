import { WaveguideError } from '../core/errors.ts'
import type { Horn } from '../model/horn.ts'
import { type BodyPart, type OutlineRole, partOf } from './body-part.ts'
import { selfCrossing } from './crossing.ts'
import type { SampledCurve } from './distance.ts'
import { geometryError } from './geometry-error.ts'
import { meridianCurves } from './horn-meridian.ts'
import {
  distanceOf,
  lineCurve,
  type MeridianCurve,
  type PlanePoint,
  reversed,
  shortestSection,
} from './meridian.ts'
import { outerWall, type WallFold } from './outer-wall.ts'
import { rearPlate } from './rear-plate.ts'
import { capHeight, ringCurve } from './source-cap.ts'
import { joinedPoints, pointsAt, stations } from './stations.ts'
import { throatPart, throatRings } from './throat-rings.ts'

/**
 * One stretch of the generator of a body of revolution, in walking order.
 *
 * With z to the right and r up, the air lies on the right of the walk.
 */
export interface OutlineSection extends SampledCurve, BodyPart {
  readonly kind: 'line' | 'spline'
  /** 2·P: z, r in mm; exact points of the formula. The last is the next section's first, bit for bit. */
  readonly points: Float64Array
  /** P: the curve's parameters at `points`, ascending. */
  readonly parameters: Float64Array
  /** The exact curve behind the points, walked the same way. */
  readonly curve: MeridianCurve
}

/** The generator of a horn's body, with what had to be done to its wall. */
export interface HornOutline {
  readonly sections: readonly OutlineSection[]
  readonly folds: readonly WallFold[]
}

/**
 * The closed walk around a horn's solid body, from the source's centre on the axis to the rear plate's centre.
 *
 * Roles in order: `source` (line), `inner` (spline), `rim` (line), `outer` (spline, from the mouth backwards), `step`
 * (line, straight back), `plate` (line, to the axis). A kink of the formula or a crease of the outer wall cuts
 * `inner` or `outer` into several sections of the same role. An `infinite-baffle` is the air itself: `source`, `inner`,
 * and `aperture`, the flat mouth back to the axis. A `bare` horn has `source` and `inner` only. Several sources, and
 * rigid rings of the throat (`throat`), follow each other from the axis outwards. A spherical source is a spline.
 *
 * The outer wall is the true normal offset of the inner one; the rear plate stands at
 * z = min(−wall, rear-most outer point − 0.5 mm).
 *
 * @param horn - A round one: its meridian at p = 0 is taken for all.
 * @throws {@link WaveguideError} `HORN_GEOMETRY` when the wall or the body would intersect itself.
 */
export function hornOutline(horn: Horn): OutlineSection[] {
  return [...hornOutlineWithFolds(horn).sections]
}

/** Designs are not changed once parsed; a copy with notes or another name has the same profile. */
const known = new WeakMap<Horn['profile'], { horn: Horn; outline: HornOutline }>()

/** {@link hornOutline} together with the folds that its outer wall was cut at. */
export function hornOutlineWithFolds(horn: Horn): HornOutline {
  const before = known.get(horn.profile)
  if (before && isSameBody(before.horn, horn)) return before.outline
  const outline = workedOut(horn)
  known.set(horn.profile, { horn, outline })
  return outline
}

function isSameBody(a: Horn, b: Horn): boolean {
  return a.body === b.body && a.sources === b.sources && a.morph === b.morph && a.scale === b.scale
}

function workedOut(horn: Horn): HornOutline {
  const curves = meridianCurves(horn)
  const throat = throatSections(horn, curves[0])
  const inner = connected([...throat, ...splines('inner', curves)])
  refuseCrossing(inner, 'the inner wall')
  if (horn.body.kind === 'infinite-baffle') return { sections: [...inner, aperture(inner)], folds: [] }
  if (horn.body.kind !== 'shell') return { sections: inner, folds: [] }

  const { wallThicknessMm } = horn.body
  const wall = outerWall(inner.slice(throat.length), wallThicknessMm)
  const outer = splines('outer', wall.curves.map(reversed).reverse())
  const sections = connected([
    ...inner,
    line('rim', lastPoint(inner), firstPoint(outer)),
    ...outer,
    ...rearClosure(outer, wallThicknessMm, inner[0]?.points[0] ?? 0),
  ])
  refuseCrossing(sections, 'the body')
  return { sections, folds: wall.folds }
}

function throatSections({ sources }: Horn, wall: MeridianCurve | undefined): OutlineSection[] {
  const radius = wall?.point(wall.start).r ?? 0
  const height = wall ? capHeight(sources, radius, wall.tangent(wall.start)) : 0
  return throatRings(sources, radius).flatMap((ring) => {
    const part = throatPart(ring)
    const curve = ringCurve(radius, height, ring)
    if (height !== 0) return splines(part, [curve])
    return [line(part, curve.point(curve.start), curve.point(curve.end))]
  })
}

/** The mouth of a horn in a rigid plane. */
function aperture(inner: readonly OutlineSection[]): OutlineSection {
  const mouth = lastPoint(inner)
  for (const { points } of inner)
    for (let i = 0; i < points.length; i += 2)
      if ((points[i] ?? 0) > mouth.z + rimTolerance) throw behindTheFront(mouth.z, points[i] ?? 0)
  return line('aperture', mouth, { z: mouth.z, r: 0 })
}

/** How far the wall may stand in front of a mouth that lies in a plane, mm. */
const rimTolerance = 1e-6

function behindTheFront(rim: number, front: number): WaveguideError {
  return geometryError(
    'BAFFLE_RIM',
    `the wall rolls back: its rim at z = ${rim.toFixed(3)} mm lies behind its front-most place at ${front.toFixed(3)} mm, ` +
      'so there is no mouth to put into a plane. End the curve there (R-OSSE: a smaller tmax), or take body "shell"',
    { rim, front },
  )
}

/** @param pole - z of the source's centre, mm: the plate stands behind a source that bends backwards. */
function rearClosure(
  outer: readonly OutlineSection[],
  wallThicknessMm: number,
  pole: number,
): OutlineSection[] {
  let rearmost = Number.POSITIVE_INFINITY
  for (const { points } of outer) {
    for (let i = 0; i < points.length; i += 2) rearmost = Math.min(rearmost, points[i] ?? 0)
  }
  const ring = lastPoint(outer)
  const corner = { z: rearPlate(pole, wallThicknessMm, rearmost), r: ring.r }
  return [line('step', ring, corner), line('plate', corner, { z: corner.z, r: 0 })]
}

function line(part: OutlineRole | BodyPart, from: PlanePoint, to: PlanePoint): OutlineSection {
  const points = Float64Array.of(from.z, from.r, to.z, to.r)
  return {
    ...partOf(part),
    kind: 'line',
    points,
    parameters: Float64Array.of(0, 1),
    curve: lineCurve(from, to),
  }
}

function splines(part: OutlineRole | BodyPart, curves: readonly MeridianCurve[]): OutlineSection[] {
  return curves.flatMap((curve) => {
    const from = curve.point(curve.start)
    const to = curve.point(curve.end)
    if (distanceOf(to.z - from.z, to.r - from.r) < shortestSection) return []
    const parameters = stations(curve)
    return [{ ...partOf(part), kind: 'spline', points: pointsAt(curve, parameters), parameters, curve }]
  })
}

/** Makes each section begin at the very bits that the one before ends with. */
function connected(sections: readonly OutlineSection[]): OutlineSection[] {
  for (const [index, section] of sections.entries()) {
    const before = sections[index - 1]
    if (before) section.points.set(before.points.subarray(-2))
  }
  return [...sections]
}

function firstPoint(sections: readonly OutlineSection[]): PlanePoint {
  const points = sections[0]?.points
  return { z: points?.[0] ?? 0, r: points?.[1] ?? 0 }
}

function lastPoint(sections: readonly OutlineSection[]): PlanePoint {
  const points = sections.at(-1)?.points
  return { z: points?.at(-2) ?? 0, r: points?.at(-1) ?? 0 }
}

function refuseCrossing(sections: readonly OutlineSection[], what: string): void {
  const crossing = selfCrossing(joinedPoints(sections.map(({ points }) => points)))
  if (!crossing) return
  const { z, r } = crossing
  throw new WaveguideError(
    'HORN_GEOMETRY',
    `${what} intersects itself near z = ${z.toFixed(2)} mm, r = ${r.toFixed(2)} mm; ` +
      'such parameters make no horn. Change the profile there, or use a thinner wall.',
    { details: { z, r, reason: 'PROFILE_SELF_INTERSECTION' } },
  )
}

import { WaveguideError } from '../core/errors.ts'
import type { Horn } from '../model/horn.ts'
import { selfCrossing } from './crossing.ts'
import type { SampledCurve } from './distance.ts'
import { meridianCurves } from './horn-meridian.ts'
import { distanceOf, lineCurve, type MeridianCurve, type PlanePoint, reversed } from './meridian.ts'
import { outerWall, type WallFold } from './outer-wall.ts'
import { joinedPoints, pointsAt, stations } from './stations.ts'

export type OutlineRole = 'source' | 'inner' | 'rim' | 'outer' | 'step' | 'plate'

/**
 * One stretch of the generator of a body of revolution, in walking order.
 *
 * With z to the right and r up, the air lies on the right of the walk.
 */
export interface OutlineSection extends SampledCurve {
  readonly role: OutlineRole
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

/** Shortest stretch that becomes a section, mm; what is shorter closes up. */
const shortestSection = 1e-3

/** Distance of the rear plate behind the rear-most place of the outer wall, at least, mm. */
const rearClearance = 0.5

/**
 * The closed walk around a horn's solid body, from the source's centre on the axis to the rear plate's centre.
 *
 * Roles in order: `source` (line), `inner` (spline), `rim` (line), `outer` (spline, from the mouth backwards), `step`
 * (line, straight back), `plate` (line, to the axis). A kink of the formula or a crease of the outer wall cuts
 * `inner` or `outer` into several sections of the same role. Bodies other than `shell` have `source` and `inner` only.
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
  return a.body === b.body && a.morph === b.morph && a.scale === b.scale
}

function workedOut(horn: Horn): HornOutline {
  const curves = meridianCurves(horn)
  const throat = { z: 0, r: curves[0]?.point(curves[0].start).r ?? 0 }
  const walls = splines('inner', curves)
  const inner = connected([line('source', { z: 0, r: 0 }, throat), ...walls])
  refuseCrossing(inner, 'the inner wall')
  if (horn.body.kind !== 'shell') return { sections: inner, folds: [] }

  const { wallThicknessMm } = horn.body
  const wall = outerWall(inner.slice(1), wallThicknessMm)
  const outer = splines('outer', wall.curves.map(reversed).reverse())
  const sections = connected([
    ...inner,
    line('rim', lastPoint(inner), firstPoint(outer)),
    ...outer,
    ...rearClosure(outer, wallThicknessMm),
  ])
  refuseCrossing(sections, 'the body')
  return { sections, folds: wall.folds }
}

function rearClosure(outer: readonly OutlineSection[], wallThicknessMm: number): OutlineSection[] {
  let rearmost = Number.POSITIVE_INFINITY
  for (const { points } of outer) {
    for (let i = 0; i < points.length; i += 2) rearmost = Math.min(rearmost, points[i] ?? 0)
  }
  const ring = lastPoint(outer)
  const corner = { z: Math.min(-wallThicknessMm, rearmost - rearClearance), r: ring.r }
  return [line('step', ring, corner), line('plate', corner, { z: corner.z, r: 0 })]
}

function line(role: OutlineRole, from: PlanePoint, to: PlanePoint): OutlineSection {
  const points = Float64Array.of(from.z, from.r, to.z, to.r)
  return { role, kind: 'line', points, parameters: Float64Array.of(0, 1), curve: lineCurve(from, to) }
}

function splines(role: OutlineRole, curves: readonly MeridianCurve[]): OutlineSection[] {
  return curves.flatMap((curve) => {
    const from = curve.point(curve.start)
    const to = curve.point(curve.end)
    if (distanceOf(to.z - from.z, to.r - from.r) < shortestSection) return []
    const parameters = stations(curve)
    return [{ role, kind: 'spline', points: pointsAt(curve, parameters), parameters, curve }]
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

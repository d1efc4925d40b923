import { WaveguideError } from '../core/errors.ts'
import { isCloserThan, refined, type SampledCurve } from './distance.ts'
import { leftNormal, type MeridianCurve, type PlanePoint, trimmed } from './meridian.ts'
import { arcCurve, offsetCurve } from './offset.ts'
import { bisect } from './stations.ts'

/** A stretch of the inner wall whose parallel is swallowed by its neighbours. */
export interface WallFold {
  readonly place: 'throat' | 'flare'
  /** Where the inner wall curves most within the fold, mm. */
  readonly z: number
  readonly r: number
  /** Radius of curvature there, mm. */
  readonly curvatureRadiusMm: number
}

/** The outer wall as smooth curves from throat to mouth, each beginning where the one before ends. */
export interface OuterWall {
  readonly curves: readonly MeridianCurve[]
  readonly folds: readonly WallFold[]
}

/** Places at which each parallel curve is tested for being swallowed. */
const probeCount = 256

/** The wall's samples are divided by this: near the middle of a bend two places almost as near lie close together. */
const probeRefinement = 4

/** Bound on their chord errors after that, mm: a sixteenth of the outline's 0.02 mm, and room for uneven bends. */
const probeChordError = 0.005

/** How much closer than the wall a point of the parallel may come before it counts as swallowed, mm. */
const swallowMargin = 1e-7

/** Largest gap between two branches that meet at a crease, mm. */
const creaseGap = 1e-3

interface Probe {
  readonly inner: MeridianCurve
  readonly parallel: MeridianCurve
  readonly isSwallowed: (parameter: number) => boolean
}

interface Stretch {
  readonly probe: Probe
  readonly from: number
  readonly to: number
  readonly kept: boolean
}

/**
 * The envelope of all points at the distance `thickness` from the inner wall, on its left.
 *
 * Where the wall turns towards the outer side with a radius below `thickness`, the parallel curve folds; what lies
 * closer than `thickness` to the inner wall is dropped. At the throat the outer wall then begins later; in a flare
 * its branches meet in a crease; at or behind a lip there is no such wall.
 *
 * @throws {@link WaveguideError} `HORN_GEOMETRY` with place and radius where no wall of that thickness exists.
 */
export function outerWall(inner: readonly SampledCurve[], thickness: number): OuterWall {
  const stretches = mergedStretches(probesOf(inner, thickness).flatMap(stretchesOf))
  const folds: WallFold[] = []
  for (const [index, stretch] of stretches.entries()) {
    if (stretch.kept) continue
    const atEnd = index === stretches.length - 1
    folds.push(foldOf(stretch, { thickness, atStart: index === 0, atEnd }))
  }
  const curves = stretches.flatMap(({ probe, from, to, kept }) =>
    kept ? [trimmed(probe.parallel, from, to)] : [],
  )
  refuseGaps(curves, thickness)
  return { curves, folds }
}

function probesOf(inner: readonly SampledCurve[], thickness: number): Probe[] {
  const fine = inner.map((wall) => refined(wall, probeRefinement))
  const probes: Probe[] = []
  const add = (curve: MeridianCurve, parallel: MeridianCurve): void => {
    const isSwallowed = (parameter: number): boolean => {
      // There the parallel curve itself runs backwards.
      if (parallel.speed(parameter) < 0) return true
      const place = parallel.point(parameter)
      return fine.some((wall) => isCloserThan(thickness - swallowMargin, wall, probeChordError, place))
    }
    probes.push({ inner: curve, parallel, isSwallowed })
  }
  for (const [index, { curve }] of inner.entries()) {
    const before = inner[index - 1]?.curve
    const gap = before && kinkArc(before, curve, thickness)
    if (gap) add(curve, gap)
    add(curve, offsetCurve(curve, thickness))
  }
  return probes
}

/** The arc that closes the gap of the parallels where the wall turns away from its outer side. */
function kinkArc(before: MeridianCurve, after: MeridianCurve, thickness: number): MeridianCurve | undefined {
  const from = leftNormal(before.tangent(before.end))
  const to = leftNormal(after.tangent(after.start))
  if (from.z * to.r - from.r * to.z >= 0) return undefined
  return arcCurve(after.point(after.start), thickness, from, to)
}

/** The kept and the swallowed stretches of one parallel curve, in order. */
function stretchesOf(probe: Probe): Stretch[] {
  const { start, end } = probe.parallel
  const at = (i: number): number => (i === probeCount ? end : start + ((end - start) * i) / probeCount)
  const stretches: Stretch[] = []
  let from = start
  let swallowed = probe.isSwallowed(start)
  for (let i = 1; i <= probeCount; i++) {
    if (probe.isSwallowed(at(i)) === swallowed) continue
    const was = swallowed
    const border = bisect(at(i - 1), at(i), (parameter) => probe.isSwallowed(parameter) === was)
    stretches.push({ probe, from, to: border, kept: !was })
    from = border
    swallowed = !was
  }
  if (from < end) stretches.push({ probe, from, to: end, kept: !swallowed })
  return stretches
}

/** Joins swallowed stretches that follow each other across a joint of the wall. */
function mergedStretches(stretches: readonly Stretch[]): Stretch[] {
  return stretches.filter((stretch, index) => stretch.kept || stretches[index - 1]?.kept !== false)
}

function foldOf(
  stretch: Stretch,
  { thickness, atStart, atEnd }: { thickness: number; atStart: boolean; atEnd: boolean },
): WallFold {
  const { inner } = stretch.probe
  const tightest = tightestPlace(inner, stretch)
  const { z, r } = inner.point(tightest)
  const curvatureRadiusMm = 1 / inner.curvature(tightest)
  const runsBack = inner.tangent(stretch.from).z < 0 || inner.tangent(stretch.to).z < 0
  if (atEnd || runsBack) throw foldError('at the lip', thickness, { z, r, curvatureRadiusMm })
  return { place: atStart ? 'throat' : 'flare', z, r, curvatureRadiusMm }
}

function tightestPlace(curve: MeridianCurve, { from, to }: Stretch): number {
  let tightest = from
  for (let i = 0; i <= probeCount; i++) {
    const parameter = Math.min(curve.end, Math.max(curve.start, from + ((to - from) * i) / probeCount))
    if (curve.curvature(parameter) > curve.curvature(tightest)) tightest = parameter
  }
  return tightest
}

function refuseGaps(curves: readonly MeridianCurve[], thickness: number): void {
  for (const [index, curve] of curves.entries()) {
    const next = curves[index + 1]
    if (!next) continue
    const from = curve.point(curve.end)
    const to = next.point(next.start)
    if (Math.hypot(to.z - from.z, to.r - from.r) <= creaseGap) continue
    throw foldError('in the flare', thickness, { ...from, curvatureRadiusMm: Number.NaN })
  }
}

function foldError(
  where: string,
  thickness: number,
  { z, r, curvatureRadiusMm }: PlanePoint & { curvatureRadiusMm: number },
): WaveguideError {
  const radius = curvatureRadiusMm > 0 ? ` (radius of curvature ${curvatureRadiusMm.toFixed(2)} mm)` : ''
  return new WaveguideError(
    'HORN_GEOMETRY',
    `a wall of ${thickness} mm folds ${where}, near z = ${z.toFixed(2)} mm, r = ${r.toFixed(2)} mm${radius}. ` +
      'Make wallThicknessMm smaller than the radius of curvature there.',
    { details: { parameter: 'wallThicknessMm', value: thickness, z, r, curvatureRadiusMm } },
  )
}

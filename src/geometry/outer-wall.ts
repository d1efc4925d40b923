import { WaveguideError } from '../core/errors.ts'
import { isCloserThan, refined, type SampledCurve } from './distance.ts'
import { distanceOf, leftNormal, type MeridianCurve, trimmed } from './meridian.ts'
import { arcCurve, offsetCurve } from './offset.ts'
import { bisect } from './stations.ts'

/** A stretch of the inner wall whose parallel is swallowed by its neighbours. */
export interface WallFold {
  readonly place: 'throat' | 'flare'
  /** Where the inner wall bends most within the fold, mm. */
  readonly z: number
  readonly r: number
  /** Radius of curvature there, mm; Infinity where it does not bend towards its outer side. */
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
  /** The wall that is followed; none for the arc around a kink. */
  readonly inner?: MeridianCurve
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
  const stretches = probesOf(inner, thickness).flatMap(stretchesOf)
  const folds = swallowedRuns(stretches).map((run) => {
    const atEnd = run.at(-1) === stretches.at(-1)
    return foldOf(run, { thickness, atStart: run[0] === stretches[0], atEnd })
  })
  const curves = stretches.flatMap(({ probe, from, to, kept }) =>
    kept ? [trimmed(probe.parallel, from, to)] : [],
  )
  refuseGaps(curves, thickness)
  return { curves, folds }
}

function probesOf(inner: readonly SampledCurve[], thickness: number): Probe[] {
  const fine = inner.map((wall) => refined(wall, probeRefinement))
  const probes: Probe[] = []
  const add = (parallel: MeridianCurve, wall?: MeridianCurve): void => {
    const isSwallowed = (parameter: number): boolean => {
      // There the parallel curve itself runs backwards.
      if (parallel.speed(parameter) < 0) return true
      const place = parallel.point(parameter)
      return fine.some((near) => isCloserThan(thickness - swallowMargin, near, probeChordError, place))
    }
    probes.push({ ...(wall && { inner: wall }), parallel, isSwallowed })
  }
  for (const [index, { curve }] of inner.entries()) {
    const before = inner[index - 1]?.curve
    const gap = before && kinkArc(before, curve, thickness)
    if (gap) add(gap)
    add(offsetCurve(curve, thickness), curve)
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

/** Swallowed stretches that follow each other, across joints of the wall too. */
function swallowedRuns(stretches: readonly Stretch[]): Stretch[][] {
  const runs: Stretch[][] = []
  for (const [index, stretch] of stretches.entries()) {
    if (stretch.kept) continue
    if (stretches[index - 1]?.kept === false) runs.at(-1)?.push(stretch)
    else runs.push([stretch])
  }
  return runs
}

function foldOf(
  run: readonly Stretch[],
  { thickness, atStart, atEnd }: { thickness: number; atStart: boolean; atEnd: boolean },
): WallFold {
  const place = tightestPlace(run)
  const runsBack = run.some(({ probe: { parallel }, from, to }) =>
    [from, to].some((parameter) => parallel.tangent(parameter).z < 0),
  )
  if (atEnd || runsBack) throw foldError('at the lip', thickness, place)
  return { place: atStart ? 'throat' : 'flare', ...place }
}

/** Where the wall behind a run bends most towards its outer side. */
function tightestPlace(run: readonly Stretch[]): Omit<WallFold, 'place'> {
  let bend = 0
  let at = run[0]?.probe.parallel.point(run[0].from)
  for (const { probe, from, to } of run) {
    for (let i = 0; probe.inner && i <= probeCount; i++) {
      const parameter = i === probeCount ? to : from + ((to - from) * i) / probeCount
      const here = probe.inner.curvature(parameter)
      if (here <= bend) continue
      bend = here
      at = probe.inner.point(parameter)
    }
  }
  return { z: at?.z ?? 0, r: at?.r ?? 0, curvatureRadiusMm: 1 / bend }
}

function refuseGaps(curves: readonly MeridianCurve[], thickness: number): void {
  for (const [index, curve] of curves.entries()) {
    const next = curves[index + 1]
    if (!next) continue
    const from = curve.point(curve.end)
    const to = next.point(next.start)
    if (distanceOf(to.z - from.z, to.r - from.r) <= creaseGap) continue
    throw foldError('in the flare', thickness, { ...from, curvatureRadiusMm: Number.POSITIVE_INFINITY })
  }
}

function foldError(
  where: string,
  thickness: number,
  { z, r, curvatureRadiusMm }: Omit<WallFold, 'place'>,
): WaveguideError {
  const radius = Number.isFinite(curvatureRadiusMm)
    ? ` (radius of curvature ${curvatureRadiusMm.toFixed(2)} mm)`
    : ''
  return new WaveguideError(
    'HORN_GEOMETRY',
    `a wall of ${thickness} mm folds ${where}, near z = ${z.toFixed(2)} mm, r = ${r.toFixed(2)} mm${radius}. ` +
      "Make wallThicknessMm smaller than the wall's radius of curvature there.",
    {
      details: {
        ...{ parameter: 'wallThicknessMm', value: thickness, z, r },
        ...(Number.isFinite(curvatureRadiusMm) && { curvatureRadiusMm }),
      },
    },
  )
}

import { concat } from '../core/concat.ts'
import type { Sliced } from '../core/sliced.ts'
import type { Warning } from '../model/evidence.ts'
import type { Mesh, SymmetryPlane } from '../model/mesh.ts'
import type { Polar, SphereField } from '../model/result.ts'
import { innerPoints } from './inner-points.ts'
import { type ObservationRequest, polarPoints } from './observations.ts'
import { originPoint } from './origin.ts'
import type { Places } from './places.ts'
import { type PlanePlan, planePoints } from './plane-grid.ts'
import { type SpherePlan, sphereDirections } from './sphere-directions.ts'

/** A polar whose place in the mesh's frame is known. */
export type PlacedPolar = Omit<Polar, 'pressure' | 'levelDb'>

/** A sphere of directions whose centre is known. */
export type PlacedSphere = Omit<SphereField, 'pressure' | 'levelDb'>

/** Observations in the frame of a mesh. */
export interface PlacedObservations {
  readonly polars: readonly PlacedPolar[]
  /** 3·N, m; the caller's own points. */
  readonly points: Float64Array | undefined
  readonly sphere: PlacedSphere | undefined
  readonly planes: readonly PlanePlan[] | undefined
  /** m. */
  readonly axisDistance: number
  /** 3·M, m: the asked points that lie in the air. */
  readonly airPoints: Float64Array
  /**
   * For each asked point its place in `airPoints`, −1 in the body. Asked: each polar's points in turn, the caller's
   * points, the sphere, each plane in turn, the on-axis point.
   */
  readonly slots: Int32Array
  readonly warnings: readonly Warning[]
}

/**
 * Puts the observations into the frame of a mesh. Points in the body get no pressure (NaN) and one warning.
 *
 * @throws {@link WaveguideError} `OPTION` for an origin that the mesh does not have.
 */
export function* placeObservations(
  surface: Pick<Mesh, 'vertices' | 'triangles'>,
  places: Places,
  request: ObservationRequest,
  ground: SymmetryPlane | null = null,
): Sliced<PlacedObservations> {
  const { points, planes, axis } = request
  const polars = request.polars.map((polar) => ({ ...polar, origin: originPoint(polar.origin, places) }))
  const sphere = request.sphere && placedSphere(request.sphere, places)
  const onAxis = { anglesDeg: Float64Array.of(0), inclinationDeg: 0, distance: axis.distance }
  const asked = concat([
    ...polars.map((polar) => polarPoints(polar, polar.origin)),
    ...(points ? [points] : []),
    ...(sphere ? [spherePoints(sphere)] : []),
    ...(planes ?? []).map(planePoints),
    polarPoints(onAxis, originPoint(axis.origin, places)),
  ])
  const isInner = (yield* innerPoints(surface, asked)).map((inner, i) => inner || isBehind(ground, asked, i))
  let airCount = 0
  return {
    polars,
    points,
    sphere,
    planes,
    axisDistance: axis.distance,
    slots: Int32Array.from(isInner, (inner) => (inner ? -1 : airCount++)),
    airPoints: asked.filter((_, i) => !isInner[Math.floor(i / 3)]),
    warnings: innerWarning(asked, isInner),
  }
}

function placedSphere({ count, distance, origin }: SpherePlan, places: Places): PlacedSphere {
  return {
    distance,
    origin: originPoint(origin, places),
    directions: sphereDirections(count),
    weights: new Float64Array(count).fill((4 * Math.PI) / count),
  }
}

/** 3·D, m. */
function spherePoints({ directions, distance, origin }: PlacedSphere): Float64Array {
  return directions.map((value, i) => (origin[i % 3] ?? 0) + distance * value)
}

/** True for the warning of {@link placeObservations}. */
export function isInnerWarning({ code, details }: Warning): boolean {
  return code === 'IGNORED' && details?.['first'] !== undefined
}

function isBehind(ground: SymmetryPlane | null, points: Float64Array, index: number): boolean {
  return ground !== null && (points[3 * index + 'xyz'.indexOf(ground)] ?? 0) < 0
}

function innerWarning(asked: Float64Array, isInner: readonly boolean[]): Warning[] {
  const count = isInner.filter(Boolean).length
  if (count === 0) return []
  const first = isInner.indexOf(true)
  const [x, y, z] = Array.from(asked.subarray(3 * first, 3 * first + 3), (value) =>
    Number(value.toPrecision(3)),
  )
  return [
    {
      code: 'IGNORED',
      message: `${count} observation points, first (${x}, ${y}, ${z}) m, lie in the body, on its surface or behind the ground, where there is no sound field: they have no value`,
      details: { count, first: [x, y, z] },
    },
  ]
}

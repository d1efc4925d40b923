import type { Warning } from '../model/evidence.ts'
import type { Mesh, SymmetryPlane } from '../model/mesh.ts'
import { innerPoints } from './inner-points.ts'
import { type ObservationRequest, originPoint, polarPoints } from './observations.ts'
import { type Point, placesOf } from './places.ts'
import type { SurfaceGeometry } from './surface-geometry.ts'

/** A polar whose place in the mesh's frame is known. */
export interface PlacedPolar {
  readonly name: string
  readonly anglesDeg: Float64Array
  readonly inclinationDeg: number
  readonly distance: number
  readonly origin: Point
}

/** Observations of a solve in the frame of its mesh. */
export interface PlacedObservations {
  readonly polars: readonly PlacedPolar[]
  /** 3·M, m: the asked points that lie in the air. */
  readonly airPoints: Float64Array
  /** For each asked point its place in `airPoints`, −1 in the body. Asked: each polar's points in turn, the caller's points, the on-axis point. */
  readonly slots: Int32Array
  readonly warnings: readonly Warning[]
}

/**
 * Puts the observations into the frame of a mesh. Points in the body get no pressure (NaN) and one warning.
 *
 * @throws {@link WaveguideError} `OPTION` for an origin that the mesh does not have.
 */
export function placeObservations(
  mesh: Mesh,
  geometry: SurfaceGeometry,
  request: ObservationRequest,
  ground: SymmetryPlane | null = null,
): PlacedObservations {
  const places = placesOf(mesh, geometry)
  const polars = request.polars.map((polar) => ({ ...polar, origin: originPoint(polar.origin, places) }))
  const axis = { anglesDeg: Float64Array.of(0), inclinationDeg: 0, distance: request.axis.distance }
  const asked = Float64Array.from(
    [
      ...polars.map((polar) => polarPoints(polar, polar.origin)),
      request.points ?? new Float64Array(0),
      polarPoints(axis, originPoint(request.axis.origin, places)),
    ].flatMap((points) => Array.from(points)),
  )
  const isInner = innerPoints(mesh, asked).map((inner, i) => inner || isBehind(ground, asked, i))
  let airCount = 0
  const slots = Int32Array.from(isInner, (inner) => (inner ? -1 : airCount++))
  const airPoints = asked.filter((_, i) => !isInner[Math.floor(i / 3)])
  return { polars, airPoints, slots, warnings: innerWarning(asked, isInner) }
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

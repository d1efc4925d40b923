import type { Mesh } from '../model/mesh.ts'
import { type ObservationRequest, originPoint, polarPoints } from './observations.ts'
import { type Point, placesOf } from './places.ts'
import { refuseInnerPoints } from './refuse-inner-points.ts'
import type { SurfaceGeometry } from './surface-geometry.ts'

/** A polar whose place in the mesh's frame is known. */
export interface PlacedPolar {
  readonly name: string
  readonly anglesDeg: Float64Array
  readonly inclinationDeg: number
  readonly distance: number
  readonly origin: Point
}

/** Observations of a solve: `allPoints` holds each polar's points in turn, the caller's points, the on-axis point. */
export interface PlacedObservations {
  readonly polars: readonly PlacedPolar[]
  readonly allPoints: Float64Array
}

/**
 * Puts the observations into the frame of a mesh.
 *
 * @throws {@link WaveguideError} `OPTION` for a point in the body and for an origin that the mesh does not have.
 */
export function placeObservations(
  mesh: Mesh,
  geometry: SurfaceGeometry,
  request: ObservationRequest,
): PlacedObservations {
  const places = placesOf(mesh, geometry)
  const polars = request.polars.map((polar) => ({ ...polar, origin: originPoint(polar.origin, places) }))
  const axis = { anglesDeg: Float64Array.of(0), inclinationDeg: 0, distance: request.axis.distance }
  const parts: [string, Float64Array][] = [
    ...polars.map((polar): [string, Float64Array] => [
      `polar "${polar.name}"`,
      polarPoints(polar, polar.origin),
    ]),
    ['SolveOptions.observations.points', request.points ?? new Float64Array(0)],
    ['on-axis point', polarPoints(axis, originPoint(request.axis.origin, places))],
  ]
  for (const [name, points] of parts) refuseInnerPoints(mesh, points, name)
  const allPoints = new Float64Array(parts.reduce((sum, [, points]) => sum + points.length, 0))
  let start = 0
  for (const [, points] of parts) {
    allPoints.set(points, start)
    start += points.length
  }
  return { polars, allPoints }
}

import type { OutlineSection } from '../../geometry/outline.ts'
import { real } from '../arrays.ts'
import type { Sector } from '../equal-area.ts'
import { measuredSection } from '../size-field.ts'
import { type RingPlace, ringPlaces } from './ring-places.ts'
import { type Ring, zip } from './zip.ts'

/**
 * Meshes a quarter of a body of revolution by rings: every vertex an exact point of the formula.
 *
 * The walk around the body is cut into rings, each ring into equal arcs no longer than the wanted edge length, and
 * neighbouring rings are zipped together. Every other ring begins with half an arc, which makes triangles nearly
 * equilateral. Deterministic; needs no gmsh.
 *
 * @param sections - The closed walk from axis to axis.
 * @param sizes - For each section its wanted edge lengths at its points, mm.
 * @returns Tags are indices of sections; the vertices on x = 0 and y = 0 lie there exactly. mm.
 */
export function ringSector(sections: readonly OutlineSection[], sizes: readonly Float64Array[]): Sector {
  const vertices: number[] = []
  const triangles: number[] = []
  const tags: number[] = []
  const start = sections[0]?.points ?? Float64Array.of(0, 0)
  let before: Ring = addRing(vertices, { z: real(start, 0), r: real(start, 1) }, 1, false)
  let isStaggered = false
  for (const [index, section] of sections.entries()) {
    for (const place of ringPlaces(measuredSection(section), sizes[index] as Float64Array)) {
      isStaggered = !isStaggered
      const point = pointAt(section, place)
      const arcs = Math.max(1, Math.ceil((Math.PI * point.r) / (2 * place.size) - 1e-9))
      const ring = addRing(vertices, point, arcs, isStaggered)
      zip(vertices, before, ring, triangles)
      while (tags.length < triangles.length / 3) tags.push(index)
      before = ring
    }
  }
  return {
    vertices: Float64Array.from(vertices),
    triangles: Uint32Array.from(triangles),
    tags: Uint32Array.from(tags),
  }
}

function pointAt(section: OutlineSection, { station, fraction }: RingPlace): { z: number; r: number } {
  const { points, parameters, curve } = section
  if (fraction === 1) return { z: real(points, 2 * station + 2), r: real(points, 2 * station + 3) }
  const [from, to] = [real(parameters, station), real(parameters, station + 1)]
  return curve.point(from + fraction * (to - from))
}

/** Shortest radius that is a ring, mm; below it is a point on the axis. */
const leastRadius = 1e-9

function addRing(
  vertices: number[],
  { z, r }: { readonly z: number; readonly r: number },
  arcs: number,
  isStaggered: boolean,
): Ring {
  const azimuths = r < leastRadius ? [0] : ringAzimuths(arcs, isStaggered)
  const radius = r < leastRadius ? 0 : r
  return azimuths.map((azimuth) => {
    // Points on the mirror planes must have a coordinate of exactly 0.
    const x = azimuth === Math.PI / 2 ? 0 : radius * Math.cos(azimuth)
    return vertices.push(x, radius * Math.sin(azimuth), z) / 3 - 1
  })
}

/** From 0 to π/2 in equal arcs; a staggered ring has half an arc at both ends. */
function ringAzimuths(arcs: number, isStaggered: boolean): number[] {
  const shift = isStaggered ? 0.5 : 0
  const azimuths = [0]
  for (let i = 1 - shift; i < arcs; i++) azimuths.push((Math.PI / 2) * (i / arcs))
  azimuths.push(Math.PI / 2)
  return azimuths
}

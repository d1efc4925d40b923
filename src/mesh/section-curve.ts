import type { OutlineRole } from '../geometry/body-part.ts'
import type { MeridianCurve } from '../geometry/meridian.ts'
import type { OutlineSection } from '../geometry/outline.ts'
import { real } from './arrays.ts'
import { tagOf } from './groups.ts'

/**
 * A section of the outline as a fine polyline, ready for many distance queries.
 *
 * Splines get four points of the exact curve for each of the outline's: a chord error of 0.02 mm becomes 0.0013 mm.
 */
export interface SectionCurve {
  readonly role: OutlineRole
  /** Of the triangles on it. */
  readonly tag: number
  /** 2·N: z, r in mm. */
  readonly points: Float64Array
  /** N: smaller of the two radii of curvature of the surface of revolution, mm; Infinity where flat. */
  readonly radii: Float64Array
  /** 4·B: least and greatest z, r of each run of {@link blockLength} segments. */
  readonly boxes: Float64Array
}

/** The place of a curve nearest to a point. */
export interface CurvePlace {
  /** Signed, mm; positive on the air's side. */
  distance: number
  /** Unit normal into the air. */
  normalZ: number
  normalR: number
  /** Segment and fraction along it; outside 0…1 beyond the ends of the curve. */
  segment: number
  fraction: number
}

const refinement = 4
const blockLength = 16

export function sectionCurve(section: OutlineSection): SectionCurve {
  const parameters = refined(section)
  const points = new Float64Array(2 * parameters.length)
  const radii = new Float64Array(parameters.length)
  for (const [i, parameter] of parameters.entries()) {
    const { z, r } = section.curve.point(parameter)
    points[2 * i] = z
    points[2 * i + 1] = r
    radii[i] = surfaceRadius(section.curve, parameter)
  }
  points.set(section.points.subarray(0, 2))
  points.set(section.points.subarray(-2), points.length - 2)
  // At its very end a curve may bend with no radius at all, a tractrix at its mouth.
  radii[0] = Math.max(real(radii, 0), real(radii, 1))
  radii[radii.length - 1] = Math.max(real(radii, radii.length - 1), real(radii, radii.length - 2))
  return { role: section.role, tag: tagOf(section), points, radii, boxes: blockBoxes(points) }
}

function refined({ kind, parameters }: OutlineSection): Float64Array {
  if (kind === 'line') return parameters
  const fine = new Float64Array((parameters.length - 1) * refinement + 1)
  for (let i = 0; i < fine.length - 1; i++) {
    const station = Math.floor(i / refinement)
    const [from, to] = [real(parameters, station), real(parameters, station + 1)]
    fine[i] = from + ((to - from) * (i % refinement)) / refinement
  }
  fine[fine.length - 1] = real(parameters, parameters.length - 1)
  return fine
}

/** Smaller radius of curvature of the surface of revolution at a place of its meridian, mm. */
function surfaceRadius(curve: MeridianCurve, parameter: number): number {
  return Math.min(bendRadius(curve, parameter), parallelRadius(curve, parameter))
}

/** The meridian's own radius of curvature, mm; Infinity where straight. */
export function bendRadius(curve: MeridianCurve, parameter: number): number {
  const bend = Math.abs(curve.curvature(parameter))
  return bend > 0 ? 1 / bend : Number.POSITIVE_INFINITY
}

/** Radius of curvature across the meridian, r/|n_r| (Meusnier), mm; Infinity where the surface is flat. */
export function parallelRadius(curve: MeridianCurve, parameter: number): number {
  const across = Math.abs(curve.tangent(parameter).z)
  return across > 1e-9 ? curve.point(parameter).r / across : Number.POSITIVE_INFINITY
}

/** Local radius of curvature at a place, mm. */
export function radiusAt(curve: SectionCurve, place: CurvePlace): number {
  return Math.min(real(curve.radii, place.segment), real(curve.radii, place.segment + 1))
}

/** Cumulative chord length at each point, mm. */
export function chordLengths(points: Float64Array): Float64Array {
  const lengths = new Float64Array(points.length / 2)
  for (let i = 1; i < lengths.length; i++) {
    const dz = real(points, 2 * i) - real(points, 2 * i - 2)
    const dr = real(points, 2 * i + 1) - real(points, 2 * i - 1)
    lengths[i] = real(lengths, i - 1) + Math.hypot(dz, dr)
  }
  return lengths
}

function blockBoxes(points: Float64Array): Float64Array {
  const segments = points.length / 2 - 1
  const boxes = new Float64Array(4 * Math.ceil(segments / blockLength))
  for (let block = 0; block < boxes.length / 4; block++) {
    const box = [
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]
    const last = Math.min((block + 1) * blockLength, segments)
    for (let i = block * blockLength; i <= last; i++) {
      const [z, r] = [real(points, 2 * i), real(points, 2 * i + 1)]
      box[0] = Math.min(box[0] as number, z)
      box[1] = Math.max(box[1] as number, z)
      box[2] = Math.min(box[2] as number, r)
      box[3] = Math.max(box[3] as number, r)
    }
    boxes.set(box, 4 * block)
  }
  return boxes
}

/** A place to be filled by {@link locate}; one for many queries spares the garbage. */
export function newPlace(): CurvePlace {
  return { distance: 0, normalZ: 0, normalR: 0, segment: 0, fraction: 0 }
}

/**
 * Fills `place` with the curve's place nearest to (z, r). The first and the last segment count as going on beyond
 * their ends, so that the distance stays that from the surface there.
 */
export function locate(curve: SectionCurve, z: number, r: number, place: CurvePlace): void {
  const { points, boxes } = curve
  const first = nearestBox(boxes, z, r)
  let least = searchBlock(points, first, z, r, place, Number.POSITIVE_INFINITY)
  for (let block = 0; block < boxes.length / 4; block++)
    if (block !== first && boxDistance2(boxes, 4 * block, z, r) < least)
      least = searchBlock(points, block, z, r, place, least)
  measure(points, z, r, place)
}

function nearestBox(boxes: Float64Array, z: number, r: number): number {
  let [nearest, least] = [0, Number.POSITIVE_INFINITY]
  for (let block = 0; block < boxes.length / 4; block++) {
    const distance2 = boxDistance2(boxes, 4 * block, z, r)
    if (distance2 >= least) continue
    least = distance2
    nearest = block
  }
  return nearest
}

/** Lowers `least`, a squared distance, to that of the block's nearest segment, which `place` then names. */
function searchBlock(
  points: Float64Array,
  block: number,
  z: number,
  r: number,
  place: CurvePlace,
  least: number,
): number {
  let nearest = least
  const end = Math.min((block + 1) * blockLength, points.length / 2 - 1)
  for (let segment = block * blockLength; segment < end; segment++) {
    const distance2 = segmentDistance2(points, segment, z, r)
    if (distance2 >= nearest) continue
    nearest = distance2
    place.segment = segment
  }
  return nearest
}

function boxDistance2(boxes: Float64Array, at: number, z: number, r: number): number {
  const dz = Math.max(real(boxes, at) - z, z - real(boxes, at + 1), 0)
  const dr = Math.max(real(boxes, at + 2) - r, r - real(boxes, at + 3), 0)
  return dz * dz + dr * dr
}

function segmentDistance2(points: Float64Array, segment: number, z: number, r: number): number {
  const z0 = real(points, 2 * segment)
  const r0 = real(points, 2 * segment + 1)
  const dz = real(points, 2 * segment + 2) - z0
  const dr = real(points, 2 * segment + 3) - r0
  const t = Math.min(1, Math.max(0, ((z - z0) * dz + (r - r0) * dr) / (dz * dz + dr * dr)))
  const ez = z0 + t * dz - z
  const er = r0 + t * dr - r
  return ez * ez + er * er
}

/** Distance, normal and fraction with respect to the segment already chosen; the walk has the air on the side (t_r, −t_z). */
function measure(points: Float64Array, z: number, r: number, place: CurvePlace): void {
  const at = 2 * place.segment
  const dz = real(points, at + 2) - real(points, at)
  const dr = real(points, at + 3) - real(points, at + 1)
  const length2 = dz * dz + dr * dr
  const length = Math.sqrt(length2)
  place.normalZ = dr / length
  place.normalR = -dz / length
  const along = ((z - real(points, at)) * dz + (r - real(points, at + 1)) * dr) / length2
  const least = place.segment === 0 ? Number.NEGATIVE_INFINITY : 0
  const most = at + 4 === points.length ? Number.POSITIVE_INFINITY : 1
  place.fraction = Math.min(most, Math.max(least, along))
  const footZ = real(points, at) + place.fraction * dz
  const footR = real(points, at + 1) + place.fraction * dr
  const side = (z - footZ) * place.normalZ + (r - footR) * place.normalR
  place.distance = Math.sign(side) * Math.hypot(z - footZ, r - footR)
}

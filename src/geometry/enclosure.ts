import type { Sliced } from '../core/sliced.ts'
import type { Enclosure } from '../model/horn.ts'
import { wrapped } from './angle.ts'
import type { OutlineRole } from './body-part.ts'
import { geometryError } from './geometry-error.ts'
import { roundedRectangleRadius } from './rounded-rectangle.ts'
import { between, type MirrorPlanes, makeSheet, type Sheet, straight } from './sheet.ts'
import type { Around, TurnedPoint } from './sheet-table.ts'

/** A box with its edges taken off, mm; its front is the mouth's plane. */
export interface Box {
  /** x of the left and the right side, y of the bottom and the top, z of back and front. */
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  readonly z: readonly [number, number]
  /** Radius of a roundover, or what a chamfer of 45° takes from each side; 0 for sharp edges. */
  readonly edge: number
  readonly isChamfered: boolean
}

/** Extents of a mouth, mm. */
export interface MouthExtents {
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  /** Its plane. */
  readonly z: number
}

/** How far the back must stand behind the driver, mm. */
const driverClearance = 1

/** Largest share of the depth that an edge may take. */
const edgeShare = 0.49

/**
 * The box around a mouth: spacing from the next whole mm beyond the mouth's extents, and depth from the mouth's plane
 * backwards. So a front of the spacing's own edge radius keeps up to 1 mm of flat around the mouth. ATH does the same on the right
 * and at the top (measured on its meshes); here all four sides do.
 *
 * @param rearmost - z of what must be inside, mm.
 * @throws {@link WaveguideError} `HORN_GEOMETRY`, reasons `ENC_DEPTH` and `ENC_EDGE`.
 */
export function boxAround(mouth: MouthExtents, enclosure: Enclosure, rearmost: number): Box {
  const { depth, spacing, edgeRadius } = enclosure
  const [left, top, right, bottom] = spacing
  const least = mouth.z - rearmost + driverClearance
  if (depth < least)
    throw geometryError(
      'ENC_DEPTH',
      `enclosure.depth = ${depth} mm does not reach behind the driver: at least ${least.toFixed(1)} mm are needed`,
      { parameter: 'enclosure.depth', value: depth, limit: least },
    )
  const limit = Math.min(...spacing, edgeShare * depth)
  if (edgeRadius > limit)
    throw geometryError(
      'ENC_EDGE',
      `enclosure.edgeRadius = ${edgeRadius} mm would cut into the mouth or meet the opposite edge: at most ${limit.toFixed(1)} mm, ` +
        'the smallest spacing and 0.49 of the depth',
      { parameter: 'enclosure.edgeRadius', value: edgeRadius, limit },
    )
  const out = (extent: number): number => Math.floor(extent + 1e-9) + 1
  return {
    x: [-out(-mouth.x[0]) - left, out(mouth.x[1]) + right],
    y: [-out(-mouth.y[0]) - bottom, out(mouth.y[1]) + top],
    z: [mouth.z - depth, mouth.z],
    edge: edgeRadius,
    isChamfered: enclosure.edge === 'chamfer',
  }
}

/** Mirror planes that a box has. */
export function boxPlanes({ x, y }: Box): MirrorPlanes {
  const planes: ('x' | 'y')[] = []
  if (x[0] === -x[1]) planes.push('x')
  if (y[0] === -y[1]) planes.push('y')
  return planes
}

/** Azimuths of the corners of the front, rad: all rings of the box get a vertex there. */
export function boxCorners({ x, y, edge }: Box): number[] {
  return [
    Math.atan2(y[1] - edge, x[1] - edge),
    Math.atan2(y[1] - edge, x[0] + edge),
    Math.atan2(y[0] + edge, x[0] + edge),
    Math.atan2(y[0] + edge, x[1] - edge),
  ].map(wrapped)
}

/**
 * Azimuths at which the rings of the edges, the sides and the back get vertices, rad: the corners of the front, and where a
 * corner of the sides begins and ends.
 */
export function boxBreaks(box: Box): number[] {
  const { x, y, edge } = box
  const sides = [x[0], x[1]].flatMap((px) =>
    [y[0], y[1]].flatMap((py) => [
      Math.atan2(py, px - Math.sign(px) * edge),
      Math.atan2(py - Math.sign(py) * edge, px),
    ]),
  )
  return edge === 0 ? boxCorners(box) : [...boxCorners(box), ...sides.map(wrapped)].sort((a, b) => a - b)
}

/** Of the surfaces that {@link boxSheets} makes. */
export const boxRoles: ReadonlySet<OutlineRole> = new Set<OutlineRole>(['front', 'edge', 'side', 'back'])

/** Steps of a rounded edge in its table, and of a side, which is straight, but wants longer edges in its middle. */
const edgeSteps = 16
const sideSteps = 8

/**
 * The walk from the mouth over front, front edge, side and back edge to the middle of the back.
 *
 * All rings are seen from the axis in one direction each: at every height the box is a rectangle with its corners
 * rounded or cut, and the axis is inside.
 */
export function* boxSheets(box: Box, mouth: Sheet, around: Around): Sliced<Sheet[]> {
  const [back, front] = box.z
  const ring = (share: number, z: number, p: number): TurnedPoint => [ringRadius(box, share, p), 0, z]
  const frontEdge = (u: number, p: number): TurnedPoint => {
    const { share, drop } = edgeAt(box, u)
    return ring(share, front - drop, p)
  }
  const backEdge = (u: number, p: number): TurnedPoint => {
    const { share, drop } = edgeAt(box, 1 - u)
    return ring(share, back + drop, p)
  }
  const steps = (count: number): Float64Array => Float64Array.from({ length: count + 1 }, (_, i) => i / count)
  const places = box.isChamfered ? straight : steps(edgeSteps)
  const edge = function* (at: Sheet['at']): Sliced<Sheet[]> {
    return box.edge > 0 ? [yield* makeSheet('edge', places, around, at)] : []
  }
  return [
    yield* makeSheet('front', straight, around, (u, p) => between(mouth.at(1, p), ring(0, front, p), u)),
    ...(yield* edge(frontEdge)),
    yield* makeSheet('side', steps(sideSteps), around, (u, p) => between(frontEdge(1, p), backEdge(0, p), u)),
    ...(yield* edge(backEdge)),
    yield* makeSheet('back', straight, around, (u, p) => between(ring(0, back, p), [0, 0, back], u)),
  ]
}

/** How far a place of an edge is out, of 0 on the front to 1 on the side, and how far behind the front, mm. */
function edgeAt({ edge, isChamfered }: Box, u: number): { share: number; drop: number } {
  if (isChamfered) return { share: u, drop: edge * u }
  const angle = (u * Math.PI) / 2
  return { share: u === 1 ? 1 : Math.sin(angle), drop: u === 1 ? edge : edge * (1 - Math.cos(angle)) }
}

/** Of the rectangle that is `edge` smaller all round for share 0, and has its corners rounded or cut for share 1. */
function ringRadius({ x, y, edge, isChamfered }: Box, share: number, azimuth: number): number {
  const [cos, sin] = [Math.cos(azimuth), Math.sin(azimuth)]
  const inset = edge * (1 - share)
  const halfWidth = (cos < 0 ? -x[0] : x[1]) - inset
  const halfHeight = (sin < 0 ? -y[0] : y[1]) - inset
  const corner = edge * share
  if (!isChamfered) return roundedRectangleRadius({ halfWidth, halfHeight, corner }, azimuth)
  const [c, s] = [Math.abs(cos), Math.abs(sin)]
  return Math.min(halfWidth / c, halfHeight / s, (halfWidth + halfHeight - corner) / (c + s))
}

/**
 * Signed distance of a point from the box's surface, positive outside, with the unit normal there.
 *
 * @returns distance in mm, then the normal.
 */
export function boxDistance(
  box: Box,
  x: number,
  y: number,
  z: number,
): readonly [distance: number, nx: number, ny: number, nz: number] {
  const centre = [box.x, box.y, box.z].map(([low, high]) => (low + high) / 2)
  const half = [box.x, box.y, box.z].map(([low, high]) => (high - low) / 2)
  const away = [x, y, z].map((value, axis) => value - (centre[axis] as number))
  const beyond = away.map((value, axis) => Math.abs(value) - (half[axis] as number))
  const signs = away.map((value) => (value < 0 ? -1 : 1))
  if (box.isChamfered) return chamferedDistance(beyond, signs, box.edge)
  const out = beyond.map((value) => Math.max(0, value + box.edge))
  const length = Math.sqrt(out.reduce((sum, value) => sum + value * value, 0))
  if (length > 0) {
    const normal = out.map((value, axis) => (value / length) * (signs[axis] as number))
    return [length - box.edge, normal[0] ?? 0, normal[1] ?? 0, normal[2] ?? 0]
  }
  const nearest = beyond.indexOf(Math.max(...beyond))
  const normal = signs.map((sign, axis) => (axis === nearest ? sign : 0))
  return [beyond[nearest] ?? 0, normal[0] ?? 0, normal[1] ?? 0, normal[2] ?? 0]
}

/** The plane that a point is furthest in front of: sides, cuts of 45° along the edges, and what these leave of a corner. */
function chamferedDistance(
  beyond: readonly number[],
  signs: readonly number[],
  edge: number,
): readonly [number, number, number, number] {
  let best: readonly [number, number, number, number] = [Number.NEGATIVE_INFINITY, 0, 0, 0]
  const offer = (distance: number, normal: readonly number[]): void => {
    if (distance > best[0]) best = [distance, normal[0] ?? 0, normal[1] ?? 0, normal[2] ?? 0]
  }
  for (let axis = 0; axis < 3; axis++) {
    offer(
      beyond[axis] as number,
      signs.map((sign, other) => (other === axis ? sign : 0)),
    )
    const next = (axis + 1) % 3
    const cut = ((beyond[axis] as number) + (beyond[next] as number) + edge) / Math.SQRT2
    offer(
      cut,
      signs.map((sign, other) => (other === axis || other === next ? sign / Math.SQRT2 : 0)),
    )
  }
  const [x = 0, y = 0, z = 0] = beyond
  offer(
    (x + y + z + 2 * edge) / Math.sqrt(3),
    signs.map((sign) => sign / Math.sqrt(3)),
  )
  return best
}

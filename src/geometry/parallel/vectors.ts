import type { TurnedPoint } from '../sheet-table.ts'

/** Places and directions are triples in a frame turned by an azimuth: away from the axis, around it, along it. */
export function combined(a: TurnedPoint, b: TurnedPoint, factor: number): TurnedPoint {
  return [a[0] + factor * b[0], a[1] + factor * b[1], a[2] + factor * b[2]]
}

export function difference(a: TurnedPoint, b: TurnedPoint): TurnedPoint {
  return combined(a, b, -1)
}

export function scaled(a: TurnedPoint, factor: number): TurnedPoint {
  return [factor * a[0], factor * a[1], factor * a[2]]
}

export function dot(a: TurnedPoint, b: TurnedPoint): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

export function cross(a: TurnedPoint, b: TurnedPoint): TurnedPoint {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

export function lengthOf(a: TurnedPoint): number {
  return Math.sqrt(dot(a, a))
}

/** A place of the frame turned by `from` in the frame turned by `to`, rad. */
export function inFrame([radial, around, z]: TurnedPoint, from: number, to: number): TurnedPoint {
  if (from === to) return [radial, around, z]
  const [cos, sin] = [Math.cos(from - to), Math.sin(from - to)]
  return [radial * cos - around * sin, radial * sin + around * cos, z]
}

/** Angle from a to b about an axis that is at right angles to both, rad; positive counter-clockwise. */
export function turnAbout(axis: TurnedPoint, a: TurnedPoint, b: TurnedPoint): number {
  const normal = cross(a, b)
  return Math.atan2(Math.sign(dot(normal, axis)) * lengthOf(normal), dot(a, b))
}

/** From a for t = 0 to b for t = 1 at an even pace, turning through the smaller angle; lengths in between likewise. */
export function swept(a: TurnedPoint, b: TurnedPoint, t: number): TurnedPoint {
  const [lengthA, lengthB] = [lengthOf(a), lengthOf(b)]
  const angle = Math.atan2(lengthOf(cross(a, b)), dot(a, b))
  const length = lengthA + t * (lengthB - lengthA)
  if (t === 0) return a
  if (t === 1) return b
  const [shareA, shareB] =
    angle < smallAngle
      ? [1 - t, t]
      : [Math.sin((1 - t) * angle) / Math.sin(angle), Math.sin(t * angle) / Math.sin(angle)]
  return combined(scaled(a, (shareA * length) / lengthA), b, (shareB * length) / lengthB)
}

/** Below it sines and chords are alike to rounding, rad. */
const smallAngle = 1e-7

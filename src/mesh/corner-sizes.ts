import type { Box } from '../geometry/enclosure.ts'
import type { SymmetryPlane } from '../model/mesh.ts'
import type { WantedSizes } from './size-field.ts'

/** Sizes at the corners of a box's front or back, as seen from the front: right top, left top, left bottom, right bottom; mm. */
export type CornerSizes = readonly [number, number, number, number]

/** Sizes that somebody asked for; those of an enclosure may differ from corner to corner. */
export interface AskedSizes extends Omit<WantedSizes, 'front' | 'back' | 'middle'> {
  readonly front?: number | CornerSizes
  readonly back?: number | CornerSizes
}

/** With the smallest of all corners all around. */
export function smallestSizes({ front, back, ...others }: AskedSizes): WantedSizes {
  return {
    ...others,
    ...(front !== undefined && { front: smallestOf(front) }),
    ...(back !== undefined && { back: smallestOf(back) }),
  }
}

function smallestOf(sizes: number | CornerSizes): number {
  return typeof sizes === 'number' ? sizes : Math.min(...sizes)
}

/**
 * The sizes along the meridian at an azimuth: around front and back bilinear between the corners of their flat parts, ATH's
 * rule; from there linear to the mouth, along the sides and to the middle of the back.
 *
 * @param planes - Mirror planes: of corners that are each other's images the smaller size counts.
 * @param azimuth - rad.
 */
export function sizesAt(
  asked: AskedSizes,
  box: Box,
  planes: readonly SymmetryPlane[],
  azimuth: number,
): WantedSizes {
  const place = placeOnBorder(box, azimuth)
  const { front, back } = asked
  return {
    ...smallestSizes(asked),
    ...(isByCorner(front) && { front: bilinear(mirroredSizes(front, planes), place) }),
    ...(isByCorner(back) && {
      back: bilinear(mirroredSizes(back, planes), place),
      middle: bilinear(mirroredSizes(back, planes), shareOf(box, 0, 0)),
    }),
  }
}

function isByCorner(sizes: number | CornerSizes | undefined): sizes is CornerSizes {
  return typeof sizes === 'object'
}

function mirroredSizes(sizes: CornerSizes, planes: readonly SymmetryPlane[]): CornerSizes {
  const withImages = ([a, b, c, d]: CornerSizes, [e, f, g, h]: CornerSizes): CornerSizes => [
    Math.min(a, e),
    Math.min(b, f),
    Math.min(c, g),
    Math.min(d, h),
  ]
  return planes.reduce<CornerSizes>((smaller, plane) => {
    const [rightTop, leftTop, leftBottom, rightBottom] = smaller
    return plane === 'x'
      ? withImages(smaller, [leftTop, rightTop, rightBottom, leftBottom])
      : withImages(smaller, [rightBottom, leftBottom, leftTop, rightTop])
  }, sizes)
}

/** 0…1 from left to right and from bottom to top. */
type Share = readonly [across: number, up: number]

function bilinear([rightTop, leftTop, leftBottom, rightBottom]: CornerSizes, [across, up]: Share): number {
  const top = leftTop + across * (rightTop - leftTop)
  const bottom = leftBottom + across * (rightBottom - leftBottom)
  return bottom + up * (top - bottom)
}

/** Where the meridian leaves the flat part of the front. */
function placeOnBorder({ x, y, edge }: Box, azimuth: number): Share {
  const [cos, sin] = [Math.cos(azimuth), Math.sin(azimuth)]
  const width = (cos < 0 ? -x[0] : x[1]) - edge
  const height = (sin < 0 ? -y[0] : y[1]) - edge
  const radius = Math.min(width / Math.abs(cos), height / Math.abs(sin))
  return shareOf({ x, y, edge }, radius * cos, radius * sin)
}

function shareOf({ x, y, edge }: Pick<Box, 'x' | 'y' | 'edge'>, px: number, py: number): Share {
  const along = (place: number, [low, high]: readonly [number, number]): number =>
    (place - low - edge) / (high - low - 2 * edge)
  return [along(px, x), along(py, y)]
}

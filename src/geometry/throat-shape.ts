import type { HornProfile, ThroatShape } from '../model/horn.ts'
import { loftBreaks } from './free-profile.ts'
import { type RingBreak, rectangleBreaks, roundedRectangleRadius } from './rounded-rectangle.ts'

/**
 * r0 of a throat with a shape: (|cos p/A|² + |sin p/B|²)^(−1/2) of an ellipse, that of a rectangle with rounded corners.
 *
 * @param azimuth - p, rad.
 * @returns mm.
 */
export function throatShapeRadius(throat: ThroatShape, azimuth: number): number {
  const { halfWidth, halfHeight, corner } = halvesOf(throat)
  if (throat.shape === 'rectangle') return roundedRectangleRadius({ halfWidth, halfHeight, corner }, azimuth)
  return 1 / Math.hypot(Math.cos(azimuth) / halfWidth, Math.sin(azimuth) / halfHeight)
}

/** π·A·B of an ellipse; 4·A·B − (4 − π)·corner² of a rectangle. */
export function throatShapeAreaMm2(throat: ThroatShape): number {
  const { halfWidth, halfHeight, corner } = halvesOf(throat)
  if (throat.shape === 'ellipse') return Math.PI * halfWidth * halfHeight
  return 4 * halfWidth * halfHeight - (4 - Math.PI) * corner ** 2
}

/** True for a shape that is a circle. */
export function isCircle(throat: ThroatShape): boolean {
  const { halfWidth, halfHeight, corner } = halvesOf(throat)
  return halfWidth === halfHeight && (throat.shape === 'ellipse' || corner === halfWidth)
}

/** Where the throat's edge has a corner or passes from a side into one, by ascending azimuth; smooth ones have no such place. */
export function throatBreaks(profile: HornProfile): RingBreak[] {
  if (profile.type === 'points') return loftBreaks(profile)
  const throat = shapeOf(profile)
  return throat?.shape === 'rectangle' && !isCircle(throat) ? rectangleBreaks(halvesOf(throat)) : []
}

/** The shape that a profile has in place of a radius r0. */
export function shapeOf(profile: HornProfile): ThroatShape | undefined {
  return 'r0' in profile && typeof profile.r0 === 'object' ? profile.r0 : undefined
}

function halvesOf({ width, height, corner = 0 }: ThroatShape): {
  halfWidth: number
  halfHeight: number
  corner: number
} {
  return { halfWidth: width / 2, halfHeight: height / 2, corner }
}

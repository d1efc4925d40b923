import type { Wall } from './wall.ts'

/** Azimuths and stations per section that are compared with their mirror images. */
const azimuthCount = 128
const stationCount = 16

/** Largest difference of mirror images, mm: what rounding leaves. */
const tolerance = 1e-7

/**
 * The mirror planes of a wall: `x` for x = 0, `y` for y = 0.
 *
 * Every one of 128 azimuths is compared with its image in 16 places of each section, on the formula itself.
 */
export function mirrorPlanesOf(wall: Wall): ('x' | 'y')[] {
  if (wall.isRound) return ['x', 'y']
  const images = { x: (p: number): number => Math.PI - p, y: (p: number): number => -p }
  return (['x', 'y'] as const).filter((plane) => isMirrored(wall, images[plane]))
}

function isMirrored(wall: Wall, image: (azimuth: number) => number): boolean {
  for (let i = 0; i < azimuthCount; i++) {
    // Off the axes by half a step: there an image is not the azimuth itself.
    const azimuth = ((i + 0.5) * 2 * Math.PI) / azimuthCount
    if (!areAlike(wall, azimuth, image(azimuth))) return false
  }
  return true
}

function areAlike(wall: Wall, azimuth: number, image: number): boolean {
  const others = wall.sections(image)
  return wall.sections(azimuth).every((section, index) => {
    for (let j = 0; j <= stationCount; j++) {
      const here = section.point(j / stationCount)
      const there = others[index]?.point(j / stationCount)
      if (!there || Math.abs(here.z - there.z) > tolerance || Math.abs(here.r - there.r) > tolerance)
        return false
    }
    return true
  })
}

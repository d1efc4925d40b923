import type { Body } from '../../src/geometry/body.ts'
import type { Sheet } from '../../src/geometry/sheet.ts'

type Point = readonly [x: number, y: number, z: number]

interface Place {
  readonly sheet: Sheet
  readonly u: number
  readonly azimuth: number
  readonly point: Point
}

const [aroundSteps, alongSteps] = [180, 30]

/** Nearest places of the grid that are refined: with less, one on the wrong side of a bend may be all there is. */
const candidates = 4

/** Distances of places of the outer side from the inner wall, mm: by comparing places, without normals. */
export function shellThickness(
  { sheets }: Pick<Body, 'sheets'>,
  count: number,
): { least: number; most: number } {
  const grid = sheets.filter(({ role }) => role === 'inner').flatMap(gridOf)
  let [least, most] = [Number.POSITIVE_INFINITY, 0]
  for (const sheet of sheets.filter(({ role }) => role === 'outer'))
    for (let i = 0; i < count; i++) {
      // Golden steps cover the sheet evenly.
      const from = pointOf(sheet, (i * 0.618034) % 1, (i * 2.399963) % (2 * Math.PI))
      const distance = Math.min(...nearest(grid, from).map((place) => refined(place, from)))
      least = Math.min(least, distance)
      most = Math.max(most, distance)
    }
  return { least, most }
}

function gridOf(sheet: Sheet): Place[] {
  return Array.from({ length: aroundSteps * (alongSteps + 1) }, (_, i) => {
    const azimuth = (2 * Math.PI * (i % aroundSteps)) / aroundSteps
    const u = Math.floor(i / aroundSteps) / alongSteps
    return { sheet, u, azimuth, point: pointOf(sheet, u, azimuth) }
  })
}

function pointOf({ at }: Sheet, u: number, azimuth: number): Point {
  const [r, a, z] = at(u, azimuth)
  const [cos, sin] = [Math.cos(azimuth), Math.sin(azimuth)]
  return [r * cos - a * sin, r * sin + a * cos, z]
}

function nearest(grid: readonly Place[], from: Point): Place[] {
  let best: { place: Place; distance: number }[] = []
  for (const place of grid) {
    const distance = between(place.point, from)
    if (best.length === candidates && distance >= (best.at(-1)?.distance ?? 0)) continue
    best = [...best, { place, distance }].sort((a, b) => a.distance - b.distance).slice(0, candidates)
  }
  return best.map(({ place }) => place)
}

/** Distance after walking downhill on the sheet with shrinking steps. */
function refined({ sheet, u, azimuth, point }: Place, from: Point): number {
  let [here, least] = [{ u, azimuth }, between(point, from)]
  let [byU, byAzimuth] = [1 / alongSteps, (2 * Math.PI) / aroundSteps]
  while (byU > 1e-5) {
    const better = directions
      .map(([du, dp]) => ({
        u: Math.min(1, Math.max(0, here.u + du * byU)),
        azimuth: here.azimuth + dp * byAzimuth,
      }))
      .find((next) => between(pointOf(sheet, next.u, next.azimuth), from) < least)
    if (better) {
      here = better
      least = between(pointOf(sheet, here.u, here.azimuth), from)
    } else {
      byU /= 2
      byAzimuth /= 2
    }
  }
  return least
}

const directions = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, 1],
  [-1, -1],
  [1, -1],
  [-1, 1],
] as const

function between(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

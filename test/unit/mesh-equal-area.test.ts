import { describe, expect, test } from 'vitest'
import { runAtOnce } from '../../src/core/sliced.ts'
import { equaliseAreas } from '../../src/mesh/equal-area.ts'
import { roundSurface } from '../../src/mesh/formula-surface.ts'
import { signedVolume } from '../../src/mesh/orientation.ts'
import { locate, newPlace, sectionCurve } from '../../src/mesh/section-curve.ts'
import { lathe, straightOutline } from '../support/lathes.ts'

const corners = [
  [0, 0],
  [0, 10],
  [40, 25],
  [40, 32],
  [-6, 14],
  [-6, 0],
] as const
const roles = ['source', 'inner', 'rim', 'outer', 'plate'] as const
const outline = straightOutline(corners, roles)
const curves = outline.map(sectionCurve)

/** π/3·Σ (r₀² + r₀r₁ + r₁²)(z₀ − z₁): the walk has the air on its right. */
const exactVolume = corners.slice(1).reduce((sum, [z1, r1], i) => {
  const [z0, r0] = corners[i] ?? [0, 0]
  return sum - (Math.PI / 3) * (r0 * r0 + r0 * r1 + r1 * r1) * (z1 - z0)
}, 0)

/** A quarter with `between` rings inside each slanted wall and `sides` facets around the quarter. */
function quarter(
  sides: number,
  between: number,
): { vertices: Float64Array; triangles: Uint32Array; tags: Uint32Array } {
  const rings: (readonly [number, number])[] = []
  const sections: number[] = []
  for (const [section, [z1, r1]] of corners.slice(1).entries()) {
    const [z0, r0] = corners[section] ?? [0, 0]
    const steps = section === 1 || section === 3 ? between + 1 : 1
    for (let i = 0; i < steps; i++) {
      rings.push([z0 + ((z1 - z0) * i) / steps, r0 + ((r1 - r0) * i) / steps])
      sections.push(section)
    }
  }
  rings.push([-6, 0])
  const made = lathe(rings, sides, 1)
  return { ...made, tags: made.tags.map((stretch) => sections[stretch] ?? 0) }
}

function throatArea({ vertices, triangles, tags }: ReturnType<typeof quarter>): number {
  let area = 0
  for (let t = 0; t < tags.length; t++) {
    if (tags[t] !== 0) continue
    const [b, c] = [3 * (triangles[3 * t + 1] ?? 0), 3 * (triangles[3 * t + 2] ?? 0)]
    area += ((vertices[b] ?? 0) * (vertices[c + 1] ?? 0) - (vertices[b + 1] ?? 0) * (vertices[c] ?? 0)) / 2
  }
  return 4 * Math.abs(area)
}

/** Mean signed distance of facets from their cone, mm, ring by ring from the throat; by edge middles, exact for quadratics. */
function meanDistanceOfRings(
  { vertices, triangles, tags }: ReturnType<typeof quarter>,
  section: number,
): number[] {
  const place = newPlace()
  const members = [...tags.keys()].filter((t) => tags[t] === section)
  const distances = members.map((t) => {
    const corners = [...triangles.subarray(3 * t, 3 * t + 3)].map((v) => [
      ...vertices.subarray(3 * v, 3 * v + 3),
    ])
    const atMiddle = (a: number, b: number): number => {
      const [x = 0, y = 0, z = 0] = [0, 1, 2].map(
        (axis) => ((corners[a]?.[axis] ?? 0) + (corners[b]?.[axis] ?? 0)) / 2,
      )
      locate(curves[section] as (typeof curves)[number], z, Math.hypot(x, y), place)
      return place.distance
    }
    return (atMiddle(0, 1) + atMiddle(1, 2) + atMiddle(2, 0)) / 3
  })
  const perRing = 12
  return Array.from({ length: distances.length / perRing }, (_, ring) =>
    distances
      .slice(ring * perRing, (ring + 1) * perRing)
      .reduce((sum, distance) => sum + distance / perRing, 0),
  )
}

describe('equaliseAreas', () => {
  test('gives the throat polygon of 24 sides the area of its circle, where 1.1 % was missing', () => {
    const sector = quarter(6, 5)
    expect(throatArea(sector) / (100 * Math.PI)).toBeCloseTo(0.98862, 4)
    runAtOnce(equaliseAreas(sector, curves.map(roundSurface)))
    expect(throatArea(sector) / (100 * Math.PI)).toBeCloseTo(1, 12)
  })

  test.each([
    [4, 3],
    [6, 5],
    [12, 9],
  ])(
    'keeps the volume of the round body with %d facets a quarter: to a twentieth of what was missing',
    (sides, between) => {
      const sector = quarter(sides, between)
      const missing = 4 * signedVolume(sector.vertices, sector.triangles) - exactVolume
      runAtOnce(equaliseAreas(sector, curves.map(roundSurface)))
      const left = 4 * signedVolume(sector.vertices, sector.triangles) - exactVolume
      expect(missing / exactVolume).toBeLessThan(-0.002)
      expect(Math.abs(left)).toBeLessThan(Math.abs(missing) / 20)
    },
  )

  test('closes the gap in the mean on every ring of facets, not only on the whole wall', () => {
    const sector = quarter(6, 5)
    const before = meanDistanceOfRings(sector, 1)
    runAtOnce(equaliseAreas(sector, curves.map(roundSurface)))
    const after = meanDistanceOfRings(sector, 1)
    // The gap grows with the radius; the two end rings share their fixed vertices with source and rim.
    expect((before.at(-1) ?? 0) / (before[0] ?? 1)).toBeGreaterThan(1.8)
    for (const [ring, distance] of after.entries())
      if (ring > 0 && ring < after.length - 1)
        expect(Math.abs(distance)).toBeLessThan((before[ring] ?? 0) / 8)
  })

  test('leaves what lies on the planes x = 0 and y = 0 there, to the last bit', () => {
    const sector = quarter(6, 5)
    const before = sector.vertices.slice()
    runAtOnce(equaliseAreas(sector, curves.map(roundSurface)))
    for (let v = 0; v < before.length; v += 3)
      for (const axis of [0, 1]) if (before[v + axis] === 0) expect(sector.vertices[v + axis]).toBe(0)
  })

  test("moves wall vertices off the inner cone on the wall's side and leaves the source flat", () => {
    const sector = quarter(6, 5)
    runAtOnce(equaliseAreas(sector, curves.map(roundSurface)))
    const place = newPlace()
    for (let t = 0; t < sector.tags.length; t++)
      for (let c = 3 * t; c < 3 * t + 3; c++) {
        const v = 3 * (sector.triangles[c] ?? 0)
        const [x = 0, y = 0, z = 0] = sector.vertices.subarray(v, v + 3)
        if (sector.tags[t] === 0) expect(z).toBe(0)
        if (sector.tags[t] !== 1) continue
        locate(curves[1] as (typeof curves)[number], z, Math.hypot(x, y), place)
        expect(place.distance).toBeLessThan(0)
        expect(place.distance).toBeGreaterThan(-0.2)
      }
  })
})

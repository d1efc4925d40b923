import { describe, expect, test } from 'vitest'
import { runAtOnce } from '../../src/core/sliced.ts'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { presets } from '../../src/design/presets.ts'
import { hornOutline } from '../../src/geometry/outline.ts'
import { edgePartners } from '../../src/mesh/edge-table.ts'
import type { Sector } from '../../src/mesh/equal-area.ts'
import { mesh } from '../../src/mesh/mesh-horn.ts'
import { roundMeshable } from '../../src/mesh/meshable.ts'
import { mirrored } from '../../src/mesh/mirror.ts'
import { signedVolume } from '../../src/mesh/orientation.ts'
import { measureQuality } from '../../src/mesh/quality.ts'
import { flipEdges } from '../../src/mesh/rings/flip-edges.ts'
import { heldRing } from '../../src/mesh/rings/held-ring.ts'
import { sectorBetween } from '../../src/mesh/rings/ring-azimuths.ts'
import { ringPlaces } from '../../src/mesh/rings/ring-places.ts'
import { ringSector } from '../../src/mesh/rings/ring-sector.ts'
import { zip } from '../../src/mesh/rings/zip.ts'
import { fittingSizes } from '../../src/mesh/size-search.ts'
import { topology } from '../../src/mesh/topology.ts'

const demo = parseHorn(presets['demo-rosse'] ?? '')
const outline = hornOutline(demo)
const quarter = sectorBetween(['x', 'y'])
const wish = { explicit: {}, maxTriangles: 3000, maxFrequency: 20_000, elementsPerWavelength: 6 }
const body = roundMeshable(outline)
const { sizes } = runAtOnce(fittingSizes(body.meridians, wish, 3000))

describe('ringPlaces', () => {
  const way = Float64Array.of(0, 10, 20, 30)

  test('stands rings at equal steps of an even size, the last at the end', () => {
    const places = ringPlaces({ way }, new Float64Array(4).fill(10 / Math.sqrt(3)))
    expect(places.map(({ station, fraction }) => 10 * (station + fraction))).toEqual([
      expect.closeTo(5, 9),
      expect.closeTo(10, 9),
      expect.closeTo(15, 9),
      expect.closeTo(20, 9),
      expect.closeTo(25, 9),
      30,
    ])
  })

  test('stands them closer where elements are to be smaller', () => {
    const fine = Float64Array.from({ length: 31 }, (_, i) => i)
    const places = ringPlaces(
      { way: fine },
      fine.map((s) => 2 + 0.2 * s),
    )
    const ways = [0, ...places.map(({ station, fraction }) => station + fraction)]
    const steps = ways.slice(1).map((place, i) => place - (ways[i] ?? 0))
    expect(steps[0]).toBeLessThan(0.4 * (steps.at(-1) ?? 0))
    for (const [i, { size }] of places.entries()) expect(steps[i]).toBeLessThanOrEqual(size * Math.sqrt(0.75))
  })

  test('makes one ring of a section shorter than its elements', () => {
    expect(ringPlaces({ way }, new Float64Array(4).fill(1000))).toEqual([
      { station: 2, fraction: 1, size: 1000 },
    ])
  })
})

describe('zip', () => {
  test('fans an apex', () => {
    const triangles: number[] = []
    zip([0, 0, 0, 1, 0, 0, 0.7, 0.7, 0, 0, 1, 0], [0], [1, 2, 3], triangles)
    expect(triangles).toEqual([0, 1, 2, 0, 2, 3])
  })

  test('leaves out what shared vertices leave of a strip', () => {
    const triangles: number[] = []
    zip([0, 0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 2, 1, 0, 3, 1, 0], [0, 1, 2, 3], [0, 1, 4, 5], triangles)
    expect(triangles).toEqual([2, 1, 4, 2, 4, 3, 3, 4, 5])
  })

  test('takes the shorter diagonal each time and uses every edge of both rings once', () => {
    const near = [0, 1, 2]
    const far = [3, 4, 5, 6]
    const points = [0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 0.5, 1, 0, 1.5, 1, 0, 2, 1, 0]
    const triangles: number[] = []
    zip(points, near, far, triangles)
    expect(triangles).toEqual([0, 3, 4, 0, 4, 1, 1, 4, 5, 1, 5, 2, 2, 5, 6])
  })

  test('takes the longer diagonal where the shorter one leaves the strip', () => {
    // Beside the end of a slit: vertex 1 stands behind the line from 0 to 3.
    const points = [3.333, 0, 0, 3.333, 0.345, 0, 4.444, 0, 0, 3.093, 0.741, 0]
    const triangles: number[] = []
    zip(points, [0, 1], [2, 3], triangles)
    expect(triangles).toEqual([0, 2, 1, 1, 2, 3])
  })
})

describe('heldRing', () => {
  const before = [0, 1, 2, 3, 4].map((azimuth) => ({ vertex: 10 + azimuth, azimuth }))

  test('keeps to the ring before where it would come too close', () => {
    const ring = heldRing(before, [0, 0.8, 1.6, 2.4, 3.2, 4], (azimuth) => azimuth > 1 && azimuth < 3)
    expect(ring).toEqual([0, 0.8, ...before.slice(1, 4), 3.2, 4])
  })

  test('is the ring before at the ends of a sector, and all of it where it is nowhere free', () => {
    expect(heldRing(before, [0, 2, 4], (azimuth) => azimuth !== 2)).toEqual([
      before[0],
      before[1],
      2,
      before[3],
      before[4],
    ])
    expect(heldRing(before, [0, 1.3, 2.6, 4], () => true)).toEqual(before)
  })

  test('keeps its own points where the ring before has none', () => {
    expect(heldRing([before[0], before[4]] as typeof before, [0, 1, 2, 3, 4], (p) => p === 2)).toEqual([
      0, 1, 2, 3, 4,
    ])
  })
})

describe('flipEdges', () => {
  test('exchanges a diagonal for the better one, within one surface only', () => {
    const sliver = (tags: number[]): Sector => ({
      vertices: Float64Array.from([0, 0, 0, 4, 0, 0, 2, 0.2, 0, 2, -3, 0]),
      triangles: Uint32Array.of(0, 1, 2, 1, 0, 3),
      tags: Uint32Array.from(tags),
    })
    const one = sliver([7, 7])
    runAtOnce(flipEdges(one))
    expect(Array.from(one.triangles)).toEqual([0, 3, 2, 3, 1, 2])
    const two = sliver([7, 8])
    runAtOnce(flipEdges(two))
    expect(two).toEqual(sliver([7, 8]))
  })

  test('turns no triangle over to be rid of two slivers', () => {
    // The second corner is in front of the line between the first and the third, seen from the last: a flat strip around a mouth.
    const dented: Sector = {
      vertices: Float64Array.from([0, 0, 0, 5.26, 12.72, 0, 5.26, 25.86, 0, 6.17, 12.09, 0]),
      triangles: Uint32Array.of(0, 3, 1, 1, 3, 2),
      tags: Uint32Array.of(1, 1),
    }
    const before = dented.triangles.slice()
    runAtOnce(flipEdges(dented))
    expect(dented.triangles).toEqual(before)
  })

  test('leaves good triangles and folds alone', () => {
    const good: Sector = {
      vertices: Float64Array.from([0, 0, 0, 4, 0, 0, 4, 1, 0, 0, 1, 0]),
      triangles: Uint32Array.of(0, 1, 2, 0, 2, 3),
      tags: Uint32Array.of(1, 1),
    }
    const before = good.triangles.slice()
    runAtOnce(flipEdges(good))
    expect(good.triangles).toEqual(before)
    const fold: Sector = {
      vertices: Float64Array.from([0, 0, 0, 4, 0, 0, 2, 0.6, 0, 2, 0, -3]),
      triangles: Uint32Array.of(0, 1, 2, 1, 0, 3),
      tags: Uint32Array.of(1, 1),
    }
    const asFolded = fold.triangles.slice()
    runAtOnce(flipEdges(fold))
    expect(fold.triangles).toEqual(asFolded)
  })
})

describe('ringSector', () => {
  const sector = runAtOnce(ringSector(body.rings, sizes, quarter, []))

  test('puts every vertex on the formula: the inner wall', () => {
    const wall = outline.find(({ role }) => role === 'inner')
    if (!wall) throw new Error('the demo horn has an inner wall')
    let worst = 0
    for (let t = 0; t < sector.tags.length; t++) {
      if (outline[sector.tags[t] ?? 0] !== wall) continue
      for (let c = 0; c < 3; c++) {
        const v = 3 * (sector.triangles[3 * t + c] ?? 0)
        const [x = 0, y = 0, z = 0] = sector.vertices.subarray(v, v + 3)
        worst = Math.max(worst, distanceFrom(wall, z, Math.hypot(x, y)))
      }
    }
    expect(worst).toBeLessThan(1e-6)
  })

  test('ends exactly on both mirror planes and closes when mirrored', () => {
    const whole = mirrored(mirrored(sector, 'x'), 'y')
    const partners = edgePartners(whole.triangles, whole.vertices.length / 3)
    expect(topology(whole.triangles, partners)).toMatchObject({
      open: { count: 0 },
      inconsistent: { count: 0 },
    })
    // Euler's number of a sphere: V − E + F with E = 3F/2.
    expect(whole.vertices.length / 3 - whole.tags.length / 2).toBe(2)
    expect(signedVolume(whole.vertices, whole.triangles)).toBeGreaterThan(0)
  })

  test('is the same bit for bit each time', () => {
    expect(runAtOnce(ringSector(body.rings, sizes, quarter, []))).toEqual(sector)
  })
})

/** Distance from a section's curve, by Newton from the nearest of many points of it, mm. */
function distanceFrom({ curve }: (typeof outline)[number], z: number, r: number): number {
  const at = (u: number): number => Math.hypot(curve.point(u).z - z, curve.point(u).r - r)
  let [best, step] = [curve.start, (curve.end - curve.start) / 512]
  for (let i = 0; i <= 512; i++) if (at(curve.start + i * step) < at(best)) best = curve.start + i * step
  for (; step > 1e-12; step /= 2)
    for (const u of [best - step, best + step])
      if (u >= curve.start && u <= curve.end && at(u) < at(best)) best = u
  return at(best)
}

describe('mesh by rings', () => {
  test('obeys the number of triangles and is judged by the same gate', async () => {
    const { tags, quality, groups } = await mesh(demo, { mesher: 'rings', maxTriangles: 3000 })
    expect(tags.length).toBeLessThanOrEqual(3000)
    expect(tags.length).toBeGreaterThan(2700)
    expect(quality).toMatchObject({ closed: true, oriented: true, openEdges: 0 })
    expect(quality.validTo).toBeGreaterThan(3000)
    expect(quality.minAngleDeg).toBeGreaterThan(15)
    expect(groups.map(({ tag }) => tag)).toEqual([1, 2, 3])
  })

  test('keeps the volume of the body', async () => {
    const { quality } = await mesh(demo, { mesher: 'rings', maxTriangles: 3000 })
    // 526,972.32 mm³, spec's quadrature; the correction of facets leaves a few parts in ten thousand.
    expect(Math.abs((quality.volume * 1e9) / 526_972.32 - 1)).toBeLessThan(1e-3)
  })

  test('is measured as its quarter stands for it: the whole gives the same quality', async () => {
    const whole = await mesh(demo, { mesher: 'rings', maxTriangles: 3000 })
    // Surfaces of its own, so that nothing is remembered.
    expect(runAtOnce(measureQuality(whole, roundMeshable(outline).surfaces))).toEqual(whole.quality)
  })

  test('gives the quarter that the whole is made of', async () => {
    const quarter = await mesh(demo, { mesher: 'rings', maxTriangles: 3000, quadrants: '1' })
    const whole = await mesh(demo, { mesher: 'rings', maxTriangles: 3000 })
    expect(quarter.symmetry).toEqual(['x', 'y'])
    expect(4 * quarter.tags.length).toBe(whole.tags.length)
    expect(whole.vertices.subarray(0, quarter.vertices.length)).toEqual(quarter.vertices)
  })

  test('rejects with the reason of a signal', async () => {
    const signal = AbortSignal.abort(new Error('stop'))
    await expect(mesh(demo, { mesher: 'rings', signal })).rejects.toThrow('stop')
  })
})

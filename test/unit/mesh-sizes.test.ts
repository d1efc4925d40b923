import { describe, expect, test } from 'vitest'
import { runAtOnce } from '../../src/core/sliced.ts'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { presets } from '../../src/design/presets.ts'
import type { MeridianCurve, PlanePoint } from '../../src/geometry/meridian.ts'
import { hornOutline } from '../../src/geometry/outline.ts'
import { circleChord, longestChord } from '../../src/mesh/longest-chord.ts'
import { meshSettings, sizesFor } from '../../src/mesh/mesh-settings.ts'
import { type MakeSector, meshWithin } from '../../src/mesh/mesh-within.ts'
import { meshableOf, roundMeshable } from '../../src/mesh/meshable.ts'
import { chordLengths, parallelRadius } from '../../src/mesh/section-curve.ts'
import {
  estimatedTriangles,
  measuredSection,
  type SizeRule,
  sectionSizes,
} from '../../src/mesh/size-field.ts'
import { fittingSizes } from '../../src/mesh/size-search.ts'

const demo = parseHorn(presets['demo-rosse'] ?? '')
const outline = hornOutline(demo)
const measured = outline.map(measuredSection)
const body = roundMeshable(outline)

function rule(changes: Partial<SizeRule> = {}): SizeRule {
  return {
    explicit: {},
    frequency: 4000,
    elementsPerWavelength: 6,
    sagittaMm: 1.5,
    coarsening: 1,
    ...changes,
  }
}

function sizesOf(role: string, sizes: readonly Float64Array[]): Float64Array {
  return sizes[outline.findIndex((section) => section.role === role)] ?? new Float64Array(0)
}

/** Largest distance of a curve from the chord over `half` mm of it on both sides of a place, on the exact curve. */
function arcHeight(curve: MeridianCurve, parameter: number, half: number): number {
  const step = (curve.end - curve.start) / 4000
  const walk = (direction: 1 | -1): PlanePoint[] => {
    const points: PlanePoint[] = []
    let [place, left] = [parameter, half]
    while (left > 0 && place > curve.start - step && place < curve.end + step) {
      points.push(curve.point(Math.min(curve.end, Math.max(curve.start, place))))
      left -= curve.speed(place) * step
      place += direction * step
    }
    return points
  }
  const points = [...walk(-1).reverse(), ...walk(1)]
  const [from, to] = [points[0], points.at(-1)]
  if (!from || !to) return Number.NaN
  const [dz, dr] = [to.z - from.z, to.r - from.r]
  const length = Math.hypot(dz, dr)
  if (length === 0) return 0
  return Math.max(...points.map(({ z, r }) => Math.abs((z - from.z) * dr - (r - from.r) * dz) / length))
}

describe('longestChord', () => {
  /** Straight for 50 mm, an arc of radius 1 mm through `turnDeg`, straight for 50 mm. */
  function bend(turnDeg: number): { points: Float64Array; way: Float64Array; crest: number } {
    const turn = (turnDeg * Math.PI) / 180
    const arc = Array.from({ length: 21 }, (_, i) => (turn * i) / 20).flatMap((t) => [
      Math.sin(t),
      1 - Math.cos(t),
    ])
    const end = [Math.sin(turn) + 50 * Math.cos(turn), 1 - Math.cos(turn) + 50 * Math.sin(turn)]
    const points = Float64Array.of(-50, 0, ...arc, ...end)
    return { points, way: chordLengths(points), crest: 11 }
  }

  test('is the chord of the circle of curvature on a long arc', () => {
    const angles = Array.from({ length: 200 }, (_, i) => (i / 199) * Math.PI)
    const points = Float64Array.from(angles.flatMap((angle) => [30 * Math.cos(angle), 30 * Math.sin(angle)]))
    const chord = longestChord({ points, way: chordLengths(points) }, 100, 30, { wanted: 60, sagitta: 1 })
    expect(chord).toBeGreaterThan(circleChord(30, 1) - 1e-9)
    expect(chord).toBeLessThan(1.03 * circleChord(30, 1))
  })

  test('is as long as wanted over a bend that turns by little, however sharply', () => {
    const { points, way, crest } = bend(10)
    expect(longestChord({ points, way }, crest, 1, { wanted: 30, sagitta: 1.5 })).toBe(30)
  })

  test('shrinks where a short bend turns by much', () => {
    const { points, way, crest } = bend(90)
    const chord = longestChord({ points, way }, crest, 1, { wanted: 30, sagitta: 1.5 })
    expect(chord).toBeLessThan(6)
    expect(chord).toBeGreaterThan(2)
  })
})

describe('sectionSizes', () => {
  test('neighbouring sections ask for the same size on their common ring', () => {
    const sizes = sectionSizes(measured, rule())
    for (let i = 1; i < sizes.length; i++) expect(sizes[i]?.[0]).toBe(sizes[i - 1]?.at(-1))
  })

  test('no size changes by more than 0.3 mm per mm', () => {
    const sizes = sectionSizes(measured, rule({ frequency: 1000 }))
    for (const [i, { points }] of outline.entries()) {
      const way = chordLengths(points)
      for (let j = 1; j < way.length; j++) {
        const change = Math.abs((sizes[i]?.[j] ?? 0) - (sizes[i]?.[j - 1] ?? 0))
        expect(change).toBeLessThanOrEqual(0.3 * ((way[j] ?? 0) - (way[j - 1] ?? 0)) + 1e-9)
      }
    }
  })

  test('no chord along or across the meridian leaves its arc by more than the sagitta', () => {
    const sagitta = 0.5
    const sizes = sectionSizes(measured, rule({ frequency: 500, sagittaMm: sagitta }))
    for (const [i, { curve, parameters }] of outline.entries())
      for (const [j, parameter] of parameters.entries()) {
        const half = (sizes[i]?.[j] ?? 0) / 2
        const across = parallelRadius(curve, parameter)
        if (across < Number.POSITIVE_INFINITY)
          expect(across - Math.sqrt(across ** 2 - half ** 2)).toBeLessThan(sagitta + 1e-9)
        expect(arcHeight(curve, parameter, half)).toBeLessThan(1.03 * sagitta)
      }
  })

  test('an automatic throat has at least 24 sides, whatever the frequency', () => {
    for (const frequency of [500, 4000, 20000])
      expect(
        (2 * Math.PI * 12.7) / (sizesOf('source', sectionSizes(measured, rule({ frequency })))[0] ?? 0),
      ).toBeGreaterThan(23.999)
  })

  test('asked-for sizes run from throat to mouth in proportion to arc length', () => {
    const sizes = sizesOf(
      'inner',
      sectionSizes(measured, rule({ explicit: { throat: 2, mouth: 6, rear: 6 }, sagittaMm: 9 })),
    )
    const inner = outline.find(({ role }) => role === 'inner')
    const way = chordLengths(inner?.points ?? new Float64Array(0))
    for (const [i, size] of sizes.entries())
      expect(size).toBeCloseTo(2 + (4 * (way[i] ?? 0)) / (way.at(-1) ?? 1), 9)
  })
})

describe('fittingSizes', () => {
  const wish = { explicit: {}, maxTriangles: 3000, maxFrequency: 20_000, elementsPerWavelength: 6 }

  test('uses most of the number of triangles it is given', () => {
    for (const limit of [1000, 3000, 30_000]) {
      const { estimate, isLimited } = runAtOnce(fittingSizes([measured], wish, limit))
      expect(isLimited).toBe(true)
      expect(estimate).toBeLessThanOrEqual(limit)
      expect(estimate).toBeGreaterThan(0.98 * limit)
    }
  })

  test('stops at the frequency when that needs fewer', () => {
    const { estimate, isLimited, sizes } = runAtOnce(
      fittingSizes([measured], { ...wish, maxFrequency: 2000 }, 100_000),
    )
    expect(isLimited).toBe(false)
    expect(estimate).toBe(estimatedTriangles(measured, sizes))
  })

  test('refuses sizes that give too many, with the figure', () => {
    const explicit = { throat: 0.1, mouth: 0.1, rear: 0.1 }
    expect(() =>
      runAtOnce(fittingSizes([measured], { ...wish, explicit, maxTriangles: 200_000 }, 200_000)),
    ).toThrow(/MESH_LIMIT: .* about \d+ triangles, over 200000/)
  })
})

describe('sizes that were asked for', () => {
  const wish = { explicit: {}, maxTriangles: 3000, maxFrequency: 20_000, elementsPerWavelength: 6 }

  test.each([{ mouth: 1 }, { throat: 1e-9 }, { throat: 0.01 }])(
    '%j are kept, or refused with the figure',
    (explicit) => {
      expect(() => runAtOnce(fittingSizes([measured], { ...wish, explicit }, 3000))).toThrow(
        /MESH_LIMIT: the sizes asked for give about (\d+|\d\.\d+e\+\d+|infinitely many) triangles, over 3000/,
      )
    },
  )

  test('are those of a box for bodies that have one', () => {
    const settings = meshSettings({ sizeMm: { enclosure: 20 } })
    const wall = { type: 'conical', L: 50, r0: 12.7, a: 30 } as const
    expect(sizesFor(settings, parseHorn({ ...wall, body: 'shell' }))).toEqual({
      explicit: {},
      maxTriangles: 6000,
    })
    const box = parseHorn({ ...wall, body: 'enclosure', enclosure: { depth: 200 } })
    expect(sizesFor(settings, box)).toEqual({ explicit: { front: 20, back: 20 }, maxTriangles: 200_000 })
  })
})

test('a surface that bends infinitely sharply is refused before anyone meshes it', () => {
  const sharp = measured.map((section) => ({
    ...section,
    parallelRadii: section.parallelRadii.map(() => 1e-9),
  }))
  const wish = { explicit: {}, maxTriangles: 3000, maxFrequency: 20_000, elementsPerWavelength: 6 }
  expect(() => runAtOnce(fittingSizes([sharp], wish, 3000))).toThrow(
    /MESH_LIMIT: the coarsest mesh has about/,
  )
})

describe('meshWithin', () => {
  const wish = { explicit: {}, maxTriangles: 3000, maxFrequency: 20_000, elementsPerWavelength: 6 }

  /** Stands in for a mesher: makes `counts` triangles in turn and keeps the sizes it was asked for. */
  function scripted(...counts: number[]): { mesher: MakeSector; asked: number[] } {
    const asked: number[] = []
    const mesher: MakeSector = async (sizes) => {
      asked.push(sizes[1]?.at(40) ?? 0)
      const tags = new Uint32Array((counts[asked.length - 1] ?? 0) / 4)
      return { vertices: new Float64Array(0), triangles: new Uint32Array(0), tags }
    }
    return { mesher, asked }
  }

  test('is content with a first mesh within the limit that uses nine tenths of it', async () => {
    const { mesher, asked } = scripted(2800)
    expect((await meshWithin(body, wish, mesher)).tags.length).toBe(700)
    expect(asked.length).toBe(1)
  })

  test('asks for larger elements after too many, for smaller ones after too few', async () => {
    const many = scripted(4000, 2960)
    expect((await meshWithin(body, wish, many.mesher)).tags.length).toBe(740)
    expect(many.asked[1]).toBeGreaterThan(1.1 * (many.asked[0] ?? 0))
    const few = scripted(2000, 2960)
    expect((await meshWithin(body, wish, few.mesher)).tags.length).toBe(740)
    expect(few.asked[1]).toBeLessThan(0.9 * (few.asked[0] ?? 0))
  })

  test('returns the best that kept the limit when no attempt is good', async () => {
    const { mesher, asked } = scripted(3200, 2000, 3200, 2400)
    expect((await meshWithin(body, wish, mesher)).tags.length).toBe(600)
    expect(asked.length).toBe(4)
  })

  test('gives up with the figure after six meshes over the limit', async () => {
    const { mesher, asked } = scripted(3200, 3120, 3040, 3160, 3100, 3050)
    await expect(meshWithin(body, wish, mesher)).rejects.toThrow(
      /MESH_LIMIT: .*maxTriangles is 3000; .* has 3040/,
    )
    expect(asked.length).toBe(6)
  })

  test('never changes sizes that were asked for', async () => {
    const explicit = { throat: 5, mouth: 20, rear: 24 }
    const { mesher, asked } = scripted(4400)
    await expect(meshWithin(body, { ...wish, explicit, maxTriangles: 4000 }, mesher)).rejects.toThrow(
      /MESH_LIMIT: the sizes asked for give about \d+ triangles, over 4000/,
    )
    expect(asked.length).toBe(1)
  })
})

describe('mesh options', () => {
  test.each([
    [{ maxTriangle: 5 }, /no option "maxTriangle"; did you mean "maxTriangles"/],
    [{ sizeMm: { throte: 5 } }, /MeshOptions\.sizeMm has no option "throte"/],
    [{ sizeMm: { throat: 0 } }, /MeshOptions\.sizeMm\.throat must be a positive finite number, got 0/],
    [{ maxFrequency: -1 }, /MeshOptions\.maxFrequency/],
    [{ maxTriangles: 2.5 }, /MeshOptions\.maxTriangles must be a positive integer/],
    [{ elementsPerWavelength: 1 }, /MeshOptions\.elementsPerWavelength/],
    [{ quadrants: '13' }, /MeshOptions\.quadrants must be one of/],
    [{ mesher: 'netgen' }, /MeshOptions\.mesher must be one of/],
    [{ isolate: 'yes' }, /MeshOptions\.isolate must be true or false/],
    [{ timeoutMs: Number.NaN }, /MeshOptions\.timeoutMs/],
  ])('refuses %o', (options, message) => {
    expect(() => meshSettings(options as object)).toThrow(message)
  })

  test("a design's own sizes count until the caller speaks of frequency or number", () => {
    expect(sizesFor(meshSettings({}), demo)).toEqual({ explicit: demo.sizeMm, maxTriangles: 200_000 })
    expect(sizesFor(meshSettings({ maxTriangles: 3000 }), demo)).toEqual({ explicit: {}, maxTriangles: 3000 })
    expect(sizesFor(meshSettings({ sizeMm: { throat: 3 } }), demo).explicit).toEqual({
      ...demo.sizeMm,
      throat: 3,
    })
    const { sizeMm: _, ...plain } = demo
    expect(sizesFor(meshSettings({}), plain)).toEqual({ explicit: {}, maxTriangles: 6000 })
  })

  test('of a script that gives one size, the others are those that ATH takes', () => {
    const script = parseHorn('R-OSSE = { R = 140 }\nMesh.ThroatResolution = 6\nABEC.SimType = 2')
    expect(sizesFor(meshSettings({}), script).explicit).toEqual({ throat: 6, mouth: 8, rear: 15 })
    const json = parseHorn({ R: 140, sizeMm: { throat: 6 } })
    expect(sizesFor(meshSettings({}), json).explicit).toEqual({ throat: 6 })
  })

  test('of an enclosure are one, four for the corners of front and back, or eight', () => {
    const explicit = (enclosure: number | number[]): unknown =>
      sizesFor(meshSettings({ sizeMm: { enclosure } }), undefined).explicit
    expect(explicit(30)).toEqual({ front: 30, back: 30 })
    expect(explicit([30, 20, 25, 30])).toEqual({ front: [30, 20, 25, 30], back: [30, 20, 25, 30] })
    expect(explicit([30, 20, 25, 30, 50, 50, 50, 50])).toEqual({ front: [30, 20, 25, 30], back: 50 })
    expect(() => explicit([30, 20])).toThrow(/one, four or eight sizes/)
  })
})

describe('the sizes of a box', () => {
  const boxed = meshableOf(parseHorn(presets['osse-rect'] ?? ''))
  const [meridian = []] = boxed.meridians
  const lastSize = (role: string, explicit: SizeRule['explicit']): number => {
    const sizes = sectionSizes(meridian, rule({ explicit, frequency: 20_000 }))
    return sizes[meridian.findLastIndex((section) => section.role === role)]?.at(-1) ?? Number.NaN
  }

  test('that nobody asked for are those of mouth and rear, not of 20 kHz', () => {
    const explicit = { throat: 5, mouth: 14, rear: 30 }
    expect(lastSize('inner', explicit)).toBeCloseTo(14, 6)
    expect(lastSize('front', explicit)).toBeGreaterThan(8) // the rounded edge bends
    expect(lastSize('back', explicit)).toBeCloseTo(30, 6)
    expect(lastSize('back', { mouth: 14 })).toBeCloseTo(14, 6)
    expect(lastSize('back', { ...explicit, back: 22 })).toBeCloseTo(22, 6)
  })
})

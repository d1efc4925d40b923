import { describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { presets } from '../../src/design/presets.ts'
import { hornOutline } from '../../src/geometry/outline.ts'
import { meshSettings, sizesFor } from '../../src/mesh/mesh-settings.ts'
import { chordLengths, surfaceRadius } from '../../src/mesh/section-curve.ts'
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

  test('no chord leaves its arc by more than the sagitta', () => {
    const sizes = sectionSizes(measured, rule({ frequency: 500, sagittaMm: 0.5 }))
    for (const [i, { curve, parameters }] of outline.entries())
      for (const [j, parameter] of parameters.entries()) {
        const radius = surfaceRadius(curve, parameter)
        const half = (sizes[i]?.[j] ?? 0) / 2
        if (radius < Number.POSITIVE_INFINITY)
          expect(radius - Math.sqrt(radius ** 2 - half ** 2)).toBeLessThan(0.5 + 1e-9)
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
      const { estimate, isLimited } = fittingSizes(measured, wish, limit)
      expect(isLimited).toBe(true)
      expect(estimate).toBeLessThanOrEqual(limit)
      expect(estimate).toBeGreaterThan(0.98 * limit)
    }
  })

  test('stops at the frequency when that needs fewer', () => {
    const { estimate, isLimited, sizes } = fittingSizes(measured, { ...wish, maxFrequency: 2000 }, 100_000)
    expect(isLimited).toBe(false)
    expect(estimate).toBe(estimatedTriangles(measured, sizes))
  })

  test('refuses sizes that give too many, with the figure', () => {
    const explicit = { throat: 0.1, mouth: 0.1, rear: 0.1 }
    expect(() => fittingSizes(measured, { ...wish, explicit }, 200_000)).toThrow(
      /MESH_LIMIT: .* about \d+ triangles, over 200000/,
    )
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
    [{ mesher: 'rings' }, /not available yet/],
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
})

import { describe, expect, test } from 'vitest'
import { requireSolvable } from '../../src/mesh/check.ts'
import { meshQuality } from '../../src/mesh/quality.ts'
import type { Mesh, MeshLimit } from '../../src/model/mesh.ts'
import { box, faceTags } from '../support/boxes.ts'
import { lathe } from '../support/lathes.ts'
import { icosphere, meshOf } from '../support/spheres.ts'

/** A thin-walled or solid can of radius 100 mm and length 200 mm whose throat, a disc of `throat` m, has `sides` sides. */
function canWithThroat(sides: number, throat: number): Mesh {
  const shape = lathe(
    [
      [0.2, 0],
      [0.2, throat],
      [0.2, 0.1],
      [0, 0.1],
      [0, 0],
    ],
    sides,
  )
  return meshOf(
    shape,
    shape.tags.map((stretch) => (stretch === 0 ? 2 : 1)),
  )
}

function limit(mesh: Mesh, check: MeshLimit['check']): MeshLimit | undefined {
  return mesh.quality.limits.find((candidate) => candidate.check === check)
}

describe('wavelength limit', () => {
  test('is six longest edges of the wall or the source', () => {
    const { quality } = meshOf(icosphere(2, 'raw'))
    expect(quality.validTo).toBeCloseTo(343.2 / (6 * quality.maxEdge), 6)
    expect(quality.limits[0]?.check).toBe('wavelength')
  })

  test('asks four elements of the rear only', () => {
    const shape = icosphere(2, 'raw')
    const groups = [{ tag: 2, name: 'outside', role: 'rear' }] as const
    const quality = meshQuality({ ...meshOf(shape), groups })
    expect(quality.validTo).toBeCloseTo(343.2 / (4 * quality.maxEdge), 6)
  })
})

describe('chord limit', () => {
  test.each([1, 2, 3])(
    'estimates the sagitta of an icosphere of level %d within a factor of two',
    (level) => {
      const mesh = meshOf(icosphere(level, 'raw'))
      const estimate = 343.2 / (20 * (limit(mesh, 'chord')?.frequency ?? 0))
      const edge = mesh.quality.maxEdge
      const sagitta = 1 - Math.sqrt(1 - edge ** 2 / 3)
      expect(estimate / sagitta).toBeGreaterThan(0.5)
      expect(estimate / sagitta).toBeLessThan(2)
    },
  )

  test('falls by four when the sphere is refined once', () => {
    const [coarse, fine] = [2, 3].map(
      (level) => limit(meshOf(icosphere(level, 'raw')), 'chord')?.frequency ?? 0,
    )
    expect((fine ?? 0) / (coarse ?? 1)).toBeGreaterThan(3.5)
    expect((fine ?? 0) / (coarse ?? 1)).toBeLessThan(4.5)
  })

  test('does not take the right angles of a box for a badly drawn curve', () => {
    expect(limit(meshOf(box([1, 1, 1], [4, 4, 4])), 'chord')).toBeUndefined()
  })
})

describe('spheres and boxes', () => {
  test('80 triangles are flagged: valid to ka = 1.7 only, but not refused', () => {
    const mesh = meshOf(icosphere(1, 'raw'))
    expect((2 * Math.PI * mesh.quality.validTo) / 343.2).toBeLessThan(2)
    expect(requireSolvable(mesh)).toEqual([])
  })

  test.each([2, 3, 4])('an icosphere of level %d passes and is limited by wavelength alone', (level) => {
    const mesh = meshOf(icosphere(level, 'raw'))
    expect(requireSolvable(mesh)).toEqual([])
    expect(mesh.quality.limits[0]?.check).toBe('wavelength')
  })

  test('a box with a rectangular source passes', () => {
    const shape = box([1, 1, 1], [8, 8, 8])
    const tags = faceTags(shape, 1, (x, y) => Math.abs(x - 0.5) < 0.25 && Math.abs(y - 0.5) < 0.125)
    const mesh = meshOf(shape, tags)
    expect(tags).toContain(2)
    expect(requireSolvable(mesh)).toEqual([])
    expect(limit(mesh, 'throat')).toBeUndefined()
  })
})

describe('throat limit', () => {
  test.each([6, 7])('refuses a round throat of %d sides', (sides) => {
    const mesh = canWithThroat(sides, 0.02)
    expect(limit(mesh, 'throat')?.frequency).toBe(0)
    expect(() => requireSolvable(mesh)).toThrow(
      /MESH_LIMIT: .*round source of 19\.\d mm radius drawn with [67] sides/,
    )
  })

  test.each([8, 11])('lets %d sides pass up to ka = 1', (sides) => {
    const frequency = limit(canWithThroat(sides, 0.02), 'throat')?.frequency ?? 0
    expect((2 * Math.PI * frequency * 0.02) / 343.2).toBeGreaterThan(0.95)
    expect((2 * Math.PI * frequency * 0.02) / 343.2).toBeLessThan(1.15)
  })

  test.each([4, 12, 16, 36])('says nothing about %d sides', (sides) => {
    expect(limit(canWithThroat(sides, 0.02), 'throat')).toBeUndefined()
  })
})

describe('wall limit', () => {
  /** A tube of inner radius 100 mm with a source at its bottom: facets leave the circle by 100·(1 − cos(π/sides)). */
  function tube(wall: number, sides: number): Mesh {
    const shape = lathe(
      [
        [0, 0],
        [0, 0.1],
        [0.1, 0.1],
        [0.2, 0.1],
        [0.2, 0.1 + wall],
        [0.1, 0.1 + wall],
        [-0.1, 0.1 + wall],
        [-0.1, 0],
      ],
      sides,
    )
    const tags = shape.tags.map((stretch) => [2, 1, 1, 1, 3, 3, 3][stretch] ?? 0)
    const groups = [
      { tag: 1, name: 'wall', role: 'wall' },
      { tag: 2, name: 'source', role: 'source' },
      { tag: 3, name: 'rear', role: 'rear' },
    ] as const
    const bare = { ...meshOf(shape, tags), groups }
    return { ...bare, quality: meshQuality(bare) }
  }

  test('refuses a wall thinner than what the facets of both its sides leave of it', () => {
    // 12 sides: 3.4 mm each, estimated half as much again.
    expect(limit(tube(0.005, 12), 'wall')?.frequency).toBe(0)
    expect(() => requireSolvable(tube(0.005, 12))).toThrow(/MESH_LIMIT: .*from the wall/)
  })

  test('lets the same wall pass when its circle has 48 sides, and a thick one with 12', () => {
    expect(limit(tube(0.005, 48), 'wall')).toBeUndefined()
    expect(limit(tube(0.05, 12), 'wall')).toBeUndefined()
  })

  test('refuses an inner wall that bulges through the outer one', () => {
    const mesh = tube(0.005, 24)
    const vertices = mesh.vertices.map((value, i) => value * (i % 3 < 2 && isInnerMiddle(mesh, i) ? 1.08 : 1))
    const quality = meshQuality({ ...mesh, vertices })
    expect(quality.limits[0]).toMatchObject({ check: 'wall', frequency: 0 })
  })

  /** True for coordinates of the ring at z = 0.1 m, r = 0.1 m. */
  function isInnerMiddle({ vertices }: Mesh, i: number): boolean {
    const v = i - (i % 3)
    const [x = 0, y = 0, z = 0] = vertices.subarray(v, v + 3)
    return z === 0.1 && Math.hypot(x, y) < 0.101
  }
})

describe('shapes', () => {
  /** Two equal triangles back to back. */
  function pillow(...corners: readonly (readonly [number, number])[]): Mesh {
    const vertices = Float64Array.from(corners.flatMap(([x, y]) => [x, y, 0]))
    return meshOf({ vertices, triangles: Uint32Array.of(0, 1, 2, 0, 2, 1) })
  }

  test.each([
    ['equilateral', pillow([0, 0], [1, 0], [0.5, Math.sqrt(0.75)]), 60, 2 / Math.sqrt(3)],
    ['3, 4, 5', pillow([0, 0], [4, 0], [0, 3]), (Math.atan2(3, 4) * 180) / Math.PI, 5 / 2.4],
    ['obtuse', pillow([0, 0], [1, 0], [-1, 1]), 18.434948822922, Math.sqrt(5) / (1 / Math.sqrt(5))],
  ])('angle and aspect ratio of a triangle, %s', (_, { quality }, angle, aspect) => {
    expect(quality.minAngleDeg).toBeCloseTo(angle, 9)
    expect(quality.aspect).toBeCloseTo(aspect, 9)
  })
})

describe('shape limit and warning', () => {
  /** A box of 1 m whose squares are `ratio` times longer along x than along y. */
  function sliced(counts: readonly [number, number, number]): Mesh {
    return meshOf(box([1, 1, 1], counts))
  }

  test('refuses angles below 1°', () => {
    const mesh = sliced([1, 80, 1])
    expect(mesh.quality.minAngleDeg).toBeLessThan(1)
    expect(() => requireSolvable(mesh)).toThrow(/MESH_LIMIT: .*slivers, down to 0\.\d+°/)
  })

  test('warns of angles below 10° and says nothing above', () => {
    expect(requireSolvable(sliced([1, 10, 1]))).toMatchObject([{ code: 'MESH_QUALITY' }])
    expect(requireSolvable(sliced([1, 4, 1]))).toEqual([])
  })
})

describe('force', () => {
  test('lets a refused mesh pass, visibly', () => {
    const warnings = requireSolvable(canWithThroat(6, 0.02), { force: true })
    expect(warnings).toMatchObject([{ code: 'FORCED' }])
    expect(warnings[0]?.message).toContain('6 sides')
  })
})

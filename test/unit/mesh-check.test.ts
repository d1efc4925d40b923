import { describe, expect, test } from 'vitest'
import { WaveguideError } from '../../src/core/errors.ts'
import { requireSolvable } from '../../src/mesh/check.ts'
import { flip } from '../../src/mesh/orientation.ts'
import { meshQuality } from '../../src/mesh/quality.ts'
import type { Mesh } from '../../src/model/mesh.ts'
import { box } from '../support/boxes.ts'
import { capTags, icosphere, meshOf } from '../support/spheres.ts'

const sound = meshOf(icosphere(1, 'raw'), capTags(icosphere(1, 'raw'), 40))

function changed(
  change: (parts: { vertices: Float64Array; triangles: Uint32Array; tags: Uint32Array }) => void,
): Mesh {
  const parts = {
    vertices: sound.vertices.slice(),
    triangles: sound.triangles.slice(),
    tags: sound.tags.slice(),
  }
  change(parts)
  return { ...sound, ...parts }
}

function withoutTriangles(...removed: number[]): Mesh {
  const kept = [...sound.tags.keys()].filter((t) => !removed.includes(t))
  const triangles = Uint32Array.from(kept.flatMap((t) => [...sound.triangles.subarray(3 * t, 3 * t + 3)]))
  return { ...sound, triangles, tags: Uint32Array.from(kept, (t) => sound.tags[t] ?? 0) }
}

function failureOf(mesh: Mesh): WaveguideError {
  try {
    requireSolvable(mesh)
  } catch (thrown) {
    if (thrown instanceof WaveguideError) return thrown
  }
  return expect.unreachable('should have been refused')
}

describe('requireSolvable', () => {
  test('passes a sound sphere without a warning', () => {
    expect(requireSolvable(sound)).toEqual([])
  })

  test.each<[string, Mesh, RegExp]>([
    [
      'NaN',
      changed(({ vertices }) => vertices.fill(Number.NaN, 7, 8)),
      /MESH_FORMAT: vertex 2 has the coordinate NaN/,
    ],
    [
      'Infinity',
      changed(({ vertices }) => vertices.fill(Number.POSITIVE_INFINITY, 0, 1)),
      /MESH_FORMAT: vertex 0/,
    ],
    [
      'an index out of range',
      changed(({ triangles }) => triangles.fill(42, 5, 6)),
      /MESH_FORMAT: triangle 1 uses vertex 42; there are 42/,
    ],
    [
      'a triangle without area',
      changed(({ triangles }) => triangles.set([3, 3, 4])),
      /MESH_FORMAT: triangle 0 .* has no area/,
    ],
    [
      'a repeated triangle',
      changed(({ triangles }) => triangles.copyWithin(3, 0, 3)),
      /MESH_FORMAT: triangles 0 and 1 .* same corners/,
    ],
    [
      'an unused vertex',
      { ...sound, vertices: Float64Array.of(...sound.vertices, 5, 5, 5) },
      /MESH_FORMAT: 1 vertices, first 42/,
    ],
    [
      'no triangles',
      { ...sound, triangles: new Uint32Array(0), tags: new Uint32Array(0) },
      /MESH_FORMAT: triangles must be/,
    ],
    ['too few tags', { ...sound, tags: sound.tags.slice(1) }, /MESH_FORMAT: tags must be .* 80 triangles/],
    [
      'a plain array',
      { ...sound, vertices: [...sound.vertices] as unknown as Float64Array },
      /MESH_FORMAT: vertices must be a Float64Array/,
    ],
  ])('refuses %s', (_, mesh, message) => {
    expect(() => requireSolvable(mesh)).toThrow(message)
  })

  test('counts open edges and says where the first is, and in which group', () => {
    expect(() => requireSolvable(withoutTriangles(5))).toThrow(
      /^MESH_OPEN: 3 open edges, first at \(.*\) m in group "(wall|source)"/,
    )
  })

  test('refuses two closed bodies that share an edge', () => {
    const triangles = Uint32Array.of(0, 2, 1, 0, 1, 3, 1, 2, 3, 0, 3, 2, 0, 1, 4, 0, 5, 1, 1, 5, 4, 0, 4, 5)
    const vertices = Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, -1, 0, 0, 0, -1)
    const mesh = { ...sound, vertices, triangles, tags: new Uint32Array(8).fill(2) }
    expect(() => requireSolvable(mesh)).toThrow(/^MESH_OPEN: more than two triangles share an edge, first at/)
  })

  test('refuses one flipped triangle by its three bad edges', () => {
    expect(() => requireSolvable(changed(({ triangles }) => flip(triangles, 9)))).toThrow(
      /^MESH_ORIENTATION: 3 edges whose two triangles are wound against each other, first at/,
    )
  })

  test('refuses a mesh that is inside out as a whole, with the remedy', () => {
    const mesh = changed(({ triangles, tags }) => {
      for (let t = 0; t < tags.length; t++) flip(triangles, t)
    })
    expect(() => requireSolvable(mesh)).toThrow(/^MESH_ORIENTATION: .* inside out.*swap two corners/)
  })

  test('refuses one of two bodies that is inside out', () => {
    const second = box([1, 1, 1], [1, 1, 1])
    for (let t = 0; t < 12; t++) flip(second.triangles, t)
    const offset = sound.vertices.length / 3
    const mesh = {
      ...sound,
      vertices: Float64Array.of(...sound.vertices, ...second.vertices.map((value) => value + 3)),
      triangles: Uint32Array.of(...sound.triangles, ...second.triangles.map((index) => index + offset)),
      tags: Uint32Array.of(...sound.tags, ...new Uint32Array(12).fill(1)),
    }
    expect(() => requireSolvable(mesh)).toThrow(/^MESH_ORIENTATION: the body that begins with triangle 80/)
  })

  test('refuses a mesh without source triangles and lists the groups', () => {
    expect(() => requireSolvable(changed(({ tags }) => tags.fill(1)))).toThrow(
      /^MESH_NO_SOURCE: .* 1 wall \(wall\), 2 source \(source\)/,
    )
  })

  test('tells a repeated triangle from a wall without thickness, which has its triangles twice and back to front', () => {
    const plate = {
      vertices: Float64Array.of(0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0),
      triangles: Uint32Array.of(0, 1, 2, 0, 2, 3, 2, 1, 0, 3, 2, 0),
      tags: Uint32Array.of(1, 2, 1, 1),
    }
    const coincident = { reason: 'coincident', count: 2, places: [{ triangle: 2 }, { triangle: 3 }] }
    expect(failureOf({ ...sound, ...plate })).toMatchObject({ code: 'MESH_FORMAT', details: coincident })
    const twice = { ...plate, triangles: Uint32Array.of(0, 1, 2, 0, 2, 3, 1, 2, 0, 3, 2, 0) }
    expect(failureOf({ ...sound, ...twice })).toMatchObject({ details: { reason: 'duplicate', count: 2 } })
  })

  test('gives reason, count and up to twenty places with every refusal', () => {
    expect(failureOf(withoutTriangles(5))).toMatchObject({
      code: 'MESH_OPEN',
      details: { reason: 'open', count: 3, places: [{}, {}, {}] },
    })
    const sieve = withoutTriangles(...Array.from({ length: 20 }, (_, i) => 4 * i + 1))
    const { details } = failureOf(sieve)
    expect(details?.['count']).toBeGreaterThan(20)
    expect(details?.['places']).toHaveLength(20)
    const flipped = changed(({ triangles }) => flip(triangles, 9))
    expect(failureOf(flipped).details).toMatchObject({ reason: 'winding', count: 3 })
    const nan = changed(({ vertices }) => vertices.fill(Number.NaN, 7, 9))
    expect(failureOf(nan).details).toMatchObject({ reason: 'not finite', count: 2 })
  })

  test('refuses a surface that cuts through itself, in the file’s own triangle numbers also behind a mirror', () => {
    const spike = changed(({ vertices }) => {
      for (let axis = 0; axis < 3; axis++) vertices[axis] = -1.4 * (vertices[axis] ?? 0)
    })
    expect(failureOf(spike)).toMatchObject({ code: 'MESH_LIMIT', details: { limits: expect.anything() } })
    expect(failureOf(spike).message).toMatch(
      /the surface cuts through itself or lies on itself: \d+ pairs of triangles, first at \(.*\) m in group "(wall|source)"/,
    )
    expect(requireSolvable(spike, { force: true })).toContainEqual(
      expect.objectContaining({ code: 'FORCED' }),
    )
    const half = box([1, 1, 1], [2, 2, 2])
    const reaching = {
      ...half,
      vertices: half.vertices.map((value, i) => (i % 3 === 2 ? value - 0.25 : value)),
    }
    const through = { ...meshOf(reaching), symmetry: ['z'] } as const
    const limit = meshQuality(through).limits.find(({ check }) => check === 'crossing')
    expect(limit?.places?.length).toBeGreaterThan(0)
    for (const { triangle } of limit?.places ?? []) expect(triangle).toBeLessThan(through.tags.length)
  })

  test('warns of thin triangles with their places', () => {
    const thin = box([1, 1, 0.04], [4, 4, 1])
    const [warning] = requireSolvable(meshOf(thin), { force: true }).filter(
      ({ code }) => code === 'MESH_QUALITY',
    )
    expect(warning?.details).toMatchObject({ count: 32, places: Array.from({ length: 20 }, () => ({})) })
  })

  test('refuses an interface between air volumes', () => {
    const groups = [...sound.groups, { tag: 4, name: 'I1-2', role: 'interface' }] as const
    const mesh = { ...changed(({ tags }) => tags.fill(4, 0, 1)), groups }
    expect(() => requireSolvable(mesh)).toThrow(/^MESH_FORMAT: "I1-2" is an interface/)
  })

  test('judges a mesh cut on a mirror plane as the whole that it stands for', () => {
    const whole = box([1, 1, 1], [4, 4, 4])
    const kept = [...Array(whole.triangles.length / 3).keys()].filter((t) =>
      [...whole.triangles.subarray(3 * t, 3 * t + 3)].some((v) => (whole.vertices[3 * v] ?? 0) > 0),
    )
    const triangles = Uint32Array.from(kept.flatMap((t) => [...whole.triangles.subarray(3 * t, 3 * t + 3)]))
    const used = [...new Set(triangles)].sort((a, b) => a - b)
    const cut = {
      vertices: Float64Array.from(used.flatMap((v) => [...whole.vertices.subarray(3 * v, 3 * v + 3)])),
      triangles: triangles.map((v) => used.indexOf(v)),
    }
    const mesh = { ...meshOf(cut), symmetry: ['x'] } as const
    expect(requireSolvable(mesh)).toEqual([])
    expect(() => requireSolvable({ ...mesh, symmetry: [] })).toThrow(/^MESH_OPEN: 16 open edges/)
  })
})

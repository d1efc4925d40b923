import { describe, expect, test } from 'vitest'
import { edgePartners } from '../../src/mesh/edge-table.ts'
import { mirrored, unfolded } from '../../src/mesh/mirror.ts'
import { flip, orientOutwards, signedVolume } from '../../src/mesh/orientation.ts'
import { topology } from '../../src/mesh/topology.ts'
import { box } from '../support/boxes.ts'
import { lathe } from '../support/lathes.ts'
import { icosphere } from '../support/spheres.ts'

function faultsOf(
  triangles: Uint32Array,
  vertexCount: number,
): { openEdges: number; inconsistentEdges: number } {
  const { open, inconsistent } = topology(triangles, edgePartners(triangles, vertexCount))
  return { openEdges: open.count, inconsistentEdges: inconsistent.count }
}

describe('edge table', () => {
  test('pairs every half-edge of a closed surface with the one that runs back', () => {
    const { vertices, triangles } = icosphere(2, 'raw')
    const partners = edgePartners(triangles, vertices.length / 3)
    for (const [half, partner] of partners.entries()) {
      expect(partners[partner]).toBe(half)
      const next = half % 3 === 2 ? half - 2 : half + 1
      const partnerNext = partner % 3 === 2 ? partner - 2 : partner + 1
      expect(triangles[half]).toBe(triangles[partnerNext])
      expect(triangles[next]).toBe(triangles[partner])
    }
  })

  test('counts the three open edges of a missing triangle and the edges that three triangles share', () => {
    const { vertices, triangles } = icosphere(1, 'raw')
    expect(faultsOf(triangles.slice(3), vertices.length / 3).openEdges).toBe(3)
    const fin = Uint32Array.of(...triangles, triangles[0] ?? 0, triangles[1] ?? 0, vertices.length / 3 - 1)
    expect(topology(fin, edgePartners(fin, vertices.length / 3)).crowded.count).toBeGreaterThanOrEqual(3)
  })
})

describe('orientOutwards', () => {
  test.each([
    ['every triangle turned', () => true],
    ['every third triangle turned', (t: number) => t % 3 === 0],
    ['none turned', () => false],
  ])('restores a sphere with %s', (_, isTurned) => {
    const { vertices, triangles } = icosphere(2, 'raw')
    const damaged = triangles.slice()
    for (let t = 0; t < triangles.length / 3; t++) if (isTurned(t)) flip(damaged, t)
    orientOutwards(vertices, damaged)
    expect(faultsOf(damaged, vertices.length / 3).inconsistentEdges).toBe(0)
    expect(signedVolume(vertices, damaged)).toBeCloseTo(signedVolume(vertices, triangles), 12)
  })
})

describe('mirroring', () => {
  test('makes a quarter of a body into the closed whole: four times the volume, shared plane vertices', () => {
    const rings = [
      [0, 0],
      [0, 2],
      [3, 2],
      [3, 0],
    ] as const
    const sector = lathe([...rings].reverse(), 6, 1)
    const whole = mirrored(mirrored(sector, 'x'), 'y')
    const count = whole.vertices.length / 3
    expect(faultsOf(whole.triangles, count)).toMatchObject({ openEdges: 0, inconsistentEdges: 0 })
    expect(whole.tags.length).toBe(4 * sector.tags.length)
    const volume = signedVolume(sector.vertices, sector.triangles)
    expect(signedVolume(whole.vertices, whole.triangles)).toBeCloseTo(4 * volume, 12)
    // Euler: V − E + F = 2 with E = 3F/2.
    expect(count - whole.tags.length / 2).toBe(2)
  })

  test('unfolds planes one after the other', () => {
    const half = box([1, 1, 1], [1, 1, 1])
    const tags = new Uint32Array(12).fill(1)
    const open = half.triangles.slice()
    const whole = unfolded({ ...half, triangles: open, tags }, ['x', 'y', 'z'])
    expect(whole.tags.length).toBe(96)
  })
})

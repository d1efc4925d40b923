/** Mirror planes and a rigid ground, as a caller meets them; the physics is in test/native/mirror.test.cpp. */
import { describe, expect, test } from 'vitest'
import * as api from '../../src/index.ts'
import { capTags, meshOf, octasphere } from '../support/spheres.ts'

const sphere = octasphere(3)
const whole = meshOf(sphere, capTags(sphere, 40))
const options = {
  frequencies: [100],
  precision: 'double',
  tolerance: 1e-11,
  threads: 2,
} satisfies api.SolveOptions

/** The triangles on the positive side of x = 0 and y = 0, as a mesh cut there. */
function quarter(): api.Mesh {
  const { vertices, triangles, tags } = whole
  const isInFront = (triangle: number): boolean =>
    [0, 1, 2].every((corner) => {
      const vertex = triangles[3 * triangle + corner] ?? 0
      return (vertices[3 * vertex] ?? 0) >= 0 && (vertices[3 * vertex + 1] ?? 0) >= 0
    })
  const kept = [...tags.keys()].filter(isInFront)
  const used = [
    ...new Set(kept.flatMap((triangle) => [...triangles.subarray(3 * triangle, 3 * triangle + 3)])),
  ]
  return {
    ...whole,
    vertices: Float64Array.from(used.flatMap((v) => [...vertices.subarray(3 * v, 3 * v + 3)])),
    triangles: Uint32Array.from(
      kept.flatMap((triangle) =>
        [...triangles.subarray(3 * triangle, 3 * triangle + 3)].map((v) => used.indexOf(v)),
      ),
    ),
    tags: Uint32Array.from(kept.map((triangle) => tags[triangle] ?? 0)),
    symmetry: ['x', 'y'],
  }
}

/** Largest difference over the largest value. */
function difference(a: Float64Array, b: Float64Array): number {
  expect(a.length).toBe(b.length)
  const largest = Math.max(...b.map(Math.abs))
  return Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? 0)))) / largest
}

function expectSame(a: api.Result, b: api.Result): void {
  for (const [i, polar] of a.polars.entries())
    expect(difference(polar.pressure, b.polars[i]?.pressure ?? new Float64Array())).toBeLessThan(1e-9)
  expect(
    difference(
      a.impedance[0]?.normalised ?? new Float64Array(),
      b.impedance[0]?.normalised ?? new Float64Array(),
    ),
  ).toBeLessThan(1e-9)
  expect(difference(a.power.surface, b.power.surface)).toBeLessThan(1e-9)
  expect(difference(a.power.farField, b.power.farField)).toBeLessThan(1e-9)
  expect(a.impedance[0]?.area).toBeCloseTo(b.impedance[0]?.area ?? 0, 12)
}

describe('mirror planes', () => {
  test('are found in a mesh, with the reason, and change nothing', async () => {
    const found = await api.solve(whole, options)
    const without = await api.solve(whole, { ...options, symmetry: 'none' })
    expectSame(found, without)
    expect(found.provenance.symmetry).toEqual({
      planes: ['x', 'y', 'z'],
      reason: 'the mesh mirrors itself in x, y, z = 0',
    })
    expect(without.provenance.symmetry).toEqual({ planes: [], reason: 'solved without, as asked' })
  })

  test('make an estimate smaller, and stand in it', async () => {
    const [part, full] = [
      await api.estimate(whole, options),
      await api.estimate(whole, { ...options, symmetry: 'none' }),
    ]
    expect(part.method).toMatch(/, mirror planes x, y, z$/)
    expect(part.memoryBytes).toBeLessThan(full.memoryBytes)
    expect(part.secondsPerFrequency).toBeLessThan(full.secondsPerFrequency)
  })

  test('of a mesh that is cut on them give the whole body', async () => {
    const part = await api.solve(quarter(), { ...options, keepSurface: true })
    const full = await api.solve(whole, options)
    expectSame(part, full)
    expect(part.provenance.mesh).toEqual({
      ...full.provenance.mesh,
      // The vertices come in another order.
      fingerprint: expect.any(String),
    })
    expect(part.surface?.velocity).toHaveLength(2 * 512)
  })

  test('serve a drive that is not symmetric', async () => {
    const perTriangle = Float64Array.from({ length: 2 * 512 }, (_, i) => Math.sin(i))
    const sources = [{ tag: 2, perTriangle }]
    expectSame(
      await api.solve(whole, { ...options, sources, symmetry: ['y'] }),
      await api.solve(whole, { ...options, sources, symmetry: 'none' }),
    )
  })

  test('that the mesh has not are refused with the reason', async () => {
    const vertices = whole.vertices.map((value, i) => (i === 0 ? 1.02 : value))
    await expect(api.solve({ ...whole, vertices }, { ...options, symmetry: ['y', 'x'] })).rejects.toThrow(
      /OPTION: SolveOptions\.symmetry: the mesh does not mirror itself in x = 0: the vertex at .* has no image/,
    )
  })
})

describe('a rigid ground', () => {
  const above = meshOf(
    { ...sphere, vertices: sphere.vertices.map((v, i) => (i % 3 === 1 ? v + 1.5 : v)) },
    whole.tags,
  )

  test('doubles the pressure of a small source in front of it, and nothing is heard behind it', async () => {
    const points = Float64Array.of(0, 0, 40, 0, -1, 40)
    const at = { frequencies: [5], observations: { points, polars: [] } } satisfies api.SolveOptions
    const free = await api.solve(above, at)
    const result = await api.solve(above, { ...at, ground: 'y' })
    const level = (r: api.Result, i: number) =>
      Math.hypot(...(r.points?.pressure.subarray(2 * i, 2 * i + 2) ?? []))
    expect(level(result, 0) / level(free, 0)).toBeCloseTo(2, 1)
    expect(level(result, 1)).toBeNaN()
    expect(result.warnings.map(({ code }) => code)).toContain('IGNORED')
    expect(result.provenance).toMatchObject({ ground: 'y', symmetry: { planes: ['x', 'z'] } })
    expect(result.evidence[0]?.powerBalanceDb).toBeLessThan(0.05)
  })
})

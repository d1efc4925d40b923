import { describe, expect, test } from 'vitest'
import * as api from '../../src/index.ts'
import { capTags, icosphere, meshOf } from '../support/spheres.ts'

const sphere = icosphere(3)
const mesh = meshOf(sphere, capTags(sphere, 40))
const options = { frequencies: [50, 100] }

describe('an estimate', () => {
  test('names time, memory and method', async () => {
    const cost = await api.estimate(mesh, { ...options, threads: 2 })
    expect(cost.method).toBe('gmres, 2 threads')
    expect(cost.secondsPerFrequency).toBeGreaterThan(0)
    const small = await api.estimate(meshOf(icosphere(1)), { ...options, threads: 1 })
    expect(small.method).toBe('lu, 1 thread')
    expect((await api.estimate(mesh, { ...options, device: 'reference' })).method).toBe('lu, 1 thread')
  })

  test('of memory is the figure that memoryLimit is held against', async () => {
    const { memoryBytes } = await api.estimate(mesh, options)
    const refused = api.solve(mesh, { ...options, memoryLimit: memoryBytes - 1 })
    await expect(refused).rejects.toMatchObject({ code: 'MEMORY_LIMIT', details: { memoryBytes } })
    await api.solve(mesh, { ...options, memoryLimit: memoryBytes })
  })

  test('of memory counts what the result keeps', async () => {
    const bytes = async (extra: Partial<api.SolveOptions>) =>
      (await api.estimate(mesh, { ...options, ...extra })).memoryBytes
    const plain = await bytes({})
    // Two frequencies, 642 vertices and 1280 triangles of 16 bytes, in slices and in the joined result.
    expect((await bytes({ keepSurface: true })) - plain).toBe(2 * 2 * 16 * (642 + 1280))
    // A complex pressure and its level.
    expect((await bytes({ observations: { sphere: 1000 } })) - plain).toBe(2 * 2 * 24 * 1000)
  })

  test('refuses what the solve would refuse', async () => {
    await expect(api.estimate(mesh, { frequencies: [] })).rejects.toMatchObject({ code: 'FREQUENCY' })
    await expect(api.estimate(undefined as unknown as api.Mesh, options)).rejects.toMatchObject({
      code: 'OPTION',
    })
    const rotten = { ...mesh, triangles: mesh.triangles.with(0, 1e6) }
    await expect(api.estimate(rotten, options)).rejects.toMatchObject({ code: 'MESH_FORMAT' })
    const signal = AbortSignal.abort('early')
    await expect(api.estimate(mesh, { ...options, signal })).rejects.toBe('early')
  })
})

/** Going on where an earlier result ended. */
import { beforeAll, describe, expect, test } from 'vitest'
import * as api from '../../src/index.ts'
import { capTags, icosphere, meshOf, octasphere } from '../support/spheres.ts'

const sphere = icosphere(2)
const mesh = meshOf(sphere, capTags(sphere, 40))
const options = {
  frequencies: [40, 50, 60, 70, 80],
  threads: 2,
  keepSurface: true,
  observations: { sphere: 20, points: Float64Array.of(0, 3, 0) },
} satisfies api.SolveOptions

let part: api.Result
let whole: api.Result
beforeAll(async () => {
  whole = await api.solve(mesh, options)
  part = await api.solve(mesh, { ...options, frequencies: [80, 50, 55] })
})

/** Everything but the clock. */
function timeless(result: api.Result | undefined): unknown {
  if (!result) return undefined
  const evidence = result.evidence.map((one) => ({
    ...one,
    secondsAssembly: 0,
    secondsSolve: 0,
    secondsField: 0,
  }))
  return { ...result, evidence }
}

describe('a resumed solve', () => {
  test('is the straight one, bit for bit', async () => {
    expect(timeless(await api.solve(mesh, { ...options, resumeFrom: part }))).toEqual(timeless(whole))
  })

  test('hands out first what it took over, and computes only the rest', async () => {
    const progress: api.Progress[] = []
    const run = api.solve(mesh, {
      ...options,
      resumeFrom: part,
      onProgress: (step) => progress.push(step),
    })
    const order: number[] = []
    for await (const { index, frequency } of run) {
      expect(frequency).toBe(options.frequencies[index])
      order.push(index)
    }
    expect(order).toEqual([1, 4, 0, 2, 3])
    expect(progress.filter(({ stage }) => stage === 'solve').map(({ done, total }) => [done, total])).toEqual(
      [
        [3, 5],
        [4, 5],
        [5, 5],
      ],
    )
    // The clock of the earlier solve goes along with its numbers.
    expect((await run).evidence[1]).toEqual(part.evidence[0])
  })

  test('with nothing left to do computes nothing', async () => {
    const stages: string[] = []
    const frequencies = [80, 50]
    const onProgress = ({ stage }: api.Progress): void => void stages.push(stage)
    const result = await api.solve(mesh, { ...options, frequencies, resumeFrom: part, onProgress })
    expect([...result.frequencies]).toEqual([50, 80])
    expect(stages).toEqual([])
  })

  test('drops the surface when it is no longer wanted', async () => {
    const result = await api.solve(mesh, { ...options, keepSurface: false, resumeFrom: part })
    expect(result).not.toHaveProperty('surface')
  })

  test('does not care what becomes of the earlier result after the call', async () => {
    const copy = structuredClone(part)
    const run = api.solve(mesh, { ...options, resumeFrom: copy })
    copy.points?.pressure.fill(0)
    expect((await run).points).toEqual(whole.points)
  })

  const bent = { ...mesh, vertices: mesh.vertices.map((value) => 1.0001 * value) }
  const renamed = { ...mesh, groups: mesh.groups.map((group) => ({ ...group, name: `${group.name}2` })) }
  const pattern = (value: number) => [{ perTriangle: new Float64Array(640).fill(value) }]

  test.each<[string, Partial<api.SolveOptions>, api.Mesh?]>([
    ['mesh', {}, bent],
    ['mesh', {}, renamed],
    ['drive', { sources: [{ velocity: 2 }] }],
    ['drive', { sources: pattern(1) }],
    ['sound speed', { medium: { soundSpeed: 340 } }],
    ['density', { medium: { density: 1.3 } }],
    ['observations.polars', { observations: { ...options.observations, polars: [] } }],
    [
      'observations.points',
      { observations: { ...options.observations, points: Float64Array.of(0, 3.1, 0) } },
    ],
    ['observations.sphere', { observations: { ...options.observations, sphere: 21 } }],
    ['observations.planes', { observations: { ...options.observations, planes: [] } }],
    ['precision', { precision: 'double' }],
    ['tolerance', { tolerance: 1e-6 }],
  ])('of another %s is refused, and told so', async (what, change, other = mesh) => {
    const run = api.solve(other, { ...options, ...change, resumeFrom: part })
    await expect(run).rejects.toMatchObject({
      code: 'OPTION',
      message: expect.stringContaining(`SolveOptions.resumeFrom does not fit: its ${what} is`),
      details: { differs: what },
    })
  })

  test('of another ground or other mirror planes is refused', async () => {
    const shape = octasphere(2)
    const vertices = shape.vertices.map((value, i) => (i % 3 === 1 ? value + 2 : value))
    const above = meshOf({ ...shape, vertices }, capTags(shape, 40))
    const frequencies = [50]
    const resumeFrom = await api.solve(above, { frequencies })
    await expect(api.solve(above, { frequencies, ground: 'y', resumeFrom })).rejects.toMatchObject({
      details: { differs: 'ground' },
    })
    await expect(api.solve(above, { frequencies, symmetry: 'none', resumeFrom })).rejects.toMatchObject({
      details: { differs: 'symmetry' },
    })
  })

  test('tells drives given per triangle apart by their values', async () => {
    const driven = await api.solve(mesh, { ...options, frequencies: [50], sources: pattern(1) })
    await expect(
      api.solve(mesh, { ...options, sources: pattern(2), resumeFrom: driven }),
    ).rejects.toMatchObject({ details: { differs: 'drive' } })
    await api.solve(mesh, { ...options, sources: pattern(1), resumeFrom: driven })
  })

  test('needs the surface of the earlier one to keep it', async () => {
    const { surface: _, ...bare } = part
    await expect(api.solve(mesh, { ...options, resumeFrom: bare })).rejects.toMatchObject({
      details: { differs: 'surface' },
    })
  })

  test('from something that is no result is refused', async () => {
    const resumeFrom = { schema: 'other' } as unknown as api.Result
    await expect(api.solve(mesh, { ...options, resumeFrom })).rejects.toThrow(
      'OPTION: SolveOptions.resumeFrom must be a Result, got Object',
    )
  })
})

describe('what a stopped run has done', () => {
  test('can be taken and gone on with', async () => {
    const abort = new AbortController()
    const run = api.solve(mesh, { ...options, signal: abort.signal })
    expect(run.partial()).toBeUndefined()
    for await (const { index } of run) if (index === 4) break
    abort.abort()
    await expect(run).rejects.toMatchObject({ name: 'AbortError' })
    const partial = run.partial()
    expect([...(partial?.frequencies ?? [])]).toEqual([40, 80])
    expect(structuredClone(partial)).toEqual(partial)
    if (!partial) return
    expect(timeless(await api.solve(mesh, { ...options, resumeFrom: partial }))).toEqual(timeless(whole))
  })

  test('of a finished run is its result', async () => {
    const run = api.solve(mesh, options)
    const result = await run
    expect(run.partial()).toEqual(result)
  })
})

/** Where the field is observed, in a solve and afterwards. */
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as api from '../../src/index.ts'
import { capTags, icosphere, meshOf, octasphere } from '../support/spheres.ts'

const sphere = icosphere(2)
const mesh = meshOf(sphere, capTags(sphere, 40))
/** Around, far from, close to and inside the ball of 1 m. */
const observations: api.Observations = {
  polars: [{ anglesDeg: { from: 0, to: 180, count: 10 }, distance: 3, origin: 'throat' }],
  points: Float64Array.of(0, 0, 1.02, 0.1, 0.2, 0.3, 5, 6, 7),
  sphere: { count: 100, distance: 2.5, origin: [0, 0, 0] },
  planes: [{ name: 'cut', origin: [-2, 0, -2], u: [4, 0, 0], v: [0, 0, 4], counts: [5, 3] }],
}
const options = { frequencies: [50, 100], keepSurface: true } as const

let solved: api.Result
let plain: api.Result
beforeAll(async () => {
  solved = await api.solve(mesh, { ...options, observations })
  plain = await api.solve(mesh, options)
})

/** The largest difference of two fields over the largest value; NaN must stand at the same places. */
function difference(a: Float64Array | undefined, b: Float64Array | undefined): number {
  if (!a || !b || a.length !== b.length) return Number.NaN
  let [most, scale] = [0, 0]
  a.forEach((value, i) => {
    const other = b[i] ?? Number.NaN
    if (Number.isNaN(value) && Number.isNaN(other)) return
    most = Math.max(most, Number.isNaN(value - other) ? Number.POSITIVE_INFINITY : Math.abs(value - other))
    scale = Math.max(scale, Math.abs(value))
  })
  return most / scale
}

describe('observe', () => {
  test.each(['cpu', 'reference'] as const)(
    'gives what a solve on %s gives at the same points',
    async (device) => {
      const direct = await api.solve(mesh, { ...options, device, observations })
      const later = await api.observe(await api.solve(mesh, { ...options, device }), observations)
      // The same traces through the same formula: only what is stored and read again could differ.
      expect(difference(later.points?.pressure, direct.points?.pressure)).toBeLessThan(1e-12)
      expect(difference(later.sphere?.pressure, direct.sphere?.pressure)).toBeLessThan(1e-12)
      expect(difference(later.planes?.[0]?.pressure, direct.planes?.[0]?.pressure)).toBeLessThan(1e-12)
      expect(difference(later.onAxis.pressure, direct.onAxis.pressure)).toBeLessThan(1e-12)
      expect(later.polars.map(({ origin }) => origin)).toEqual(direct.polars.map(({ origin }) => origin))
      expect(difference(later.polars[0]?.pressure, direct.polars[0]?.pressure)).toBeLessThan(1e-12)
      expect(later.warnings).toEqual(direct.warnings)
    },
  )

  test.each([
    ['mirror planes, in double precision', { precision: 'double' }, ['x', 'y', 'z'], 1e-12],
    ['mirror planes', { precision: 'single' }, ['x', 'y', 'z'], 3e-6],
    ['a ground', { ground: 'y', precision: 'double' }, ['x', 'z'], 1e-12],
  ] as const)('gives what a solve with %s gives', async (_, extra, planes, bound) => {
    const shape = octasphere(3)
    const raised = shape.vertices.map((v, i) => ('ground' in extra && i % 3 === 1 ? v + 1.5 : v))
    const body = meshOf({ ...shape, vertices: raised }, capTags(shape, 40))
    const direct = await api.solve(body, { ...options, ...extra, observations })
    expect(direct.provenance.symmetry.planes).toEqual(planes)
    const later = await api.observe(await api.solve(body, { ...options, ...extra }), observations)
    // Solved on a part and its images, observed on the whole: another order of summing, no more.
    expect(difference(later.sphere?.pressure, direct.sphere?.pressure)).toBeLessThan(bound)
    expect(difference(later.planes?.[0]?.pressure, direct.planes?.[0]?.pressure)).toBeLessThan(bound)
    expect(difference(later.points?.pressure, direct.points?.pressure)).toBeLessThan(bound)
    expect(later.warnings).toEqual(direct.warnings)
  })

  test('replaces the observations and keeps the rest', async () => {
    const later = await api.observe(solved, {})
    expect(later).not.toHaveProperty('sphere')
    expect(later).not.toHaveProperty('planes')
    expect(later).not.toHaveProperty('points')
    expect(later.evidence).toEqual(solved.evidence)
    expect(later.power).toEqual(solved.power)
    expect(later.surface).toEqual(solved.surface)
    expect(later.polars).toEqual(plain.polars)
    expect(structuredClone(later)).toEqual(later)
  })

  test('works on a result that was saved and loaded', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'waveguide-observe-'))
    afterAll(() => rm(folder, { recursive: true, force: true }))
    await api.saveResult(solved, folder, { formats: ['json'] })
    expect((await stat(join(folder, 'result.json'))).size).toBeLessThan(200e3)
    const loaded = await api.loadResult(folder)
    // JSON has no −0, which is what the imaginary part of a resting triangle's velocity is.
    const velocity = solved.surface?.velocity.map((value) => value + 0)
    expect(loaded).toEqual({ ...solved, surface: { ...solved.surface, velocity } })
    expect((await api.observe(loaded, observations)).points).toEqual(solved.points)
  })

  test('does not care what becomes of the result after the call', async () => {
    const copy = structuredClone(plain)
    const later = api.observe(copy, observations)
    copy.surface?.pressure.fill(0)
    expect((await later).points).toEqual(solved.points)
  })

  test('reports each frequency, and an error of that callback is the answer', async () => {
    const seen: api.Progress[] = []
    await api.observe(plain, observations, { onProgress: (progress) => seen.push(progress) })
    expect(seen.map(({ stage, done, total }) => [stage, done, total])).toEqual([
      ['observe', 1, 2],
      ['observe', 2, 2],
    ])
    const mine = new Error('my callback')
    const onProgress = (): void => {
      throw mine
    }
    await expect(api.observe(plain, observations, { onProgress })).rejects.toBe(mine)
  })

  test('is stopped by its signal', async () => {
    const many = { sphere: 100_000 }
    await expect(api.observe(plain, many, { signal: AbortSignal.abort('early') })).rejects.toBe('early')
    const abort = new AbortController()
    const running = api.observe(plain, many, { signal: abort.signal, threads: 1 })
    setTimeout(() => abort.abort('late'), 30)
    await expect(running).rejects.toBe('late')
  })

  test.each<[string, () => PromiseLike<unknown>, RegExp]>([
    [
      'a result without surface',
      async () => api.observe(await api.solve(mesh, { frequencies: [50] }), {}),
      /keepSurface: true/,
    ],
    ['no result', () => api.observe(undefined as unknown as api.Result, {}), /result must be a Result/],
    [
      'a misspelt option',
      () => api.observe(plain, {}, { thread: 1 } as api.ObserveOptions),
      /did you mean "threads"/,
    ],
    [
      'half a thread',
      () => api.observe(plain, {}, { threads: 0.5 }),
      /ObserveOptions.threads must be a positive integer/,
    ],
    ['bad points', () => api.observe(plain, { points: new Float64Array(4) }), /observations.points must be/],
  ])('refuses %s', async (_, run, message) => {
    await expect(run()).rejects.toMatchObject({ code: 'OPTION', message: expect.stringMatching(message) })
  })
})

describe('a sphere of directions', () => {
  test('has unit directions that share 4π and cover every part alike', () => {
    const { directions, weights, distance, origin } = solved.sphere as api.SphereField
    expect({ distance, origin, count: weights.length }).toEqual({
      distance: 2.5,
      origin: [0, 0, 0],
      count: 100,
    })
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(4 * Math.PI, 10)
    const sums = [0, 0, 0, 0, 0, 0]
    for (let i = 0; i < 300; i += 3) {
      const [x = 0, y = 0, z = 0] = directions.subarray(i, i + 3)
      expect(Math.hypot(x, y, z)).toBeCloseTo(1, 12)
      ;[x, y, z, x * x, y * y, z * z].forEach((value, k) => {
        sums[k] = (sums[k] ?? 0) + value / 100
      })
    }
    // Means of x, y, z are 0, of their squares 1/3.
    sums.forEach((sum, k) => {
      expect(Math.abs(sum - (k < 3 ? 0 : 1 / 3))).toBeLessThan(0.01)
    })
  })

  test('sums |p|² to the power in the far field within 1 %', async () => {
    // At kr of 180 to 920 what the near field adds is far below 1 %.
    const distance = 200
    const {
      sphere: balloon,
      power,
      medium,
    } = await api.solve(mesh, {
      frequencies: [50, 150, 250],
      observations: { polars: [], sphere: { count: 1500, distance } },
    })
    power.farField.forEach((expected, index) => {
      const count = 1500
      const slice = balloon?.pressure.subarray(2 * index * count, 2 * (index + 1) * count) ?? []
      let sum = 0
      for (let i = 0; i < count; i++)
        sum += (balloon?.weights[i] ?? 0) * ((slice[2 * i] ?? 0) ** 2 + (slice[2 * i + 1] ?? 0) ** 2)
      const radiated = (sum * distance ** 2) / (2 * medium.density * medium.soundSpeed)
      expect(Math.abs(radiated / expected - 1)).toBeLessThan(0.01)
    })
  })
})

describe('a plane', () => {
  test('runs along u first, and has no value in the body', async () => {
    const plane = solved.planes?.[0] as api.PlaneField
    expect(plane).toMatchObject({ name: 'cut', counts: [5, 3], u: [4, 0, 0], v: [0, 0, 4] })
    const points = Float64Array.from([-2, 0, -2, 2, 0, -2, -2, 0, 0, 2, 0, 2])
    const single = await api.observe(plain, { points })
    const at = (i: number, j: number) => [...plane.pressure.subarray(2 * (5 * j + i), 2 * (5 * j + i + 1))]
    const corners = [at(0, 0), at(4, 0), at(0, 1), at(4, 2)].flat()
    expect(corners).toEqual([...(single.points?.pressure.subarray(0, 8) ?? [])])
    expect(at(2, 1)).toEqual([Number.NaN, Number.NaN])
    expect(plane.pressure.filter(Number.isNaN)).toHaveLength(2 * 2 * 3)
    expect(solved.warnings.map(({ code }) => code)).toEqual(['IGNORED'])
  })
})

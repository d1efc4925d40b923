/** The public interface as a caller meets it: what comes back, what is refused and how. */
import { describe, expect, test } from 'vitest'
import * as api from '../../src/index.ts'
import { capTags, icosphere, meshOf } from '../support/spheres.ts'

const sphere = icosphere(2)
const mesh = meshOf(sphere, capTags(sphere, 40))
const options = { frequencies: [100, 50, 200] } satisfies api.SolveOptions

test('the package exports what its documentation lists', () => {
  expect(Object.keys(api).sort()).toEqual(
    [
      'WaveguideError',
      'errorCodes',
      'estimate',
      'listDevices',
      'loadResult',
      'mesh',
      'meshGeo',
      'observe',
      'parseHorn',
      'profile',
      'profilesCsv',
      'readMesh',
      'saveResult',
      'simulate',
      'slicesCsv',
      'solve',
      'wallGrid',
      'writeMesh',
      'writeStep',
    ].sort(),
  )
})

describe('a solve', () => {
  test('returns everything the default asks for', async () => {
    const result = await api.solve(mesh, options)
    expect(result.schema).toBe('waveguide-result/1')
    expect([...result.frequencies]).toEqual([50, 100, 200])
    expect(result.polars.map(({ name }) => name)).toEqual(['horizontal', 'vertical', 'diagonal'])
    for (const polar of result.polars) {
      expect(polar.pressure).toHaveLength(2 * 3 * 37)
      expect(polar.levelDb).toHaveLength(3 * 37)
      // The axis is part of every polar.
      for (const index of [0, 1, 2]) expect(polar.levelDb[37 * index]).toBe(result.onAxis.levelDb[index])
    }
    expect(result.onAxis.distance).toBe(2)
    expect(result.impedance.map(({ source }) => source)).toEqual(['source'])
    expect(result.directivityIndexDb).toHaveLength(3)
    expect(result.evidence.map(({ frequency, valid }) => [frequency, valid])).toEqual([
      [50, true],
      [100, true],
      [200, false],
    ])
    expect(result).not.toHaveProperty('surface')
    expect(result).not.toHaveProperty('points')
    expect(result.medium).toEqual({ soundSpeed: 343.2, density: 1.2041 })
    expect(result.device).toMatchObject({ requested: 'auto', id: 'cpu', backend: 'cpu', precision: 'single' })
    expect(result.provenance).toMatchObject({
      drive: 'normal velocity 1 m/s peak on "source"',
      forced: false,
      mesh: { triangles: 320, vertices: 162 },
    })
    expect(structuredClone(result)).toEqual(result)
  })

  test('hands out the same numbers frequency by frequency', async () => {
    const run = api.solve(mesh, {
      ...options,
      keepSurface: true,
      observations: { points: Float64Array.of(3, 0, 0) },
    })
    const slices: api.FrequencyResult[] = []
    for await (const slice of run) slices.push(slice)
    const result = await run
    expect(slices.map(({ index, frequency }) => [index, frequency])).toEqual([
      [0, 50],
      [2, 200],
      [1, 100],
    ])
    slices.forEach((slice) => {
      const { index } = slice
      expect(slice.polars[2]?.pressure).toEqual(
        result.polars[2]?.pressure.slice(74 * index, 74 * (index + 1)),
      )
      expect(slice.points?.pressure).toEqual(result.points?.pressure.slice(2 * index, 2 * (index + 1)))
      expect(slice.surface?.pressure).toEqual(result.surface?.pressure.slice(324 * index, 324 * (index + 1)))
      expect(slice.power.farField[0]).toBe(result.power.farField[index])
      expect(slice.evidence[0]).toBe(result.evidence[index])
    })
    expect(result.surface?.velocity).toHaveLength(2 * 3 * 320)
  })

  test('repeats its bits for a given device, precision and thread count', async () => {
    const again = (extra: Partial<api.SolveOptions>) => api.solve(mesh, { ...options, ...extra })
    for (const extra of [{ threads: 2 }, { threads: 1 }, { device: 'reference' }]) {
      const [first, second] = await Promise.all([again(extra), again(extra)])
      expect(second.polars).toEqual(first.polars)
      expect(second.power).toEqual(first.power)
    }
  })

  test('does not care what becomes of the mesh after the call', async () => {
    const undisturbed = await api.solve(mesh, options)
    const copy = structuredClone(mesh)
    const perTriangle = new Float64Array(640).fill(1)
    const run = api.solve(copy, options)
    const driven = api.solve(copy, { ...options, sources: [{ perTriangle }] })
    const buffers = [copy.vertices, copy.triangles, copy.tags, perTriangle].map(({ buffer }) => buffer)
    structuredClone(buffers, { transfer: buffers as ArrayBuffer[] })
    expect(copy.vertices).toHaveLength(0)
    expect((await run).polars).toEqual(undisturbed.polars)
    expect((await driven).frequencies).toHaveLength(3)
  })

  test('reports progress: preparation, then each frequency with the time that is left', async () => {
    const seen: api.Progress[] = []
    await api.solve(mesh, { ...options, onProgress: (progress) => seen.push(progress) })
    expect(seen.map(({ stage, done, total }) => [stage, done, total])).toEqual([
      ['prepare', 1, 1],
      ['solve', 1, 3],
      ['solve', 2, 3],
      ['solve', 3, 3],
    ])
    expect(seen.at(-1)?.secondsLeft).toBe(0)
  })

  test("rejects with the caller's own error when his callback throws", async () => {
    const mine = new Error('my callback')
    const run = api.solve(mesh, {
      ...options,
      onProgress: () => {
        throw mine
      },
    })
    await expect(run).rejects.toBe(mine)
  })

  test('scales with the drive: an acceleration is its velocity over jω', async () => {
    const velocity = await api.solve(mesh, { frequencies: [100], precision: 'double', tolerance: 1e-8 })
    const acceleration = await api.solve(mesh, {
      frequencies: [100],
      precision: 'double',
      tolerance: 1e-8,
      sources: [{ acceleration: 2 * Math.PI * 100 }],
    })
    const [re = 0, im = 0] = velocity.onAxis.pressure
    expect(acceleration.onAxis.pressure[0]).toBeCloseTo(im, 8)
    expect(acceleration.onAxis.pressure[1]).toBeCloseTo(-re, 8)
    acceleration.impedance[0]?.normalised.forEach((value, index) => {
      expect(value).toBeCloseTo(velocity.impedance[0]?.normalised[index] ?? 0, 8)
    })
  })

  test('drives every frequency with its own factor, in whatever order they are computed', async () => {
    const sources = [{ acceleration: 100, phaseDeg: 30 }]
    const together = await api.solve(mesh, { frequencies: [40, 50, 60, 70], sources, threads: 1 })
    for (const [index, frequency] of together.frequencies.entries()) {
      const alone = await api.solve(mesh, { frequencies: [frequency], sources, threads: 1 })
      expect([...together.onAxis.pressure.subarray(2 * index, 2 * index + 2)]).toEqual([
        ...alone.onAxis.pressure,
      ])
    }
  })

  test('judges a reactive load by the apparent power: no balance in dB at low frequency, and still valid', async () => {
    const { evidence, warnings } = await api.solve(mesh, { frequencies: [2], observations: { polars: [] } })
    expect(evidence[0]?.powerBalanceDb).toBeNaN()
    expect(evidence[0]?.valid).toBe(true)
    expect(warnings).toEqual([])
  })
})

describe('bad input', () => {
  const flipped = { ...mesh, triangles: mesh.triangles.toReversed() }
  const open = { ...mesh, triangles: mesh.triangles.slice(3), tags: mesh.tags.slice(1) }
  const silent = { ...mesh, tags: new Uint32Array(320).fill(1) }
  const rotten = { ...mesh, vertices: mesh.vertices.with(7, Number.NaN) }

  test.each<[string, api.ErrorCode, () => PromiseLike<unknown>]>([
    [
      'an unknown option',
      'OPTION',
      () => api.solve(mesh, { ...options, frequncies: [1] } as api.SolveOptions),
    ],
    ['no options', 'OPTION', () => api.solve(mesh, undefined as unknown as api.SolveOptions)],
    ['no mesh', 'OPTION', () => api.solve(undefined as unknown as api.Mesh, options)],
    ['an empty frequency list', 'FREQUENCY', () => api.solve(mesh, { frequencies: [] })],
    ['a negative frequency', 'FREQUENCY', () => api.solve(mesh, { frequencies: [-100] })],
    ['NaN for a frequency', 'FREQUENCY', () => api.solve(mesh, { frequencies: [Number.NaN] })],
    ['a mesh without source', 'MESH_NO_SOURCE', () => api.solve(silent, options)],
    ['an open mesh', 'MESH_OPEN', () => api.solve(open, options)],
    ['a mesh turned inside out', 'MESH_ORIENTATION', () => api.solve(flipped, options)],
    ['a mesh with NaN', 'MESH_FORMAT', () => api.solve(rotten, options)],
    [
      'a drive of nobody',
      'MESH_NO_SOURCE',
      () => api.solve(mesh, { ...options, sources: [{ tag: 9, velocity: 1 }] }),
    ],
    [
      'a device that is not there',
      'DEVICE_MISSING',
      () => api.solve(mesh, { ...options, device: 'opencl_gpu' }),
    ],
    [
      'a device of nobody',
      'DEVICE_MISSING',
      () => api.solve(mesh, { ...options, device: 'abacus', allowFallback: true }),
    ],
    [
      'a single reference',
      'OPTION',
      () => api.solve(mesh, { ...options, device: 'reference', precision: 'single' }),
    ],
    ['a tolerance of 3', 'OPTION', () => api.solve(mesh, { ...options, tolerance: 3 })],
    ['half a thread', 'OPTION', () => api.solve(mesh, { ...options, threads: 0.5 })],
    [
      'walls that absorb',
      'OPTION',
      () => api.solve(mesh, { ...options, walls: [{ tag: 1, admittance: [1, 0] }] }),
    ],
    ['planes that the mesh has not', 'OPTION', () => api.solve(mesh, { ...options, symmetry: ['x'] })],
    ['a ground through the body', 'OPTION', () => api.solve(mesh, { ...options, ground: 'y' })],
    ['the axisymmetric method', 'OPTION', () => api.solve(mesh, { ...options, method: 'axisymmetric' })],
    ['a mesh in a baffle', 'OPTION', () => api.solve({ ...mesh, termination: 'baffle' }, options)],
    ['too little memory', 'MEMORY_LIMIT', () => api.solve(mesh, { ...options, memoryLimit: 1e4 })],
    [
      'a mouth smaller than the throat',
      'HORN_GEOMETRY',
      () => api.simulate({ type: 'R-OSSE', R: 10, r0: 12.7 }, options),
    ],
    ['NaN in a design', 'HORN_PARAMETER', () => api.simulate({ type: 'R-OSSE', R: Number.NaN }, options)],
    [
      'an unknown option of simulate',
      'OPTION',
      () => api.simulate({ type: 'R-OSSE', R: 140 }, { ...options, meshr: 'gmsh' } as api.SimulateOptions),
    ],
  ])('%s is %s', async (_, code, run) => {
    await expect(run()).rejects.toMatchObject({ name: 'WaveguideError', code })
  })

  test('bad frequencies are refused before the mesher starts', async () => {
    const stages: string[] = []
    const run = api.simulate(
      { type: 'R-OSSE', R: 140, r0: 12.7, a: 25, a0: 15.5 },
      { frequencies: [-1], onProgress: ({ stage }) => stages.push(stage) },
    )
    await expect(run).rejects.toMatchObject({ code: 'FREQUENCY' })
    expect(stages).toEqual([])
  })

  test('a message names option, range and value', async () => {
    await expect(api.solve(mesh, { ...options, tolerance: 3 })).rejects.toThrow(
      'OPTION: SolveOptions.tolerance must be in (0, 1), got 3',
    )
    await expect(api.solve(mesh, { ...options, memoryLimit: 1e4 })).rejects.toThrow(
      /needs \d+ MB, the limit is 1 MB/,
    )
  })
})

describe('what is still an answer, with a warning', () => {
  test('frequencies beyond the mesh are computed, invalid and told', async () => {
    const { evidence, warnings } = await api.solve(mesh, { frequencies: [50, 400, 800] })
    expect(evidence.map(({ valid }) => valid)).toEqual([true, false, false])
    expect(evidence[2]?.reasons[0]).toMatch(/for each wavelength up to/)
    const warning = warnings.find(({ code }) => code === 'UNDER_RESOLVED')
    expect(warning?.message).toMatch(/2 of 3 frequencies, from 400 Hz up/)
    expect(warning?.details?.['frequencies']).toEqual([400, 800])
  })

  test('what the reader of the design decided, or could not use, stands in the result', async () => {
    const design = api.parseHorn('Length = 120\nSpeed = 3')
    const { warnings } = await api.solve({ ...mesh, design }, { frequencies: [50], force: true })
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'DESIGN', message: expect.stringMatching(/5 mm wall/) }),
    )
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'IGNORED', message: expect.stringMatching(/"Speed" in line 2/) }),
    )
  })

  test('the limit of a mesh moves with the sound speed', async () => {
    const at = (soundSpeed: number) =>
      api
        .solve(mesh, { frequencies: [50], medium: { soundSpeed } })
        .then(({ provenance }) => provenance.mesh.validTo)
    expect((await at(686.4)) / (await at(343.2))).toBeCloseTo(2, 12)
  })

  test('observation points in the body have no value, and the result says so', async () => {
    const points = Float64Array.of(0, 0, 0, 3, 0, 0)
    const result = await api.solve(mesh, { frequencies: [50, 60], observations: { points } })
    // The default polars are 2 m from the mouth: at 180° that is the far pole of this ball of 1 m.
    expect(result.polars[0]?.levelDb[36]).toBeNaN()
    expect(result.polars[0]?.levelDb[35]).toBeGreaterThan(0)
    expect([...(result.points?.pressure ?? [])].map(Number.isNaN)).toEqual([
      true,
      true,
      false,
      false,
      true,
      true,
      false,
      false,
    ])
    expect(result.warnings.map(({ code }) => code)).toEqual(['IGNORED'])
  })

  test('an OpenCL device falls back to the CPU when that is allowed, and says so', async () => {
    const result = await api.solve(mesh, { ...options, device: 'opencl_gpu', allowFallback: true })
    expect(result.device).toMatchObject({ requested: 'opencl_gpu', id: 'cpu' })
    expect(result.warnings.map(({ code }) => code)).toContain('FALLBACK')
  })

  test('a mesh the gate refuses is solved by force only, visibly, and no frequency of it is valid', async () => {
    // An icosahedron flattened to a 250th: its triangles are slivers.
    const coarse = meshOf(icosphere(0, 'raw'), capTags(icosphere(0, 'raw'), 50))
    const refused = {
      ...coarse,
      vertices: coarse.vertices.map((value, i) => (i % 3 === 2 ? 0.004 * value : value)),
    }
    await expect(api.solve(refused, options)).rejects.toMatchObject({ code: 'MESH_LIMIT' })
    const { evidence, warnings, provenance } = await api.solve(refused, { ...options, force: true })
    expect(provenance.forced).toBe(true)
    expect(warnings.map(({ code }) => code)).toContain('FORCED')
    expect(evidence.some(({ valid }) => valid)).toBe(false)
  })
})

test('several runs at once give the results of one after the other', async () => {
  const alone = await api.solve(mesh, { ...options, threads: 1 })
  const together = await Promise.all(
    Array.from({ length: 4 }, () => api.solve(mesh, { ...options, threads: 1 })),
  )
  for (const result of together) expect(result.polars).toEqual(alone.polars)
})

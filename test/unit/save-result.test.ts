import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadResult } from '../../src/io/load-result.ts'
import { resultJson } from '../../src/io/result-json.ts'
import { saveResult } from '../../src/io/save-result.ts'
import { writeAtomic } from '../../src/io/write-atomic.ts'
import type { Result } from '../../src/model/result.ts'
import { syntheticResult } from '../support/synthetic-result.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waveguide-save-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const everything = [
  'result.json',
  'on-axis.frd',
  'polar.csv',
  'frequency.csv',
  'impedance.csv',
  'metadata.json',
  'on-axis.svg',
  'impedance.svg',
  ...['horizontal', 'vertical', 'diagonal'].flatMap((plane) => [`map-${plane}.svg`, `polar-${plane}.svg`]),
]

describe('saveResult', () => {
  test('writes every format by default, makes the folder, and returns what it wrote', async () => {
    const target = join(folder, 'deep', 'er')
    const written = await saveResult(syntheticResult(), target)
    expect(written).toEqual(everything.map((name) => join(target, name)))
    expect((await readdir(target)).sort()).toEqual([...everything].sort())
  })

  test('writes the same bytes for the same result', async () => {
    const first = await saveResult(syntheticResult(), join(folder, 'a'))
    const second = await saveResult(syntheticResult(), join(folder, 'b'))
    for (const [index, path] of first.entries()) {
      expect(await readFile(path, 'utf8')).toBe(await readFile(second[index] ?? '', 'utf8'))
    }
  })

  test('writes only the formats asked for', async () => {
    const written = await saveResult(syntheticResult(), folder, { formats: ['frd'] })
    expect(written.map((path) => basename(path))).toEqual(['on-axis.frd'])
  })

  test('replaces the files of an earlier run', async () => {
    await writeFile(join(folder, 'on-axis.frd'), 'old')
    await saveResult(syntheticResult(), folder, { formats: ['frd'] })
    expect(await readFile(join(folder, 'on-axis.frd'), 'utf8')).toMatch(/^\* /)
  })

  test('writes no FRD when no frequency is valid, and does not claim to', async () => {
    const written = await saveResult(syntheticResult({ validTo: 0, forced: true }), folder, {
      formats: ['frd', 'csv'],
    })
    expect(written.map((path) => basename(path))).not.toContain('on-axis.frd')
    expect(written).toHaveLength(4)
  })

  test('skips maps that a single frequency or a single angle cannot make', async () => {
    const names = async (result: Result, name: string): Promise<string[]> =>
      (await saveResult(result, join(folder, name), { formats: ['svg'] })).map((path) => basename(path))
    const polarNames = ['horizontal']
    expect(await names(syntheticResult({ frequencies: [1000], polarNames }), 'f')).toEqual([
      'on-axis.svg',
      'impedance.svg',
      'polar-horizontal.svg',
    ])
    expect(await names(syntheticResult({ anglesDeg: [0], polarNames }), 'a')).toEqual([
      'on-axis.svg',
      'impedance.svg',
    ])
  })

  test('keeps names of the user inside the folder and apart', async () => {
    const result = syntheticResult({ polarNames: ['../../etc/passwd', 'a b', 'A/B'] })
    const written = await saveResult(result, folder, { formats: ['svg'] })
    expect(written.filter((path) => path.includes('map-')).map((path) => basename(path))).toEqual([
      'map-etc-passwd.svg',
      'map-a-b.svg',
      'map-a-b-2.svg',
    ])
    expect((await readdir(folder)).sort()).toEqual(written.map((path) => basename(path)).sort())
  })

  test.each([
    [{ formats: ['json', 'pdf'] }, /OPTION: .*formats must be one of "json".*got "pdf"/],
    [{ formats: 'json' }, /OPTION: .*formats must be an array/],
    [{ format: ['json'] }, /OPTION: .*no option "format"; did you mean "formats"/],
    [{ delay: 'none' }, /OPTION: .*delay/],
  ])('refuses the options %j before it writes anything', async (options, message) => {
    await expect(saveResult(syntheticResult(), join(folder, 'x'), options as never)).rejects.toThrow(message)
    expect(await readdir(folder)).toEqual([])
  })

  test('reports a folder that cannot be made as IO with its path', async () => {
    await writeFile(join(folder, 'file'), '')
    const target = join(folder, 'file', 'sub')
    await expect(saveResult(syntheticResult(), target)).rejects.toMatchObject({
      code: 'IO',
      details: { path: target },
    })
  })
})

describe('writeAtomic', () => {
  test('leaves the old file whole and no litter when the text fails half way', async () => {
    const path = join(folder, 'file.txt')
    await writeFile(path, 'old')
    function* failing(): Generator<string> {
      yield 'x'.repeat(200_000)
      throw new Error('out of ink')
    }
    await expect(writeAtomic(path, failing())).rejects.toMatchObject({ code: 'IO', details: { path } })
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['file.txt'])
  })

  test('says which file could not be written', async () => {
    const path = join(folder, 'missing', 'file.txt')
    await expect(writeAtomic(path, ['x'])).rejects.toThrow(`IO: cannot write ${path}: ENOENT`)
  })

  test('writes a text of many pieces in order', async () => {
    const path = join(folder, 'long.txt')
    const pieces = Array.from({ length: 50_000 }, (_, index) => `${index}\n`)
    await writeAtomic(path, pieces)
    expect(await readFile(path, 'utf8')).toBe(pieces.join(''))
  })
})

describe('loadResult', () => {
  test('gives back what was saved, from the folder or from the file', async () => {
    const result = withEverything()
    await saveResult(result, folder, { formats: ['json'] })
    expect(await loadResult(folder)).toEqual(result)
    expect(await loadResult(join(folder, 'result.json'))).toEqual(result)
  })

  test('gives back missing values as NaN and leaves out what was absent', async () => {
    const result = syntheticResult({ frequencies: [500, 1000], missing: [0] })
    await saveResult(result, folder, { formats: ['json'] })
    expect(await readFile(join(folder, 'result.json'), 'utf8')).toContain('[null,')
    const loaded = await loadResult(folder)
    expect(loaded).toEqual(result)
    expect(loaded.onAxis.levelDb[0]).toBeNaN()
    expect(Object.hasOwn(loaded, 'surface')).toBe(false)
  })

  test('saves again to the same bytes', async () => {
    await saveResult(withEverything(), folder, { formats: ['json'] })
    const again = [...resultJson(await loadResult(folder))].join('')
    expect(again).toBe(await readFile(join(folder, 'result.json'), 'utf8'))
  })

  test.each<[string, (document: Record<string, unknown>) => unknown, RegExp]>([
    ['another schema', (d) => ({ ...d, schema: 'waveguide-result/2' }), /schema "waveguide-result\/2"/],
    ['no schema', (d) => ({ ...d, schema: undefined }), /has no schema/],
    ['an array', () => [], /must be an object/],
    ['a missing field', (d) => ({ ...d, power: undefined }), /lacks the field "power"/],
    ['an unknown field', (d) => ({ ...d, extra: 1 }), /field "extra"/],
    [
      'a number as text',
      (d) => ({ ...d, frequencies: ['500', 1000] }),
      /frequencies\[0\] must be a number or null, got "500"/,
    ],
    ['descending frequencies', (d) => ({ ...d, frequencies: [1000, 500] }), /frequencies\[1\]/],
    ['a missing frequency', (d) => ({ ...d, frequencies: [null, 500] }), /frequencies\[0\]/],
    [
      'an array too short',
      (d) => ({ ...d, directivityIndexDb: [1] }),
      /directivityIndexDb must hold 2 values, got 1/,
    ],
    [
      'an unknown backend',
      (d) => ({ ...d, device: { ...(d['device'] as object), backend: 'gpu' } }),
      /device.backend/,
    ],
    [
      'too few polar samples',
      (d) => ({ ...d, polars: [{ ...(d['polars'] as object[])[0], levelDb: [] }] }),
      /polars\[0\].levelDb/,
    ],
  ])('refuses %s as IO, naming the place', async (_, change, message) => {
    const path = join(folder, 'result.json')
    const document = JSON.parse([...resultJson(syntheticResult({ frequencies: [500, 1000] }))].join(''))
    await writeFile(path, JSON.stringify(change(document)))
    await expect(loadResult(path)).rejects.toThrow(message)
    await expect(loadResult(path)).rejects.toMatchObject({ code: 'IO', details: { path } })
  })

  test('refuses text that is not JSON, a missing file and no path', async () => {
    const path = join(folder, 'result.json')
    await writeFile(path, '{"schema": "waveguide-result/1"')
    await expect(loadResult(path)).rejects.toThrow(`IO: ${path} is not JSON`)
    await expect(loadResult(join(folder, 'none'))).rejects.toThrow(/^IO: cannot read .*none/)
    await expect(loadResult('')).rejects.toThrow(/^OPTION/)
  })

  test('refuses a document that hides a prototype', async () => {
    const path = join(folder, 'result.json')
    const text = [...resultJson(syntheticResult({ frequencies: [500, 1000] }))].join('')
    await writeFile(path, text.replace('{', '{"__proto__": {"polluted": 1},'))
    await expect(loadResult(path)).rejects.toThrow(/IO: .*__proto__/)
  })

  test.skipIf(process.getuid?.() === 0)('reports a file it may not read as IO', async () => {
    const path = join(folder, 'result.json')
    await mkdir(folder, { recursive: true })
    await writeFile(path, '{}')
    await chmod(path, 0o000)
    await expect(loadResult(path)).rejects.toMatchObject({ code: 'IO' })
  })
})

describe('result.json', () => {
  test('is plain JSON with the field names of the API and full precision', () => {
    const result = withEverything()
    const document = JSON.parse([...resultJson(result)].join(''))
    expect(Object.keys(document)).toEqual(Object.keys(result))
    expect(document.polars[0].pressure).toEqual(Array.from(result.polars[0]?.pressure ?? []))
    expect(document.surface.pressure).toHaveLength(result.surface?.pressure.length ?? 0)
  })

  test('comes in pieces that never hold a large array at once', () => {
    const frequencies = Array.from({ length: 2000 }, (_, index) => 100 + index)
    const longest = [...resultJson(syntheticResult({ frequencies, polarNames: ['horizontal'] }))].reduce(
      (most, piece) => Math.max(most, piece.length),
      0,
    )
    expect(longest).toBeLessThan(4096 * 26)
  })
})

/** A result with every optional part, its fields in the order of the schema. */
function withEverything(): Result {
  const base = syntheticResult({ frequencies: [500, 1000], validTo: 700 })
  const mesh = { ...base.provenance.mesh, vertices: 3, triangles: 2 }
  return {
    schema: base.schema,
    frequencies: base.frequencies,
    polars: base.polars,
    points: { points: Float64Array.of(0, 0, 1), pressure: Float64Array.of(1, 2, 3, 4) },
    sphere: {
      distance: 1,
      origin: [0, 0, 0.1],
      directions: Float64Array.of(0, 0, 1, 0, 0, -1),
      weights: Float64Array.of(6, 6.5),
      pressure: Float64Array.of(1, 2, 0, 0, Number.NaN, Number.NaN, 3, 4),
      levelDb: Float64Array.of(90, Number.NEGATIVE_INFINITY, Number.NaN, 100),
    },
    planes: [
      {
        name: 'a',
        origin: [0, 0, 0],
        u: [1, 0, 0],
        v: [0, 1, 0],
        counts: [1, 1],
        pressure: new Float64Array(4),
      },
    ],
    onAxis: base.onAxis,
    impedance: base.impedance,
    power: base.power,
    directivityIndexDb: base.directivityIndexDb,
    surface: {
      vertices: Float64Array.from({ length: 9 }, (_, i) => i / 11),
      triangles: Uint32Array.of(0, 1, 2, 2, 1, 0),
      mouth: [0, 0, 1],
      throat: [0, 0, Number.NaN],
      pressure: Float64Array.from({ length: 12 }, (_, i) => i / 7),
      velocity: Float64Array.from({ length: 8 }, (_, i) => (i + 1) / -3),
    },
    evidence: base.evidence,
    medium: base.medium,
    device: { ...base.device, isa: 'avx2' },
    warnings: [{ code: 'UNDER_RESOLVED', message: 'above 700 Hz', details: { from: 700 } }],
    provenance: { ...base.provenance, mesh },
  }
}

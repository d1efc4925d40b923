import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { requireSolvable } from '../../src/mesh/check.ts'
import { flip } from '../../src/mesh/orientation.ts'
import { readMesh } from '../../src/mesh/read-mesh.ts'
import { writeMesh } from '../../src/mesh/write-mesh.ts'
import type { Mesh } from '../../src/model/mesh.ts'
import { box, faceTags } from '../support/boxes.ts'
import { bytesOf, contents } from '../support/mesh-contents.ts'
import { icosphere, meshOf } from '../support/spheres.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waveguide-stl-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const shape = box([0.1, 0.2, 0.3], [2, 3, 4])
/** Source: the face z = 0.3. */
const sound = named(
  meshOf(
    shape,
    faceTags(shape, 0.3, () => true),
  ),
)

function named(mesh: Mesh): Mesh {
  const groups = [
    { tag: 1, name: 'SD1G0', role: 'wall' },
    { tag: 2, name: 'SD1D1001', role: 'source' },
  ] as const
  return { ...mesh, groups }
}

async function written(mesh: Mesh, options: Parameters<typeof writeMesh>[2] = {}): Promise<Buffer> {
  const path = join(folder, 'mesh.stl')
  await writeMesh(mesh, path, options)
  return readFileSync(path)
}

const stl = { format: 'stl' } as const
const facet = (a: string, b: string, c: string): string =>
  `facet normal 0 0 1\nouter loop\nvertex ${a}\nvertex ${b}\nvertex ${c}\nendloop\nendfacet\n`
const tetrahedron = (name: string, size = 40): string =>
  `solid ${name}\n${[
    ['0 0 0', `0 ${size} 0`, `${size} 0 0`],
    ['0 0 0', `${size} 0 0`, `0 0 ${size}`],
    [`${size} 0 0`, `0 ${size} 0`, `0 0 ${size}`],
    ['0 0 0', `0 0 ${size}`, `0 ${size} 0`],
  ]
    .map(([a = '', b = '', c = '']) => facet(a, b, c))
    .join('')}endsolid ${name}\n`

describe('a written STL', () => {
  test('read back as text is the same surface with the same groups, to the last bit in metres', async () => {
    const back = await readMesh(await written(sound, { binary: false, unit: 'm' }), { ...stl, unit: 'm' })
    expect(contents(back)).toEqual(contents(sound))
    expect(back.groups).toEqual(sound.groups)
    expect(back).not.toHaveProperty('warnings')
  })

  test('read back as binary is the same closed surface to single precision, without groups', async () => {
    const back = await readMesh(await written(sound), stl)
    expect(back.vertices.length).toBe(sound.vertices.length)
    expect(back.triangles.length).toBe(sound.triangles.length)
    expect(back.quality).toMatchObject({ closed: true, oriented: true })
    // Three lengths, each rounded to 24 bits.
    expect(Math.abs(back.quality.volume / 0.006 - 1)).toBeLessThan(3 * 2 ** -24)
    expect(back.groups).toEqual([{ tag: 1, name: 'tag 1', role: 'wall' }])
    expect(() => requireSolvable(back)).toThrow(/^MESH_NO_SOURCE/)
  })

  test('binary is the default, in millimetres, and does not begin like a text', async () => {
    const bytes = await written(sound)
    expect(bytes.length).toBe(84 + 50 * (sound.triangles.length / 3))
    expect(bytes.toString('latin1', 0, 80)).toMatch(/^waveguide-bem, mm/)
    const [x, y, z] = [0, 1, 2].map((axis) => bytes.readFloatLE(84 + 4 * axis))
    expect(Math.hypot(x ?? 0, y ?? 0, z ?? 0)).toBeCloseTo(1, 6)
    expect(Math.max(...(await readMesh(bytes, stl)).vertices)).toBeCloseTo(0.3, 7)
  })

  test('a sphere of 20,480 triangles keeps its vertices through single precision', async () => {
    const sphere = meshOf(icosphere(5))
    const back = await readMesh(await written(sphere), stl)
    expect(back.vertices.length).toBe(sphere.vertices.length)
    expect(back.quality.closed).toBe(true)
  })
})

describe('reading STL', () => {
  test('joins corners by their distance, also across cell borders, and leaves the rest apart', async () => {
    const text = tetrahedron('a').split('vertex 40 0 0')
    // 20 nm to either side: within a millionth of the diagonal, 69 nm.
    const shaken = text.map(
      (part, i) => part + (i < 3 ? `vertex ${['39.99998', '40', '40.00002'][i]} 0 0` : ''),
    )
    const mesh = await readMesh(bytesOf(shaken.join('')), stl)
    expect(mesh.vertices.length).toBe(12)
    expect(mesh.quality.closed).toBe(true)
    const torn = text.map((part, i) => part + (i < 3 ? `vertex ${['39.999', '40', '40.001'][i]} 0 0` : ''))
    expect((await readMesh(bytesOf(torn.join('')), stl)).quality.closed).toBe(false)
  })

  test('turns triangles that are wound wrongly, and says how many', async () => {
    const wrong = { ...sound, triangles: sound.triangles.slice() }
    for (const t of [3, 7, 20]) flip(wrong.triangles, t)
    const back = await readMesh(await written(wrong), stl)
    expect(back.quality).toMatchObject({ oriented: true, volume: expect.closeTo(0.006, 8) })
    expect(back.warnings).toMatchObject([{ code: 'REORIENTED', details: { turned: 3 } }])
  })

  test('turns a body that is inside out, each piece for itself', async () => {
    const inside = { ...sound, triangles: sound.triangles.slice() }
    for (let t = 0; t < sound.tags.length; t++) flip(inside.triangles, t)
    const back = await readMesh(await written(inside), stl)
    expect(back.quality.volume).toBeGreaterThan(0)
    const two = `${tetrahedron('a')}${tetrahedron('b', -30)}`
    const pieces = await readMesh(bytesOf(two), stl)
    expect(pieces.quality.volume).toBeCloseTo((40 ** 3 + 30 ** 3) / 6e9, 12)
  })

  test.each([
    ['outside out', [1, 2, 3], [2, 1, 4], 0],
    ['inside out', [1, 3, 2], [2, 4, 1], 2],
    ['wound differently', [1, 3, 2], [2, 1, 4], 1],
  ])('turns a quarter that is %s as the whole body', async (_, first, second, turned) => {
    const points = ['0 0 0', '20 0 0', '0 20 0', '0 0 20', '0 0 -20']
    const facets = [first, second].map(
      (corners) =>
        `facet normal 0 0 0\nouter loop\n${corners.map((v) => `vertex ${points[v]}\n`).join('')}endloop\nendfacet\n`,
    )
    const quarter = await readMesh(bytesOf(`solid a\n${facets.join('')}endsolid a\n`), stl)
    expect(quarter.symmetry).toEqual(['x', 'y'])
    expect(quarter.quality).toMatchObject({ closed: true, oriented: true })
    expect(quarter.quality.volume).toBeCloseTo((4 * 2 * 20 ** 3 * 1e-9) / 6, 12)
    const said = quarter.warnings?.filter(({ code }) => code === 'REORIENTED') ?? []
    expect(said.map(({ details }) => details?.['turned'])).toEqual(turned > 0 ? [turned] : [])
  })

  test('makes groups of named solids: fixed names on their numbers, others from 5 up, no name on 1', async () => {
    const shift = (text: string, by: number): string =>
      text.replace(/vertex (\S+)/g, (_, x: string) => `vertex ${Number(x) + by}`)
    const text = [
      tetrahedron('my horn'),
      shift(tetrahedron('SD1D1001'), 100),
      shift(tetrahedron(''), 200),
      shift(tetrahedron('my horn'), 300),
    ]
    const mesh = await readMesh(bytesOf(text.join('')), stl)
    expect([...mesh.tags]).toEqual([5, 5, 5, 5, 2, 2, 2, 2, 1, 1, 1, 1, 5, 5, 5, 5])
    expect(mesh.groups).toEqual([
      { tag: 1, name: 'tag 1', role: 'wall' },
      { tag: 2, name: 'SD1D1001', role: 'source' },
      { tag: 5, name: 'my horn', role: 'wall' },
    ])
  })

  test('reads a binary file that begins with "solid" by its length', async () => {
    const bytes = await written(sound)
    bytes.write('solid exported by something', 'latin1')
    expect((await readMesh(bytes, stl)).triangles.length).toBe(sound.triangles.length)
  })

  test('drops triangles that welding leaves without three corners', async () => {
    const needle = facet('0 0 0', '0 0 0.000001', '40 0 0')
    const mesh = await readMesh(bytesOf(tetrahedron('a').replace('endsolid', `${needle}endsolid`)), stl)
    expect(mesh.triangles.length).toBe(12)
    expect(mesh.quality.closed).toBe(true)
  })

  test('suspects the unit of a file that spans less than 10', async () => {
    const small = bytesOf(tetrahedron('a', 0.4))
    expect((await readMesh(small, stl)).warnings).toMatchObject([{ code: 'UNIT', details: { unit: 'mm' } }])
    const known = await readMesh(small, { ...stl, unit: 'm' })
    expect(known).not.toHaveProperty('warnings')
    expect(Math.max(...known.vertices)).toBe(0.4)
  })

  test.each<[string, () => Promise<Uint8Array> | Uint8Array, RegExp]>([
    ['nothing', () => new Uint8Array(0), /no STL file/],
    ['a line of text', () => bytesOf('hello'), /no STL file/],
    [
      'a truncated binary',
      async () => (await written(sound)).subarray(0, 1000),
      /says 104 triangles, which take 5200/,
    ],
    [
      'a truncated binary that begins with "solid"',
      async () => {
        const bytes = await written(sound)
        bytes.write('solid x', 'latin1')
        return bytes.subarray(0, 1000)
      },
      /byte 84: the file says 104 triangles/,
    ],
    [
      'a huge count',
      async () => {
        const bytes = await written(sound)
        bytes.writeUInt32LE(0xffffffff, 80)
        return bytes
      },
      /says 4294967295 triangles, which take 214748364750 bytes; 5200 follow/,
    ],
    ['a binary of no triangles', () => new Uint8Array(84), /no triangles/],
    [
      'NaN in a binary',
      async () => {
        const bytes = await written(sound)
        bytes.writeFloatLE(Number.NaN, 84 + 50 * 2 + 12)
        return bytes
      },
      /byte 200: triangle 2 has the coordinate NaN/,
    ],
    ['NaN in a text', () => bytesOf(tetrahedron('a').replace('40 0 0', 'nan 0 0')), /line 6, .*found "nan"/],
    [
      'a number beyond single precision',
      () => bytesOf(tetrahedron('a').replace('40 0 0', '1e300 0 0')),
      /found "1e300"/,
    ],
    ['two numbers in a vertex', () => bytesOf(tetrahedron('a').replace('40 0 0', '40 0')), /three numbers/],
    ['a text cut off', () => bytesOf(tetrahedron('a').slice(0, 300)), /line \d+/],
    [
      'a text without its end',
      () => bytesOf(tetrahedron('a').replace('endsolid a\n', '')),
      /ends inside a solid/,
    ],
    ['a text without triangles', () => bytesOf('solid a\nendsolid a\n'), /no triangles/],
    ['something between solids', () => bytesOf(`${tetrahedron('a')}hello`), /expected "solid"/],
  ])('refuses %s', async (_, source, message) => {
    const bytes = await source()
    await expect(readMesh(bytes, stl)).rejects.toThrow(/^MESH_FORMAT: line \d+, byte \d+/)
    await expect(readMesh(bytes, stl)).rejects.toThrow(message)
  })

  test('refuses a file whose stray coordinate leaves every triangle without extent', async () => {
    const stray = bytesOf(tetrahedron('a').replaceAll(/vertex 0 0 (0|40)/g, 'vertex 0 0 1e20'))
    await expect(readMesh(stray, stl)).rejects.toThrow(
      /MESH_FORMAT: no triangle .* Look for a stray coordinate/,
    )
  })

  test('refuses coordinates that no unit explains before it looks for the body', async () => {
    await expect(readMesh(bytesOf(tetrahedron('a', 1e38)), stl)).rejects.toThrow(
      /MESH_FORMAT: a coordinate is 1e\+35 m/,
    )
  })
})

describe('the option source', () => {
  const plain = { ...sound, tags: sound.tags.map(() => 1) }
  const faceCount = sound.tags.reduce((sum, tag) => sum + (tag === 2 ? 1 : 0), 0)
  const tagged = (mesh: Mesh): number => mesh.tags.reduce((sum, tag) => sum + (tag === 2 ? 1 : 0), 0)

  test.each([
    ['plane', { plane: { axis: 'z', at: 0.3 } }],
    ['box', { box: { from: [0, 0, 0.3], to: [0.1, 0.2, 0.29999] } }],
    ['disc', { disc: { centre: [0.05, 0.1, 0.3], normal: [0, 0, -2], radius: 0.12 } }],
  ] as const)('finds the face by a %s, in single precision too', async (_, source) => {
    for (const binary of [true, false]) {
      const mesh = await readMesh(await written(plain, { binary }), { ...stl, source })
      expect(tagged(mesh)).toBe(faceCount)
      expect(mesh.groups[1]).toEqual({ tag: 2, name: 'SD1D1001', role: 'source' })
      expect(requireSolvable(mesh)).toEqual([])
    }
  })

  test('takes a smaller disc for a part of the face', async () => {
    const source = { disc: { centre: [0, 0, 0.3], normal: [0, 0, 1], radius: 0.09 } } as const
    const mesh = await readMesh(await written(plain), { ...stl, source })
    expect(tagged(mesh)).toBeGreaterThan(0)
    expect(tagged(mesh)).toBeLessThan(faceCount)
  })

  test('adds to the source that the file has', async () => {
    const mesh = await readMesh(await written(sound, { binary: false }), {
      ...stl,
      source: { plane: { axis: 'z', at: 0 } },
    })
    expect(mesh.groups.filter(({ role }) => role === 'source')).toHaveLength(1)
    expect(tagged(mesh)).toBe(2 * faceCount)
  })

  test('says where the surface is when no triangle lies there', async () => {
    const bytes = await written(plain)
    await expect(readMesh(bytes, { ...stl, source: { plane: { axis: 'z', at: 1 } } })).rejects.toThrow(
      /^MESH_NO_SOURCE: no triangle lies in ReadMeshOptions.source; the surface spans .* z from 0\.000 to 0\.3000 m/,
    )
  })

  test.each([
    [{}],
    [{ plane: { axis: 'w', at: 0 } }],
    [{ plane: { axis: 'x', at: Number.NaN } }],
    [{ plane: null }],
    [{ plane: { axis: 'x', at: 0 }, box: {} }],
    [{ sphere: {} }],
    [{ box: { from: [0, 0], to: [1, 1, 1] } }],
    [{ disc: { centre: [0, 0, 0], normal: [0, 0, 0], radius: 1 } }],
  ])('refuses %j', async (source) => {
    await expect(readMesh(await written(plain), { ...stl, source: source as never })).rejects.toThrow(
      /^OPTION: ReadMeshOptions.source/,
    )
  })
})

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { groupFromFile, nameInFile } from '../../src/mesh/groups.ts'
import { mesh } from '../../src/mesh/mesh-horn.ts'
import { readMesh } from '../../src/mesh/read-mesh.ts'
import { writeMesh } from '../../src/mesh/write-mesh.ts'
import type { MeshGroup } from '../../src/model/mesh.ts'

const data = new URL('../data/mesh/', import.meta.url)
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waveguide-mesh-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const head = '$MeshFormat\n2.2 0 8\n$EndMeshFormat\n'
const tetrahedron = '$Nodes\n4\n1 0 0 0\n2 1 0 0\n3 0 1 0\n4 0 0 1\n$EndNodes\n'
const faces =
  '$Elements\n4\n1 2 2 1 1 1 3 2\n2 2 2 1 1 1 2 4\n3 2 2 1 1 2 3 4\n4 2 2 2 2 1 4 3\n$EndElements\n'

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** Text of a .msh of triangles, mm; tag 2 for the last, 1 for the others. */
function mshText(points: readonly (readonly number[])[], triangles: readonly (readonly number[])[]): string {
  const nodes = points.map((point, i) => `${i + 1} ${point.join(' ')}`)
  const elements = triangles.map((corners, i) => {
    const tag = i === triangles.length - 1 ? 2 : 1
    return `${i + 1} 2 2 ${tag} ${tag} ${corners.join(' ')}`
  })
  return `${head}$Nodes\n${nodes.length}\n${nodes.join('\n')}\n$EndNodes\n$Elements\n${elements.length}\n${elements.join('\n')}\n$EndElements\n`
}

/** A double pyramid's quarter in x, y ≥ 0: its faces, cut on x = 0 and y = 0. */
const quarter = {
  points: [
    [20, 0, 0],
    [0, 20, 0],
    [0, 0, 20],
    [1e-12, 0, -20],
  ],
  triangles: [
    [1, 2, 3],
    [2, 1, 4],
  ],
} as const

describe('files with a part of a body', () => {
  test('are taken for a quarter where all open edges lie on x = 0 and y = 0, with a warning', async () => {
    const mesh = await readMesh(bytes(mshText(quarter.points, quarter.triangles)))
    expect(mesh.symmetry).toEqual(['x', 'y'])
    expect(mesh.quality).toMatchObject({ closed: true, oriented: true })
    expect(mesh.quality.volume).toBeCloseTo((4 * 2 * 20 ** 3 * 1e-9) / 6, 15)
    expect(mesh.vertices[9]).toBe(0)
    expect(mesh.warnings?.map(({ code, message }) => `${code} ${message}`)).toEqual([
      expect.stringMatching(/^SYMMETRY all 4 open edges lie on x = 0 and y = 0: .* a quarter of a body/),
    ])
  })

  test('are open when that was asked for, when an edge lies elsewhere, or when they reach beyond the plane', async () => {
    const { points, triangles } = quarter
    const asked = await readMesh(bytes(mshText(points, triangles)), { symmetry: 'none' })
    expect(asked).toMatchObject({ symmetry: [], quality: { closed: false, openEdges: 4 } })
    const elsewhere = await readMesh(bytes(mshText(points, [[1, 2, 3]])))
    expect(elsewhere).toMatchObject({ symmetry: [], quality: { closed: false } })
    const beyond = [...points, [-20, 0, 0]]
    const both = await readMesh(bytes(mshText(beyond, [...triangles, [2, 5, 3], [5, 2, 4]])))
    expect(both.symmetry).toEqual(['y'])
    await expect(readMesh(bytes(''), { symmetry: 'x' as never })).rejects.toThrow(/^OPTION/)
  })

  test('keep the planes that they were written with', async () => {
    const path = join(folder, 'quarter.msh')
    const written = await mesh(
      { type: 'conical', r0: 10, a: 20, L: 40, body: 'shell' },
      { mesher: 'rings', quadrants: '1', maxTriangles: 2000 },
    )
    await writeMesh(written, path)
    const read = await readMesh(path, { unit: 'mm' })
    expect(read.symmetry).toEqual(written.symmetry)
    expect(read.quality.volume).toBeCloseTo(written.quality.volume, 12)
  })
})

describe('files of several patches', () => {
  test('are closed where vertices of open edges are in the same place', async () => {
    const points = [
      [0, 0, 0],
      [20, 0, 0],
      [0, 20, 0],
      [0, 0, 20],
      [0, 0, 0],
      [20, 0, 1e-9],
    ]
    const triangles = [
      [1, 3, 2],
      [5, 6, 4],
      [2, 3, 4],
      [1, 4, 3],
    ]
    const mesh = await readMesh(bytes(mshText(points, triangles)))
    expect(mesh.quality).toMatchObject({ closed: true, oriented: true })
    expect(mesh.vertices).toHaveLength(12)
    expect(mesh.warnings?.map(({ message }) => message)).toEqual([
      '2 vertices on open edges in the same place as another were joined with it',
    ])
  })

  test('stay open over a gap, and two bodies that touch stay two', async () => {
    const open = [
      [0, 0, 0],
      [20, 0, 0],
      [0, 20, 0],
      [0, 0, 20],
      [0, 0, 0],
      [20, 0, 0.001],
    ]
    const gap = await readMesh(
      bytes(
        mshText(open, [
          [1, 3, 2],
          [5, 6, 4],
          [2, 3, 4],
          [1, 4, 3],
        ]),
      ),
    )
    expect(gap.quality.closed).toBe(false)
    const corners = [
      [0, 0, 0],
      [20, 0, 0],
      [0, 20, 0],
      [0, 0, 20],
    ]
    const one = [
      [1, 3, 2],
      [1, 2, 4],
      [2, 3, 4],
      [1, 4, 3],
    ]
    const two = await readMesh(
      bytes(
        mshText(
          [...corners, ...corners.map((point) => point.map((value) => 0 - value))],
          [...one, ...one.map(([a = 0, b = 0, c = 0]) => [a + 4, c + 4, b + 4])],
        ),
      ),
    )
    expect(two.vertices).toHaveLength(24)
    expect(two.quality.closed).toBe(true)
  })
})

describe('files that gmsh wrote', () => {
  test.each([
    ['box-2.2-text.msh', 96],
    ['box-2.2-binary.msh', 96],
    ['box-4.1-text.msh', 96],
    ['box-4.1-binary.msh', 96],
    ['box-six-node-2.2.msh', 96],
    ['box-quadrangles-4.1-binary.msh', 132],
    ['box-parametric-2.2-text.msh', 96],
    ['box-parametric-2.2-binary.msh', 96],
    ['box-parametric-4.1-text.msh', 96],
    ['box-parametric-4.1-binary.msh', 96],
  ])('%s is a closed box of 24 cm³ with a wall and a source', async (name, triangleCount) => {
    const mesh = await readMesh(new URL(name, data))
    expect(mesh.tags.length).toBe(triangleCount)
    expect(mesh.quality).toMatchObject({ closed: true, oriented: true })
    expect(mesh.quality.volume).toBeCloseTo(24e-6, 15)
    expect(mesh.groups).toEqual([
      { tag: 1, name: 'SD1G0', role: 'wall' },
      { tag: 2, name: 'SD1D1001', role: 'source' },
    ])
  })

  test("the four formats of one mesh hold the same numbers, to the 16 digits of gmsh's text", async () => {
    const [first, ...others] = await Promise.all(
      ['2.2-text', '2.2-binary', '4.1-text', '4.1-binary'].map((kind) =>
        readMesh(new URL(`box-${kind}.msh`, data)),
      ),
    )
    for (const other of others) {
      for (const [i, value] of other.vertices.entries())
        expect(value).toBeCloseTo(first?.vertices[i] ?? 0, 16)
      expect(other.triangles).toEqual(first?.triangles)
    }
  })
})

describe('readMesh', () => {
  test('takes millimetres by default and metres on request', async () => {
    const source = bytes(head + tetrahedron + faces)
    expect(Math.max(...(await readMesh(source)).vertices)).toBe(0.001)
    expect(Math.max(...(await readMesh(source, { unit: 'm' })).vertices)).toBe(1)
  })

  test.each([
    ['box-2.2-text.msh', []],
    ['box-six-node-2.2.msh', [['MESH_FILE', /96 triangles of six nodes count by their corners/]]],
    ['box-quadrangles-4.1-binary.msh', [['MESH_FILE', /\d+ quadrangles were split/]]],
  ] as const)('says what of %s was read in another way than it stands there', async (name, expected) => {
    const { warnings = [] } = await readMesh(new URL(name, data))
    expect(warnings).toMatchObject(
      expected.map(([code, message]) => ({ code, message: expect.stringMatching(message) })),
    )
  })

  test('gives triangles without a physical group tag 1, and says so', async () => {
    const untagged = await readMesh(bytes(head + tetrahedron + faces.replaceAll(/ 2 2 \d \d /g, ' 2 0 ')))
    expect([...untagged.tags]).toEqual([1, 1, 1, 1])
    expect(untagged.warnings).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(/^4 elements belong to no physical group/) }),
    )
  })

  test('suspects a file that spans less than 10 to be in metres, unless the unit was said', async () => {
    const source = bytes(head + tetrahedron + faces)
    expect((await readMesh(source)).warnings).toMatchObject([{ code: 'UNIT', details: { extent: 1 } }])
    expect(await readMesh(source, { unit: 'mm' })).not.toHaveProperty('warnings')
    const large = bytes(head + tetrahedron.replace('2 1 0 0', '2 11 0 0') + faces)
    expect(await readMesh(large)).not.toHaveProperty('warnings')
  })

  test('puts groups of fixed names on their numbers, and others out of their way', async () => {
    const names = '$PhysicalNames\n4\n2 1 "lid"\n2 8 "sd1g0"\n2 9 "SD1D1001"\n2 2 "I1-2"\n$EndPhysicalNames\n'
    const tagged = faces.replace('1 2 2 1 1', '1 2 2 8 1').replace('3 2 2 1 1', '3 2 2 9 1')
    const mesh = await readMesh(bytes(head + names + tetrahedron + tagged))
    expect([...mesh.tags]).toEqual([1, 10, 2, 4])
    expect(mesh.groups).toEqual([
      { tag: 1, name: 'sd1g0', role: 'wall' },
      { tag: 2, name: 'SD1D1001', role: 'source' },
      { tag: 4, name: 'I1-2', role: 'interface' },
      { tag: 10, name: 'lid', role: 'wall' },
    ])
  })

  test('reads parametric nodes, other ids than 1 to N, and nodes that only lines use', async () => {
    const parametric =
      '$MeshFormat\n4.1 0 8\n$EndMeshFormat\n$Entities\n0 0 1 0\n5 0 0 0 1 1 1 1 2 0\n$EndEntities\n' +
      '$Nodes\n2 5 10 99\n2 5 1 4\n10\n20\n30\n99\n0 0 0 .1 .2\n1 0 0 .1 .2\n0 1 0 .1 .2\n0 0 1 .1 .2\n' +
      '1 7 0 1\n50\n9 9 9\n$EndNodes\n' +
      '$Elements\n2 5 1 5\n1 7 1 1\n1 10 50\n2 5 2 4\n2 10 30 20\n3 10 20 99\n4 20 30 99\n5 10 99 30\n$EndElements\n'
    const mesh = await readMesh(bytes(parametric), { unit: 'm' })
    expect(mesh.vertices.length).toBe(12)
    expect([...new Set(mesh.tags)]).toEqual([2])
    expect(mesh.quality.volume).toBeCloseTo(1 / 6, 15)
  })

  test('gives groups without names the role of their tag, and keeps the winding', async () => {
    const mesh = await readMesh(bytes(head + tetrahedron + faces))
    expect(mesh.groups).toEqual([
      { tag: 1, name: 'tag 1', role: 'wall' },
      { tag: 2, name: 'tag 2', role: 'source' },
    ])
    expect([...mesh.triangles.subarray(0, 3)]).toEqual([0, 1, 2])
    expect(mesh.quality.volume).toBeGreaterThan(0)
  })

  test.each([
    ['nothing', '', /line 1, .*does not begin with \$MeshFormat/],
    ['geometry text', 'Point(1) = {0,0,0};\nSystemCall "rm -rf /";', /does not begin with \$MeshFormat/],
    ['an unknown version', '$MeshFormat\n3 0 8\n$EndMeshFormat\n', /version 3; 2\.2 and 4\.1 can be read/],
    ['a wrong data size', '$MeshFormat\n2.2 0 4\n$EndMeshFormat\n', /data size 4/],
    [
      'a count that cannot be',
      `${head}$Nodes\n99999999999\n1 0 0 0\n$EndNodes\n`,
      /line 5, .*99999999999 entries announced/,
    ],
    ['a negative count', `${head}$Nodes\n-3\n$EndNodes\n`, /expected a count but found "-3"/],
    [
      'a coordinate that is none',
      `${head}${tetrahedron.replace('3 0 1 0', '3 0 abc 0')}`,
      /line 8, .*expected a finite number but found "abc"/,
    ],
    ['NaN', `${head}${tetrahedron.replace('3 0 1 0', '3 0 nan 0')}`, /found "nan"/],
    ['a hexadecimal number', `${head}${tetrahedron.replace('3 0 1 0', '3 0 0x10 0')}`, /found "0x10"/],
    ['an infinite coordinate', `${head}${tetrahedron.replace('3 0 1 0', '3 0 1e999 0')}`, /found "1e999"/],
    ['a node twice', `${head}${tetrahedron.replace('\n4 0 0 1', '\n3 0 0 1')}`, /node 3 a second time/],
    [
      'an unknown node',
      `${head}${tetrahedron}${faces.replace('1 3 2\n', '1 3 9\n')}`,
      /uses node 9, which is not in \$Nodes/,
    ],
    [
      'a tetrahedron',
      `${head}${tetrahedron}$Elements\n1\n1 4 2 1 1 1 2 3 4\n$EndElements\n`,
      /elements of type 4/,
    ],
    ['no triangles', `${head}${tetrahedron}$Elements\n1\n1 1 2 1 1 1 2\n$EndElements\n`, /no triangles/],
    ['no elements', head + tetrahedron, /no \$Elements/],
    [
      'an end of another section',
      `${head}${tetrahedron.replace('$EndNodes', '$EndElements')}`,
      /expected \$EndNodes/,
    ],
    ['a section without an end', `${head}$Comments\nendless`, /\$Comments has no \$EndComments/],
    ['text between sections', `${head}hello\n${tetrahedron}`, /line 4, .*expected a section/],
    ['a truncated file', head + tetrahedron.slice(0, 30), /the file ends here|entries announced/],
    [
      'a negative physical tag',
      `${head}${tetrahedron}${faces.replace('2 2 1 1', '2 2 -1 1')}`,
      /negative physical tag/,
    ],
  ])('refuses %s', async (_, text, message) => {
    await expect(readMesh(bytes(text))).rejects.toThrow(/^MESH_FORMAT/)
    await expect(readMesh(bytes(text))).rejects.toThrow(message)
  })

  test('refuses coordinates that no unit explains', async () => {
    const huge = bytes(head + tetrahedron.replace('2 1 0 0', '2 1e300 0 0') + faces)
    await expect(readMesh(huge)).rejects.toThrow(/MESH_FORMAT: a coordinate is 1e\+297 m away/)
  })

  test('answers points that all coincide with a quality that refuses them', async () => {
    const flat = bytes(`${head}$Nodes\n4\n1 0 0 0\n2 0 0 0\n3 0 0 0\n4 0 0 0\n$EndNodes\n${faces}`)
    expect((await readMesh(flat)).quality.validTo).toBe(0)
  })

  test('names wrong options, and paths that cannot be read', async () => {
    await expect(readMesh('a.step')).rejects.toThrow(/IO: cannot read .*ENOENT/)
    await expect(readMesh('a.msh', { unit: 'cm' as 'mm' })).rejects.toThrow(/OPTION: ReadMeshOptions\.unit/)
    await expect(readMesh(join(folder, 'none.msh'))).rejects.toThrow(/IO: cannot read .*none\.msh: ENOENT/)
    await expect(readMesh(folder)).rejects.toThrow(/IO: cannot read .*EISDIR/)
  })
})

describe('writeMesh', () => {
  test('writes what ABEC reads: version 2.2, names, millimetres, two tags', async () => {
    const mesh = await readMesh(new URL('box-2.2-text.msh', data))
    const path = join(folder, 'box.msh')
    await writeMesh(mesh, path)
    const lines = readFileSync(path, 'utf8').split('\n')
    expect(lines.slice(0, 9)).toEqual([
      '$MeshFormat',
      '2.2 0 8',
      '$EndMeshFormat',
      '$PhysicalNames',
      '2',
      '2 1 "SD1G0"',
      '2 2 "SD1D1001"',
      '$EndPhysicalNames',
      '$Nodes',
    ])
    expect(lines).toContain('$Elements')
    expect(lines.find((line) => line.startsWith('1 2 2'))).toMatch(/^1 2 2 1 1 \d+ \d+ \d+$/)
    expect(Math.max(...lines.slice(10, 60).flatMap((line) => line.split(' ').slice(1).map(Number)))).toBe(40)
  })

  test('leaves the old file and no other when it cannot write', async () => {
    const mesh = await readMesh(new URL('box-2.2-text.msh', data))
    const path = join(folder, 'kept.msh')
    writeFileSync(path, 'old')
    await expect(writeMesh({ ...mesh, tags: new Uint32Array(3) }, path)).rejects.toThrow(/MESH_FORMAT: tags/)
    expect(readFileSync(path, 'utf8')).toBe('old')
    await expect(writeMesh(mesh, join(folder, 'no', 'such.msh'))).rejects.toThrow(
      /IO: cannot write .*such\.msh: ENOENT/,
    )
    await expect(writeMesh(mesh, folder)).rejects.toThrow(/IO: cannot write/)
    await writeMesh(mesh, pathToFileURL(path))
    expect(readFileSync(path, 'utf8')).toContain('$MeshFormat')
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  test('refuses formats that do not exist', async () => {
    const mesh = await readMesh(new URL('box-2.2-text.msh', data))
    await expect(writeMesh(mesh, join(folder, 'a'), { format: 'obj' as 'stl' })).rejects.toThrow(/OPTION/)
  })
})

describe('names of groups in files', () => {
  test.each<MeshGroup>([
    { tag: 3, name: 'tag 3', role: 'rear' },
    { tag: 12, name: 'tag 12', role: 'interface' },
    { tag: 1, name: 'resource wall', role: 'wall' },
    { tag: 3, name: 'cabinet', role: 'rear' },
    { tag: 2, name: 'driver', role: 'source' },
    { tag: 1, name: 'SD1G0', role: 'wall' },
    { tag: 1, name: 'wall:', role: 'wall' },
  ])('$name keeps its role, $role', (group) => {
    expect(groupFromFile(group.tag, nameInFile(group))).toEqual(group)
  })
})

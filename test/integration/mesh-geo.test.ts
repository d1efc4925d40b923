import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { meshGeo } from '../../src/mesh/mesh-geo.ts'
import { readMesh } from '../../src/mesh/read-mesh.ts'
import { childProcesses, seen } from '../support/child-processes.ts'
import { cylinderGeo, dome, waveguideGeo } from '../support/geo-texts.ts'
import { bytesOf } from '../support/mesh-contents.ts'

let folder = ''
const { WG_NATIVE_PATH: nativePath, PATH: path } = process.env
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waveguide-geo-'))
})
afterEach(() => {
  if (nativePath === undefined) delete process.env['WG_NATIVE_PATH']
  else process.env['WG_NATIVE_PATH'] = nativePath
  process.env['PATH'] = path
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function failureOf(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => expect.unreachable('should have been rejected'),
    (thrown: unknown) => thrown as Error,
  )
}

describe('meshGeo', () => {
  test.each([
    ['2.2', false],
    ['2.2', true],
    ['4.1', false],
    ['4.1', true],
  ] as const)('version %s, binary %s: the cylinder with its groups', async (version, binary) => {
    const { data, nodeCount, elementCount, groups } = await meshGeo(cylinderGeo, { version, binary })
    expect(Buffer.from(data).toString('latin1')).toMatch(
      new RegExp(`^\\$MeshFormat\\n${version} ${binary ? 1 : 0} 8\\n`),
    )
    expect(groups.map(({ tag, name, role }) => `${tag} ${name} ${role}`)).toEqual([
      '1 wall wall',
      '7 source source',
    ])
    const mesh = await readMesh(data, { unit: 'mm' })
    expect([mesh.vertices.length / 3, mesh.tags.length]).toEqual([nodeCount, elementCount])
    expect(mesh.quality.closed).toBe(true)
    // Chords of 5 mm on a circle of 20 mm radius take up to 1 % of its area; the fields make most of them shorter.
    const read = await readMesh(bytesOf(cylinderGeo), { format: 'geo', unit: 'mm' })
    expect(read.quality).toMatchObject({ closed: true, oriented: true })
    expect(Math.abs(read.quality.volume / (Math.PI * 20 ** 2 * 30e-9) - 1)).toBeLessThan(0.02)
    expect(read.tags.length).toBe(elementCount)
  })

  test('a surface in a sphere lies on it: half a ball has its volume and its area', async () => {
    const { vertices, quality } = await readMesh(bytesOf(dome), { format: 'geo', unit: 'mm' })
    expect(quality).toMatchObject({ closed: true, oriented: true })
    for (let i = 0; i < vertices.length; i += 3)
      if ((vertices[i + 2] ?? 0) > 1e-9)
        expect(Math.hypot(...vertices.subarray(i, i + 3))).toBeCloseTo(0.02, 6)
    // Edges of 4 mm on a radius of 20 mm.
    expect(Math.abs(quality.volume / ((2 / 3) * Math.PI * 0.02 ** 3) - 1)).toBeLessThan(0.02)
  })

  test('size fields have their effect: short edges at their points only', async () => {
    const { vertices } = await readMesh(bytesOf(cylinderGeo), { format: 'geo' })
    const near = (x: number, y: number, z: number): number => {
      const distances = Array.from({ length: vertices.length / 3 }, (_, v) =>
        Math.hypot(
          (vertices[3 * v] ?? 0) - x,
          (vertices[3 * v + 1] ?? 0) - y,
          (vertices[3 * v + 2] ?? 0) - z,
        ),
      ).sort((a, b) => a - b)
      return distances[1] ?? 0
    }
    expect(near(0.02, 0, 0)).toBeLessThan(0.002)
    expect(near(-0.02, 0, 0)).toBeGreaterThan(0.003)
  })

  test('a horn of rings as another program wrote it', async () => {
    const { elementCount, warnings, data } = await meshGeo(waveguideGeo())
    expect(elementCount).toBeGreaterThan(500)
    expect(warnings.map(({ code }) => code)).toEqual(['IGNORED', 'IGNORED'])
    const mesh = await readMesh(data)
    expect(mesh.groups.map(({ role }) => role)).toEqual(['wall', 'source'])
    expect(mesh.quality.closed).toBe(true)
  })

  test('a rectangle under a factory of solids', async () => {
    const text =
      'SetFactory("OpenCASCADE"); Rectangle(1)={0,0,0,10,10}; Physical Surface("SD1D1001",2)={1}; Mesh.MeshSizeMax=3;'
    const { nodeCount, elementCount } = await meshGeo(text)
    expect(nodeCount).toBeGreaterThanOrEqual(16)
    expect(elementCount).toBeGreaterThanOrEqual(18)
  })

  test('a surface turned round in its group has its triangles turned; one in two groups is there twice', async () => {
    const square = waveguideGeo(4)
    const inGroups = (list: string): string => square.replace(/Physical[\s\S]*/, list)
    const plain = await meshGeo(inGroups('Physical Surface(1)={13};'))
    const turned = await meshGeo(inGroups('Physical Surface(1)={-13};'))
    const rows = (data: Uint8Array): string[][] =>
      Buffer.from(data)
        .toString()
        .split('$Elements')[1]
        ?.split('\n')
        .slice(2, -2)
        .map((row) => row.split(' ')) ?? []
    const [[, , , , , a, b, c] = []] = rows(plain.data)
    expect(new Set([a, b, c]).size).toBe(3)
    expect(rows(turned.data).length).toBe(rows(plain.data).length)
    expect(turned.data).not.toEqual(plain.data)
    const twice = await meshGeo(
      inGroups('Physical Surface("SD1G0",1)={13}; Physical Surface("SD1D1001",2)={13};'),
    )
    expect(twice.elementCount).toBe(2 * plain.elementCount)
    expect(twice.nodeCount).toBe(plain.nodeCount)
  })

  test('says what was left out', async () => {
    const { warnings } = await meshGeo(waveguideGeo(4).replace(/Physical Surface\("SD1G0"[^;]*;/, ''))
    expect(warnings.at(-1)?.message).toMatch(/^13 surfaces belong to no physical surface/)
    const none = await meshGeo(waveguideGeo(4).replaceAll(/Physical Surface[^;]*;/g, ''))
    expect(none.groups.map(({ tag }) => tag)).toEqual([1])
    expect(none.warnings.at(-1)?.message).toMatch(/no physical surface/)
  })

  test('refuses a forbidden word before any process begins, and nothing happens', async () => {
    for (const word of ['SystemCall', 'NonBlockingSystemCall', 'Merge', 'Include', 'Print', 'CreateDir']) {
      const target = join(folder, word)
      const failure = await failureOf(meshGeo(`${waveguideGeo(4)}${word} "touch ${target}";`))
      expect(failure).toMatchObject({ code: 'GEO_FORBIDDEN', details: { word } })
    }
    expect(readdirSync(folder)).toEqual([])
    expect(existsSync('horn.msh')).toBe(false)
    expect(childProcesses()).toEqual([])
  })

  test('gmsh’s own failure comes with its words, and the next text is meshed', async () => {
    // A loop that is not closed.
    const broken = waveguideGeo(4).replace(/Line Loop\((\d+)\)=\{[^}]*\}/, 'Line Loop($1)={1000,1001}')
    expect(await failureOf(meshGeo(broken))).toMatchObject({ code: 'MESH_FAILED' })
    expect((await meshGeo(waveguideGeo(4))).elementCount).toBeGreaterThan(0)
  })

  test('an abort, a time-out and a memory limit end the process', async () => {
    const control = new AbortController()
    const aborted = failureOf(meshGeo(waveguideGeo(64), { signal: control.signal }))
    control.abort()
    expect(await aborted).toMatchObject({ name: 'AbortError' })
    const late = await failureOf(meshGeo(waveguideGeo(64), { timeoutMs: 30 }))
    expect(late).toMatchObject({ code: 'TIMEOUT' })
    expect(late.message).toMatch(/MeshGeoOptions.timeoutMs/)
    const large = await failureOf(meshGeo(waveguideGeo(64), { memoryLimit: 2 ** 20 }))
    expect(large).toMatchObject({ code: 'MEMORY_LIMIT' })
    expect(large.message).toMatch(/MeshGeoOptions.memoryLimit/)
    await seen(() => (childProcesses().length === 0 ? true : undefined))
  })

  test.each([
    [{ version: '9' }, /version/],
    [{ binary: 1 }, /binary/],
    [{ timeoutMs: 0 }, /timeoutMs/],
    [{ msh: true }, /has no option "msh"/],
  ])('refuses the options %j', async (options, message) => {
    await expect(meshGeo(cylinderGeo, options as never)).rejects.toThrow(/^OPTION/)
    await expect(meshGeo(cylinderGeo, options as never)).rejects.toThrow(message)
  })
})

describe.runIf(process.platform !== 'win32')('the program gmsh', () => {
  const answer =
    '$MeshFormat\n2.2 0 8\n$EndMeshFormat\n$Nodes\n3\n1 0 0 0\n2 9 0 0\n3 0 9 0\n$EndNodes\n' +
    '$Elements\n1\n1 2 2 14 14 1 2 3\n$EndElements\n'

  /** Stands in for gmsh: keeps what it was given, and answers with one triangle of surface 14. */
  function fakeGmsh(body: string): void {
    const program = join(folder, 'gmsh')
    writeFileSync(program, `#!/bin/sh\n${body}\n`)
    chmodSync(program, 0o755)
    process.env['PATH'] = `relative:${folder}`
  }

  test('takes over when the module is missing, with a text of ours, no environment, in a folder that is gone afterwards', async () => {
    process.env['WG_NATIVE_PATH'] = '/nowhere'
    fakeGmsh(
      `cp in.geo ${folder}/seen.geo; pwd > ${folder}/seen.pwd; echo "$@" > ${folder}/seen.args; env > ${folder}/seen.env; cat > out.msh <<'END'\n${answer}END`,
    )
    const { elementCount, groups, warnings } = await meshGeo(waveguideGeo(4))
    expect([elementCount, groups.map(({ name }) => name)]).toEqual([1, ['SD1G0']])
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'FALLBACK' }))
    const text = readFileSync(join(folder, 'seen.geo'), 'utf8')
    expect(text).not.toMatch(/Save|Mesh 2|lc/)
    expect(text).toMatch(/^Point\(1\)=\{12.7,0,0,8\};\n/)
    expect(existsSync(readFileSync(join(folder, 'seen.pwd'), 'utf8').trim())).toBe(false)
    expect(readFileSync(join(folder, 'seen.args'), 'utf8')).toBe(
      'in.geo -2 -format msh2 -o out.msh -nopopup -v 2 -nt 1\n',
    )
    expect(readFileSync(join(folder, 'seen.env'), 'utf8')).not.toMatch(/^(PATH|HOME|WG_)/m)
  })

  test('runs a text as it stands only when it is asked to', async () => {
    fakeGmsh(`cp in.geo ${folder}/seen.geo; cat > out.msh <<'END'\n${answer}END`)
    const text = 'SystemCall "anything";'
    expect(await failureOf(meshGeo(text))).toMatchObject({ code: 'GEO_FORBIDDEN' })
    const { elementCount } = await meshGeo(text, { allowUnsafeGeo: true })
    expect(elementCount).toBe(1)
    expect(readFileSync(join(folder, 'seen.geo'), 'utf8')).toBe(`${text}\n`)
  })

  test('its failure, its silence, its absence and its size each have their code', async () => {
    const unsafe = { allowUnsafeGeo: true }
    fakeGmsh('echo "Error   : no such curve" >&2; exit 1')
    expect((await failureOf(meshGeo('x', unsafe))).message).toMatch(/^MESH_FAILED: .*status 1.*no such curve/)
    fakeGmsh('exit 0')
    expect((await failureOf(meshGeo('x', unsafe))).message).toMatch(/^MESH_FAILED: gmsh ended without a mesh/)
    fakeGmsh('sleep 60')
    expect(await failureOf(meshGeo('x', { ...unsafe, timeoutMs: 200 }))).toMatchObject({ code: 'TIMEOUT' })
    if (process.platform === 'linux')
      expect(await failureOf(meshGeo('x', { ...unsafe, memoryLimit: 1000 }))).toMatchObject({
        code: 'MEMORY_LIMIT',
      })
    process.env['PATH'] = '/nowhere'
    expect(await failureOf(meshGeo('x', unsafe))).toMatchObject({ code: 'ADDON_MISSING' })
    process.env['WG_NATIVE_PATH'] = '/nowhere'
    expect(await failureOf(meshGeo(cylinderGeo))).toMatchObject({ code: 'ADDON_MISSING' })
    await seen(() => (childProcesses().length === 0 ? true : undefined))
  })
})

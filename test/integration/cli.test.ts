import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadResult } from '../../src/io/load-result.ts'
import { readMesh } from '../../src/mesh/read-mesh.ts'
import { writeMesh } from '../../src/mesh/write-mesh.ts'
import { waveguideGeo } from '../support/geo-texts.ts'
import { lathe } from '../support/lathes.ts'
import { type Finished, projectRoot, runProgram } from '../support/run-program.ts'
import { meshOf } from '../support/spheres.ts'

const program = join(projectRoot, 'lib', 'cli', 'main.js')
const escapeCharacter = '\u001b'

let folder = ''
/** A mesh of the demo horn, small enough for a test. */
let hornMesh = ''

beforeAll(async () => {
  if (!existsSync(program)) throw new Error(`${program} is missing: npm run build`)
  folder = await mkdtemp(join(tmpdir(), 'waveguide-cli-'))
  hornMesh = join(folder, 'horn.msh')
  const made = await waveguide('mesh', 'demo-rosse', '--max-triangles', '1200', '-o', hornMesh)
  if (made.status !== 0) throw new Error(made.stderr)
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

function waveguide(...argv: string[]): Promise<Finished> {
  return runProgram(process.execPath, [program, ...argv])
}

/** Two frequencies that the small mesh can carry. */
const quick = ['--from', '300', '--to', '600', '--count', '2']

describe('waveguide mesh', () => {
  test('writes a mesh that can be read back and says how far it is valid', async () => {
    const path = join(folder, 'again.msh')
    const { status, stdout, stderr } = await waveguide(
      'mesh',
      'demo-rosse',
      '--max-triangles',
      '1200',
      '-o',
      path,
    )
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const mesh = await readMesh(path)
    expect(stdout).toContain(`demo-rosse: ${mesh.triangles.length / 3} triangles`)
    expect(stdout).toMatch(/valid up to \d+ Hz\n/)
    expect(stdout).toContain(`wrote ${path}\n`)
    expect(await readFile(path)).toEqual(await readFile(hornMesh))
  })

  test('prints one JSON document', async () => {
    const { status, stdout } = await waveguide('mesh', hornMesh, '-o', join(folder, 'copy.msh'), '--json')
    expect(status).toBe(0)
    const document = JSON.parse(stdout)
    const mesh = await readMesh(hornMesh)
    expect(document).toMatchObject({
      file: join(folder, 'copy.msh'),
      triangles: mesh.triangles.length / 3,
      vertices: mesh.vertices.length / 3,
      quality: { closed: true, oriented: true },
    })
    const roles = document.groups.map(({ role }: { role: string }) => role).sort()
    expect(roles).toEqual(['rear', 'source', 'wall'])
    const sum = document.groups.reduce(
      (total: number, group: { triangles: number }) => total + group.triangles,
      0,
    )
    expect(sum).toBe(document.triangles)
  })
})

describe('waveguide mesh with STEP and .geo', () => {
  test('writes the surfaces of a design, reads them back with a size, and refuses a mesh', async () => {
    const path = join(folder, 'horn.step')
    expect(await waveguide('mesh', 'demo-rosse', '-o', path)).toMatchObject({
      status: 0,
      stdout: `wrote ${path}\n`,
    })
    const read = await waveguide('mesh', path, '--size', '20', '-o', join(folder, 'step.msh'), '--json')
    expect(JSON.parse(read.stdout)).toMatchObject({ quality: { closed: true, oriented: true } })
    expect((await waveguide('mesh', hornMesh, '-o', path)).status).toBe(2)
  })

  test('meshes a .geo text, and refuses a command in it', async () => {
    const path = join(folder, 'horn.geo')
    await writeFile(path, waveguideGeo())
    const { status, stdout, stderr } = await waveguide('mesh', path, '-o', join(folder, 'geo.msh'))
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^\d+ triangles/) })
    expect(stderr).toMatch(/note: line \d+: Save "horn.msh" was left out/)
    await writeFile(path, `${waveguideGeo()}SystemCall "touch x";`)
    const refused = await waveguide('mesh', path, '-o', join(folder, 'geo.msh'))
    expect(refused).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^GEO_FORBIDDEN: line \d+: "SystemCall"/),
    })
  })
})

describe('waveguide mesh --preview', () => {
  test('draws a mesh, with or without a mesh file beside it', async () => {
    const path = join(folder, 'horn.svg')
    const { status, stdout } = await waveguide('mesh', hornMesh, '--preview', path)
    expect(status).toBe(0)
    expect(stdout).toContain(`wrote ${path}\n`)
    const svg = await readFile(path, 'utf8')
    const mesh = await readMesh(hornMesh)
    expect(svg).toContain(`${(mesh.triangles.length / 3).toLocaleString('en')} triangles`)
    const both = await waveguide('mesh', hornMesh, '-o', join(folder, 'two.msh'), '--preview', path, '--json')
    expect(JSON.parse(both.stdout)).toMatchObject({ file: join(folder, 'two.msh'), preview: path })
    expect(await readFile(path, 'utf8')).toBe(svg)
  })
})

describe('waveguide mesh --profiles --slices', () => {
  test('writes the curves of a design without meshing it', async () => {
    const [profiles, slices] = [join(folder, 'profiles.csv'), join(folder, 'slices.csv')]
    const style = ['--csv-style', 'fusion', '--azimuths', '0:345:15', '--rings', '12']
    const argv = ['mesh', 'demo-rosse', '--profiles', profiles, '--slices', slices, ...style]
    const { status, stdout, stderr } = await waveguide(...argv)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toBe(`wrote ${profiles}\nwrote ${slices}\n`)
    expect((await readFile(profiles, 'utf8')).split('\r\n\r\n')).toHaveLength(24)
    expect((await readFile(slices, 'utf8')).split('\r\n\r\n')).toHaveLength(12)
  })

  test('needs a design', async () => {
    const { status, stderr } = await waveguide('mesh', hornMesh, '--slices', join(folder, 'no.csv'))
    expect(status).toBe(2)
    expect(stderr).toContain('need a design, and INPUT is a mesh')
  })
})

describe('waveguide mesh and solve with STL', () => {
  test('write a horn, and solve what they wrote with the source named by its plane', async () => {
    const path = join(folder, 'horn.stl')
    const made = await waveguide('mesh', hornMesh, '-o', path)
    expect(made.status).toBe(0)
    const msh = await waveguide('solve', hornMesh, ...quick, '--json')
    const stl = await waveguide('solve', path, '--source', 'disc:0,0,0,12.8', ...quick, '--json')
    const [expected, result] = [msh, stl].map(({ stdout }) => JSON.parse(stdout))
    expect(result.provenance.drive).toMatch(/"SD1D1001"/)
    // Single precision of the file against double: far below what a mesh is worth.
    for (const [i, level] of result.onAxis.levelDb.entries())
      expect(Math.abs(level - expected.onAxis.levelDb[i])).toBeLessThan(1e-3)
    const missed = await waveguide('solve', path, '--source', 'x=0.5', ...quick)
    expect(missed).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^MESH_NO_SOURCE: .*spans x from/),
    })
    expect((await waveguide('solve', path, '--source', 'nowhere')).status).toBe(2)
  })
})

describe('waveguide solve', () => {
  test('goes from a design to a folder of files in one command', async () => {
    const out = join(folder, 'from-design')
    const design = join(folder, 'horn.json')
    await writeFile(
      design,
      JSON.stringify({
        name: 'mine',
        type: 'R-OSSE',
        R: 140,
        a: 25,
        a0: 15.5,
        r0: 12.7,
        k: 2,
        q: 3.4,
        r: 0.4,
        b: 0.2,
        m: 0.85,
        wallThicknessMm: 6,
      }),
    )
    const { status, stdout } = await waveguide(
      'solve',
      design,
      '--max-triangles',
      '1200',
      ...quick,
      '--out',
      out,
    )
    expect(status).toBe(0)
    const [head, ...rows] = stdout
      .slice(stdout.indexOf('\n\n') + 2)
      .split('\n')
      .slice(0, 3)
    expect(head).toMatch(/Hz +axis dB +DI dB +-6 dB at +Re Z +Im Z +residual +valid/)
    expect(rows.map((row) => row.trim().split(/ +/).at(0))).toEqual(['300', '600'])
    expect(rows.map((row) => row.trim().split(/ +/).at(-1))).toEqual(['yes', 'yes'])
    const written = stdout
      .split('\n')
      .filter((line) => line.startsWith('wrote '))
      .map((line) => line.slice(6))
    expect(written.map((path) => path.slice(out.length + 1)).sort()).toEqual((await readdir(out)).sort())
    expect(await readdir(out)).toEqual(
      expect.arrayContaining([
        'result.json',
        'mesh.msh',
        'on-axis.frd',
        'polar.csv',
        'on-axis.svg',
        'impedance.svg',
        'map-horizontal.svg',
        'map-vertical.svg',
      ]),
    )
    const result = await loadResult(out)
    expect(result.provenance.design).toBe('mine')
    expect((await readMesh(join(out, 'mesh.msh'))).triangles.length / 3).toBe(
      result.provenance.mesh.triangles,
    )
  })

  test('prints the result as one JSON document, the same that it writes', async () => {
    const out = join(folder, 'json')
    const argv = [
      'solve',
      hornMesh,
      ...quick,
      '--angles',
      '0:180:45',
      '--json',
      '--out',
      out,
      '--formats',
      'json',
    ]
    const { status, stdout, stderr } = await waveguide(...argv)
    expect(status).toBe(0)
    expect(stderr).not.toContain(escapeCharacter)
    const result = await loadResult(out)
    expect(stdout).toBe(await readFile(join(out, 'result.json'), 'utf8'))
    expect(await readdir(out)).toEqual(['result.json'])
    expect(result.polars.map(({ anglesDeg }) => [...anglesDeg])).toEqual(Array(3).fill([0, 45, 90, 135, 180]))
  })

  test('writes nothing without --out, and says so', async () => {
    const { status, stdout } = await waveguide('solve', hornMesh, ...quick)
    expect(status).toBe(0)
    expect(stdout).toContain('nothing written: no --out DIR')
  })

  test('marks frequencies above the mesh limit in table, FRD and pictures', async () => {
    const out = join(folder, 'beyond')
    const sweep = ['--from', '500', '--to', '8000', '--count', '3']
    const { status, stdout, stderr } = await waveguide('solve', hornMesh, ...sweep, '--out', out)
    expect(status).toBe(0)
    expect(stderr).toMatch(/^warning UNDER_RESOLVED: /m)
    expect(stdout).toMatch(/^ *8000 .* NO$/m)
    expect(stdout).toMatch(/not valid at \d+: /)
    const frd = await readFile(join(out, 'on-axis.frd'), 'utf8')
    expect(frd).toMatch(/left out as not valid: \d of 3/)
    expect(frd).not.toMatch(/^8000/m)
    expect(await readFile(join(out, 'map-horizontal.svg'), 'utf8')).toContain('beyond the mesh limit')
  })

  test('refuses a mesh that cannot mean anything, and solves it only when forced, saying so everywhere', async () => {
    const path = join(folder, 'six-sided.msh')
    await writeMesh(sixSidedCan(), path)
    const refused = await waveguide('solve', path, ...quick)
    expect(refused).toMatchObject({ status: 1, stdout: '' })
    expect(refused.stderr).toMatch(/^MESH_LIMIT: .*6 sides.*\n$/)
    const out = join(folder, 'forced')
    const forced = await waveguide('solve', path, ...quick, '--force', '--out', out)
    expect(forced.status).toBe(0)
    expect(forced.stderr).toMatch(/^warning FORCED: /m)
    expect(forced.stdout).toMatch(/^FORCED: /)
    expect(forced.stdout).toContain('0 of 2 frequencies valid')
    const files = await readdir(out)
    expect(files).not.toContain('on-axis.frd')
    for (const name of files.filter((file) => file.endsWith('.svg'))) {
      expect(await readFile(join(out, name), 'utf8'), name).toContain('>FORCED: ')
    }
  })
})

describe('bad input', () => {
  const files: Record<string, string> = {
    'unknown-key.json': '{"type": "R-OSSE", "R": 140, "a": 25, "a0": 15.5, "r0": 12.7, "zz": 1}',
    'small-mouth.json': '{"type": "R-OSSE", "R": 10, "a": 25, "a0": 15.5, "r0": 12.7}',
    'broken.json': '{"type": ',
    'garbage.msh': 'not a mesh\n',
  }

  beforeAll(async () => {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  })

  test.each([
    [['solve', 'unknown-key.json'], 'HORN_PARAMETER'],
    [['solve', 'small-mouth.json'], 'HORN_'],
    [['mesh', 'broken.json', '-o', 'x.msh'], 'HORN_PARSE'],
    [['solve', 'garbage.msh'], 'MESH_FORMAT'],
    [['solve', 'missing.msh'], 'IO'],
    [['solve', 'demo-rosse', '--from', '-5'], 'FREQUENCY'],
    [['solve', 'demo-rosse', '--device', 'opencl/9'], 'DEVICE_MISSING'],
    [['solve', 'demo-rosse', '--memory-limit', '1000', '--max-triangles', '1200'], 'MEMORY_LIMIT'],
    [['mesh', 'demo-rosse', '--max-triangles', '1200', '-o', 'no/such/folder/x.msh'], 'IO'],
  ])('%j ends with status 1 and one line that begins with %s', async (argv, code) => {
    const { status, stdout, stderr } = await runProgram(process.execPath, [program, ...argv], { cwd: folder })
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(new RegExp(`^${code}.*\\n$`))
  })

  test('an unknown option ends with status 2 and nothing on stdout', async () => {
    const { status, stdout, stderr } = await waveguide('solve', hornMesh, '--frm', '5')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toBe(
      'waveguide solve: unknown option --frm; did you mean --from?; see waveguide solve --help\n',
    )
  })
})

describe('interruption', () => {
  test('ends a solve with status 130 and keeps the frequencies that are done, to be gone on with', async () => {
    const out = join(folder, 'interrupted')
    const child = spawn(process.execPath, [program, 'solve', hornMesh, '--count', '4000', '--out', out])
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    let errors = ''
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    const started = setTimeout(() => child.kill('SIGINT'), 2500)
    const ended = await new Promise((resolve) => {
      child.on('close', (status, signal) => resolve({ status, signal }))
    })
    clearTimeout(started)
    expect(ended).toEqual({ status: 130, signal: null })
    const done =
      /^wrote .*result\.json: (\d+) frequencies so far; go on with --resume .*\ninterrupted\n$/.exec(errors)
    expect(output).toBe('')
    expect(await readdir(out)).toEqual(['result.json'])
    const partial = await loadResult(out)
    expect(partial.frequencies).toHaveLength(Number(done?.[1]))
    // The ends of the band come first.
    expect([partial.frequencies[0], partial.frequencies.at(-1)]).toEqual([200, 20000])
  })

  test('an earlier result is taken over when it answers the same question, and refused when it does not', async () => {
    const out = join(folder, 'coarse')
    const band = ['--from', '300', '--to', '700', '--spacing', 'linear']
    await waveguide('solve', hornMesh, ...band, '--count', '3', '--out', out, '--formats', 'json')
    const finer = ['solve', hornMesh, ...band, '--count', '5', '--resume', out]
    const { status, stdout } = await waveguide(...finer, '--json')
    expect(status).toBe(0)
    const result = JSON.parse(stdout)
    const earlier = await loadResult(out)
    expect(result.frequencies).toEqual([300, 400, 500, 600, 700])
    // The time of the earlier solve: nobody computed these again.
    for (const index of [0, 1, 2])
      expect(result.evidence[2 * index].secondsSolve).toBe(earlier.evidence[index]?.secondsSolve)
    const refused = await waveguide(...finer, '--distance', '3')
    expect(refused.status).toBe(1)
    expect(refused.stderr).toMatch(
      /^OPTION: SolveOptions.resumeFrom does not fit: its observations.polars is/,
    )
  })

  test('by a reader that closes the pipe raises no error', async () => {
    const child = spawn(process.execPath, [program, 'solve', hornMesh, ...quick, '--json'])
    child.stdout.destroy()
    let errors = ''
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    await new Promise((resolve) => {
      child.on('close', resolve)
    })
    expect(errors).not.toMatch(/EPIPE|Error|at /)
  })
})

test.skipIf(!existsSync('/usr/bin/script'))('on a screen the progress shows bar and time left', async () => {
  const command = [
    process.execPath,
    program,
    'solve',
    hornMesh,
    '--from',
    '300',
    '--to',
    '900',
    '--count',
    '20',
  ]
  const { stdout } = await runProgram('/usr/bin/script', ['-qec', command.join(' '), '/dev/null'], {
    env: { TERM: 'xterm' },
  })
  expect(stdout).toMatch(/solve {3}\[#+\.*\] {2} *\d+\/20/)
  expect(stdout).toMatch(/\d:\d\d left/)
  expect(stdout).toMatch(
    /20 frequencies, about [\d.]+ s each, \d:\d\d in all; \d+ MB; (lu|gmres), \d+ threads?/,
  )
  expect(stdout).toContain(`${escapeCharacter}[K`)
})

/** A solid can of 100 mm radius whose throat is a hexagon. */
function sixSidedCan(): ReturnType<typeof meshOf> {
  const rings = [
    [0.2, 0],
    [0.2, 0.02],
    [0.2, 0.1],
    [0, 0.1],
    [0, 0],
  ] as const
  const shape = lathe(rings, 6)
  return meshOf(
    shape,
    shape.tags.map((stretch) => (stretch === 0 ? 2 : 1)),
  )
}

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtLib } from '../support/built-lib.ts'
import { projectRoot, runNode, runProgram } from '../support/run-program.ts'

const folder = mkdtempSync(join(tmpdir(), 'waveguide package é-'))
const build = join(projectRoot, 'build', 'Release')
let packed: string[] = []

async function npm(parameters: string[], cwd: string): Promise<string> {
  const { status, stdout, stderr } = await runProgram('npm', parameters, { cwd })
  if (status !== 0) throw new Error(`npm ${parameters.join(' ')}: ${stderr}${stdout}`)
  return stdout
}

/** Our tarball beside one of each run-time dependency, so that the install needs no network and no cache. */
async function packAll(): Promise<string[]> {
  const tree = await npm(['ls', '--omit=dev', '--all', '--parseable'], projectRoot)
  const folders = tree.trim().split('\n')
  const output = await npm(['pack', '--json', '--pack-destination', folder, ...folders], projectRoot)
  const tarballs = JSON.parse(output) as { name: string; filename: string; files: { path: string }[] }[]
  packed = tarballs.find(({ name }) => name === 'waveguide-bem')?.files.map(({ path }) => path) ?? []
  return tarballs.map(({ filename }) => `./${filename}`)
}

beforeAll(async () => {
  await builtLib()
  const tarballs = await packAll()
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  await npm(['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', ...tarballs], folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const nodeIn = (parameters: string[], env: Record<string, string | undefined> = {}): Promise<string> =>
  runNode(parameters, { cwd: folder, env })

describe('the tarball', () => {
  test('holds the library, the program, the native sources and the papers', () => {
    const wanted = [
      'lib/index.js',
      'lib/index.d.ts',
      'lib/charts/index.js',
      'lib/cli/main.js',
      'CMakeLists.txt',
    ]
    const papers = ['LICENSE', 'README.md', 'CHANGELOG.md', 'package.json', 'native/sources.txt']
    expect(packed).toEqual(expect.arrayContaining([...wanted, ...papers]))
  })

  test('holds every native source that the lists name', () => {
    for (const list of readdirSync(join(projectRoot, 'native')).filter((name) =>
      name.startsWith('sources'),
    )) {
      const lines = readFileSync(join(projectRoot, 'native', list), 'utf8').split('\n')
      const named = lines
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => `native/${line}`)
      expect(packed).toEqual(expect.arrayContaining(named))
    }
  })

  test('holds nothing else, above all no binding.gyp, which would make npm compile at install', () => {
    const allowed =
      /^(lib|native|prebuilds|scripts)\/|^(CMakeLists\.txt|LICENSE|README\.md|CHANGELOG\.md|package\.json)$/
    expect(packed.filter((path) => !allowed.test(path))).toEqual([])
  })

  test('has no script that runs at install', () => {
    const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    for (const name of ['preinstall', 'install', 'postinstall', 'prepare', 'prebuild'])
      expect(scripts).not.toHaveProperty(name)
  })
})

describe('installed into an empty folder, without native modules', () => {
  test('import gives the library, and pure functions work', async () => {
    const code = `import { parseHorn, profile } from 'waveguide-bem'
      const points = profile(parseHorn({ type: 'R-OSSE', R: 140, a: 25, a0: 15.5, r0: 12.7, k: 2, q: 3.4, r: 0.4, b: 0.2, m: 0.85,
        body: 'shell', wallThicknessMm: 6 }))
      console.log(points[0], points[1])`
    expect(await nodeIn(['--input-type=module', '-e', code])).toBe('0 12.7\n')
  })

  test('require gives the same names as import', async () => {
    const required = await nodeIn(['-p', `Object.keys(require('waveguide-bem')).sort().join()`])
    const code = `console.log(Object.keys(await import('waveguide-bem')).sort().join())`
    expect(required.split(',').length).toBeGreaterThan(10)
    expect(await nodeIn(['--input-type=module', '-e', code])).toBe(required)
  })

  test('the entry point for charts can be imported and required', async () => {
    expect(await nodeIn(['-p', `typeof require('waveguide-bem/charts').polarMap`])).toBe('function\n')
    const code = `console.log(typeof (await import('waveguide-bem/charts')).polarMap)`
    expect(await nodeIn(['--input-type=module', '-e', code])).toBe('function\n')
  })

  test('the first native call rejects with ADDON_MISSING and says what was tried', async () => {
    const code = `const { mesh } = require('waveguide-bem')
      const report = ({ code, message, details }) => console.log(code, details.attempts.length, message.includes('build:native'))
      mesh({ R: 140, a: 25, a0: 15.5, r0: 12.7 }, { mesher: 'gmsh' }).then(() => console.log('resolved'), report)`
    expect(await nodeIn(['-e', code])).toMatch(/^ADDON_MISSING [1-9]\d* true\n$/)
  })

  test('a horn is meshed by rings, and the mesh says so', async () => {
    const code = `require('waveguide-bem').mesh({ R: 140, a: 25, a0: 15.5, r0: 12.7 }).then(
      ({ quality, warnings }) => console.log(quality.closed, warnings[0].code, warnings[0].message.includes('no usable waveguide-gmsh.node')))`
    expect(await nodeIn(['-e', code])).toBe('true FALLBACK true\n')
  })

  test('the devices are listed as not usable, with the reason', async () => {
    const code = `require('waveguide-bem').listDevices().then((devices) => console.log(JSON.stringify(devices)))`
    const devices = JSON.parse(await nodeIn(['-e', code])) as { usable: boolean; reason?: string }[]
    expect(devices.length).toBeGreaterThan(0)
    for (const device of devices)
      expect(device).toMatchObject({ usable: false, reason: expect.stringContaining('waveguide.node') })
  })

  test('the program fails with its code on stderr and status 1', async () => {
    const program = join(folder, 'node_modules', '.bin', 'waveguide')
    const { status, stdout, stderr } = await runProgram(program, ['solve', 'demo-rosse'], {
      cwd: folder,
    })
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain('ADDON_MISSING: no usable waveguide.node')
  })
})

describe('installed into an empty folder, with native modules', () => {
  const env = { WG_NATIVE_PATH: build }

  test('a horn is meshed and solved through require', async () => {
    const code = `require('waveguide-bem').simulate({ R: 140, a: 25, a0: 15.5, r0: 12.7, wallThicknessMm: 6 }, { frequencies: [500], maxTriangles: 2000 }).then(
      (result) => console.log(result.schema, result.onAxis.levelDb.length))`
    expect(await nodeIn(['-e', code], env)).toBe('waveguide-result/1 1\n')
  })

  test('the REPL takes the library with a dynamic import', async () => {
    const input = `(await (await import('waveguide-bem')).listDevices()).map((device) => device.id).join()\n`
    const { stdout } = await runProgram(process.execPath, ['-i'], { cwd: folder, input, env })
    expect(stdout).toMatch(/'cpu,reference'|'reference,cpu'/)
  })

  test('the program lists the devices as JSON', async () => {
    const program = join(folder, 'node_modules', '.bin', 'waveguide')
    const { status, stdout } = await runProgram(program, ['devices', '--json'], { cwd: folder, env })
    expect(status).toBe(0)
    expect(JSON.stringify(JSON.parse(stdout))).toContain('"cpu"')
  })
})

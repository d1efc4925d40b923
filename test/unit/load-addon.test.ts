import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { listDevices } from '../../src/binding/devices.ts'
import { explainLoadFailure } from '../../src/binding/explain-load-failure.ts'
import { candidateFolders, gmshModule, packageVersion, solverModule } from '../../src/binding/load-addon.ts'
import { WaveguideError } from '../../src/core/errors.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waveguide-addon-'))
  vi.stubEnv('WG_NATIVE_PATH', folder)
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

function failure(load: () => unknown): WaveguideError {
  try {
    load()
  } catch (thrown) {
    if (thrown instanceof WaveguideError) return thrown
  }
  throw new Error('loaded, or failed in another way')
}

describe('a missing native module', () => {
  test.each([
    ['waveguide.node', solverModule],
    ['waveguide-gmsh.node', gmshModule],
  ])('%s is ADDON_MISSING with the place that was tried and what to type', (file, load) => {
    const error = failure(load)
    expect(error.code).toBe('ADDON_MISSING')
    expect(error.details?.['attempts']).toEqual([
      { file: join(folder, file), reason: 'absent', detail: 'no such file' },
    ])
    expect(error.message).toContain(join(folder, file))
    expect(error.message).toContain('npm run build:native')
  })

  test('a file that is no library keeps the message of the loader and a hint', () => {
    writeFileSync(join(folder, 'waveguide.node'), 'version https://git-lfs.github.com/spec/v1\n')
    const error = failure(solverModule)
    expect(error.details?.['attempts']).toMatchObject([
      { reason: 'failed', hint: expect.stringMatching(/Git LFS pointer/) },
    ])
  })

  test('is found when it appears later: a failure is not remembered', () => {
    failure(solverModule)
    vi.unstubAllEnvs()
    expect(solverModule().version).toBe(packageVersion())
    expect(solverModule()).toBe(solverModule())
  })
})

test('without WG_NATIVE_PATH the local build comes before the prebuilt files', () => {
  const [build, prebuilt, ...others] = candidateFolders({})
  expect(build).toMatch(/build[\\/]Release$/)
  expect(prebuilt?.endsWith(join('prebuilds', `${process.platform}-${process.arch}`))).toBe(true)
  expect(others).toEqual([])
})

test('WG_NATIVE_PATH is the only place when it is set', () => {
  expect(candidateFolders({ WG_NATIVE_PATH: folder })).toEqual([folder])
})

describe('messages of the dynamic loader', () => {
  test.each([
    [
      'libgmsh.so.4.8: cannot open shared object file: No such file or directory',
      /apt-get install libgmsh4\.8/,
    ],
    [
      'libodd.so.1: cannot open shared object file: No such file or directory',
      /install the shared library libodd\.so\.1/,
    ],
    ["/lib/libc.so.6: version `GLIBC_2.38' not found (required by x.node)", /older than GLIBC_2\.38/],
    ['/x/waveguide.node: file too short', /another platform/],
    ['/x/waveguide.node: failed to map segment from shared object', /noexec/],
  ])('%s has a hint', (message, hint) => {
    expect(explainLoadFailure(message).hint).toMatch(hint)
  })

  test('an unknown message has none', () => {
    expect(explainLoadFailure('something else')).toEqual({})
  })
})

describe('the list of devices', () => {
  test('is complete without a native module: both devices unusable, with the reason', async () => {
    // The module may have been loaded by another test of this file; a fresh registry has not.
    vi.resetModules()
    const fresh = await import('../../src/binding/devices.ts')
    const devices = await fresh.listDevices()
    expect(devices.map(({ id, usable }) => [id, usable])).toEqual([
      ['cpu', false],
      ['reference', false],
    ])
    expect(devices[0]?.reason).toMatch(/^ADDON_MISSING/)
  })

  test('says what the machine is', async () => {
    vi.unstubAllEnvs()
    const [cpu, reference] = await listDevices()
    expect(cpu).toMatchObject({ id: 'cpu', kind: 'cpu', double: true, usable: true })
    expect(cpu).not.toHaveProperty('reason')
    expect(cpu?.computeUnits).toBeGreaterThan(0)
    expect(cpu?.memory).toBeGreaterThan(1e8)
    expect(cpu?.driver).toMatch(/^waveguide-bem \d+\.\d+\.\d+ (baseline|avx2|avx512)$/)
    expect(reference).toMatchObject({ id: 'reference', computeUnits: 1, usable: true })
  })

  test('rejects with the reason of a signal that has fired', async () => {
    await expect(listDevices({ signal: AbortSignal.abort('no') })).rejects.toBe('no')
  })
})

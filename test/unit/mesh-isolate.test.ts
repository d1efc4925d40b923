import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WaveguideError } from '../../src/core/errors.ts'
import { presets } from '../../src/design/presets.ts'
import { mesh, meshBody } from '../../src/mesh/mesh-horn.ts'
import { meshSettings } from '../../src/mesh/mesh-settings.ts'
import { roundMeshable } from '../../src/mesh/meshable.ts'
import type { MeshOptions } from '../../src/model/mesh.ts'
import { childProcesses, seen } from '../support/child-processes.ts'
import { straightOutline } from '../support/lathes.ts'

const demo = presets['demo-rosse'] ?? ''
/** Minutes of work for gmsh. */
const endless: MeshOptions = { sizeMm: { throat: 1, mouth: 0.5, rear: 0.5 }, maxTriangles: 10_000_000 }

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.unreachable('should have been rejected'),
    (thrown: unknown) => thrown,
  )
}

const nativePath = process.env['WG_NATIVE_PATH']
beforeEach(() => expect(childProcesses()).toEqual([]))
afterEach(async () => {
  if (nativePath === undefined) delete process.env['WG_NATIVE_PATH']
  else process.env['WG_NATIVE_PATH'] = nativePath
  await seen(() => (childProcesses().length === 0 ? true : undefined))
})

describe.runIf(process.platform === 'linux')('meshing in a child process', () => {
  test('leaves no process behind when it is done', async () => {
    const meshed = await mesh(demo, { maxTriangles: 1500 })
    expect(meshed.quality.closed).toBe(true)
    await seen(() => (childProcesses().length === 0 ? true : undefined))
  })

  test('an abort rejects with the signal’s reason and ends the child', async () => {
    const control = new AbortController()
    const failure = failureOf(mesh(demo, { ...endless, signal: control.signal }))
    await seen(() => childProcesses()[0])
    const reason = new Error('enough')
    control.abort(reason)
    expect(await failure).toBe(reason)
    await seen(() => (childProcesses().length === 0 ? true : undefined))
  })

  test('a signal that has already fired starts no child', async () => {
    expect(await failureOf(mesh(demo, { signal: AbortSignal.abort() }))).toMatchObject({ name: 'AbortError' })
    expect(childProcesses()).toEqual([])
  })

  test('a child that is killed costs the job, not the program', async () => {
    const failure = failureOf(mesh(demo, endless))
    const child = await seen(() => childProcesses()[0])
    process.kill(child, 'SIGSEGV')
    expect(await failure).toMatchObject({ code: 'MESH_FAILED' })
    expect((await failure) as Error).toHaveProperty('message', expect.stringContaining('SIGSEGV'))
    expect((await mesh(demo, { maxTriangles: 1500 })).quality.closed).toBe(true)
  })

  test('a time-out ends the child', async () => {
    const failure = await failureOf(mesh(demo, { ...endless, timeoutMs: 700 }))
    expect(failure).toMatchObject({ code: 'TIMEOUT', details: { timeoutMs: 700 } })
  })

  test('a memory limit ends the child and names both figures', async () => {
    const failure = await failureOf(mesh(demo, { ...endless, memoryLimit: 64 * 2 ** 20 }))
    expect(failure).toMatchObject({ code: 'MEMORY_LIMIT', details: { memoryLimit: 64 * 2 ** 20 } })
    expect((failure as Error).message).toMatch(/holds \d+ MiB, over MeshOptions\.memoryLimit 64 MiB/)
  })

  test('waits its turn when more jobs are asked for than there are processors, and can be aborted while waiting', async () => {
    const controls = Array.from({ length: 12 }, () => new AbortController())
    const failures = controls.map(({ signal }) => failureOf(mesh(demo, { ...endless, signal })))
    await seen(() => childProcesses()[0])
    for (const control of controls.reverse()) control.abort()
    for (const failure of await Promise.all(failures)) expect(failure).toMatchObject({ name: 'AbortError' })
  })
})

describe('meshing on a thread of this process', () => {
  test('an abort is answered at once, and the next job is served', async () => {
    const control = new AbortController()
    const failure = failureOf(mesh(demo, { maxTriangles: 20_000, isolate: false, signal: control.signal }))
    control.abort()
    expect(await failure).toMatchObject({ name: 'AbortError' })
    expect((await mesh(demo, { maxTriangles: 1500, isolate: false })).quality.closed).toBe(true)
  })

  test('a memory limit that gmsh would break is refused beforehand', async () => {
    const failure = await failureOf(mesh(demo, { isolate: false, memoryLimit: 2 ** 20 }))
    expect(failure).toMatchObject({ code: 'MEMORY_LIMIT', details: { memoryLimit: 2 ** 20 } })
  })
})

describe.each([true, false])('with isolate %s', (isolate) => {
  test('what gmsh says is passed on, and the next job is served', async () => {
    const corners = [
      [0, 0],
      [0, 10],
      [40, 30],
      [40, 36],
      [-6, 36],
      [-6, 0],
    ] as const
    const [source, inner, ...others] = straightOutline(corners, ['source', 'inner', 'rim', 'outer', 'plate'])
    if (!source || !inner) return expect.unreachable()
    // A spline that passes through the same point twice running.
    const points = Float64Array.of(0, 10, 20, 20, 20, 20, 40, 30)
    const repeated = {
      ...inner,
      kind: 'spline',
      points,
      parameters: Float64Array.of(0, 0.5, 0.5, 1),
    } as const
    const broken = [source, repeated, ...others]
    const failure = await failureOf(
      meshBody(roundMeshable(broken), meshSettings({ isolate, sizeMm: { throat: 5, mouth: 5, rear: 5 } })),
    )
    expect(failure).toMatchObject({ code: 'MESH_FAILED' })
    expect((failure as Error).message).toMatch(/gmsh: OpenCASCADE exception/)
    expect((await mesh(demo, { maxTriangles: 1500, isolate })).quality.closed).toBe(true)
  })
})

describe('a missing module', () => {
  test('is named', async () => {
    process.env['WG_NATIVE_PATH'] = '/nowhere'
    const failure = await failureOf(mesh(demo, { mesher: 'gmsh' }))
    expect(failure).toBeInstanceOf(WaveguideError)
    expect(failure).toMatchObject({ code: 'ADDON_MISSING' })
  })
})

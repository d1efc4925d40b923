import { describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import type { Mesh } from '../../src/model/mesh.ts'
import type { SourceDrive } from '../../src/model/options.ts'
import { planSources } from '../../src/solve/sources.ts'
import { surfaceGeometry } from '../../src/solve/surface-geometry.ts'
import { capTags, directions, icosphere, meshOf } from '../support/spheres.ts'

const sphere = icosphere(2, 'raw')
const mesh = meshOf(sphere, capTags(sphere, 40))
const geometry = surfaceGeometry(sphere)
const frequencies = Float64Array.of(100, 200)
const capTriangles = [...mesh.tags.keys()].filter((triangle) => mesh.tags[triangle] === 2)
const capArea = capTriangles.reduce((sum, triangle) => sum + (geometry.areas[triangle] ?? 0), 0)

function plan(drives?: readonly SourceDrive[], of: Mesh = mesh) {
  return planSources(of, geometry, frequencies, drives)
}

function only(drive: SourceDrive) {
  const [source] = plan([drive])
  if (!source) throw new RangeError('no source')
  return source
}

const near = (values: number[]) => values.map((value) => expect.closeTo(value, 12))

describe('sources', () => {
  test('without drives every source group moves with 1 m/s', () => {
    const [source, ...others] = plan()
    expect(others).toEqual([])
    expect([...(source?.triangles ?? [])]).toEqual(capTriangles)
    expect(source?.area).toBeCloseTo(capArea, 12)
    expect([...(source?.scale ?? [])]).toEqual([1, 0, 1, 0])
    expect(source?.velocity.reduce((sum, value) => sum + value, 0)).toBe(capTriangles.length)
  })

  test('with a design the default drive carries the volume velocity of the exact throat', () => {
    const design = parseHorn({ type: 'R-OSSE', R: 140, r0: 12.7, a: 25, a0: 15.5 })
    const [source] = plan(undefined, { ...mesh, design })
    const exact = Math.PI * 0.0127 ** 2
    expect((source?.scale[0] ?? 0) * capArea).toBeCloseTo(exact, 12)
    expect(source?.drive).toMatch(/exact throat area.*times the meshed area/)
  })

  test('an acceleration is a velocity that falls with frequency and lags by 90°', () => {
    const { scale, drive } = only({ acceleration: 3 })
    expect([...scale]).toEqual(near([0, -3 / (2 * Math.PI * 100), 0, -3 / (2 * Math.PI * 200)]))
    expect(drive).toBe('normal acceleration 3 m/s² peak on "source"')
  })

  test('a volume velocity is spread over the meshed area', () => {
    expect((only({ volumeVelocity: 0.01 }).scale[0] ?? 0) * capArea).toBeCloseTo(0.01, 12)
  })

  test('a phase turns the drive', () => {
    expect([...only({ velocity: 2, phaseDeg: 90 }).scale]).toEqual(near([0, 2, 0, 2]))
    expect([...only({ acceleration: 2 * Math.PI * 100, phaseDeg: 90 }).scale]).toEqual(near([1, 0, 0.5, 0]))
  })

  test('axial motion has the velocity of its projection along z', () => {
    const { velocity } = only({ velocity: 1, motion: 'axial' })
    const first = capTriangles[0] ?? 0
    expect(velocity[2 * first]).toBeCloseTo(geometry.normals[3 * first + 2] ?? 0, 12)
    const flow = capTriangles.reduce((sum, t) => sum + (velocity[2 * t] ?? 0) * (geometry.areas[t] ?? 0), 0)
    const { scale } = only({ volumeVelocity: 1, motion: 'axial' })
    expect((scale[0] ?? 0) * flow).toBeCloseTo(1, 12)
  })

  test('a pattern per triangle is copied as it is', () => {
    const perTriangle = Float64Array.from(directions(sphere).flatMap(([, , z]) => [z, -z]))
    const { velocity, scale } = only({ perTriangle, phaseDeg: 0 })
    expect(velocity).toEqual(perTriangle)
    expect(velocity).not.toBe(perTriangle)
    expect([...scale]).toEqual([1, 0, 1, 0])
  })

  test('a group is found by tag, by name, or as the only one there is', () => {
    for (const drive of [{ tag: 2 }, { name: 'source' }, { tag: 2, name: 'source' }, {}])
      expect(only({ ...drive, velocity: 1 }).name).toBe('source')
  })
})

describe('drives that mean nothing', () => {
  test.each([
    ['an unknown tag', { tag: 7, velocity: 1 }],
    ['an unknown name', { name: 'throat', velocity: 1 }],
    ['a wall', { name: 'wall', velocity: 1 }],
    ['a tag and a name of two groups', { tag: 2, name: 'wall', velocity: 1 }],
  ])('%s is MESH_NO_SOURCE and names the groups', (_, drive) => {
    expect(() => plan([drive])).toThrow(expect.objectContaining({ code: 'MESH_NO_SOURCE' }))
    expect(() => plan([drive])).toThrow(/"wall" \(tag 1, wall\), "source" \(tag 2, source\)/)
  })

  test.each([
    ['no drives at all', [], /at least one drive/],
    ['no amplitude', [{ tag: 2 }], /needs one of .* got none/],
    ['two amplitudes', [{ velocity: 1, acceleration: 1 }], /got velocity and acceleration/],
    ['a pressure', [{ pressure: 1 }], /not available yet/],
    ['a misspelt key', [{ velocty: 1 }], /did you mean "velocity"/],
    ['NaN', [{ velocity: Number.NaN }], /velocity must be a finite number, got NaN/],
    ['a motion of its own', [{ velocity: 1, motion: 'radial' }], /"normal", "axial"/],
    ['nothing that moves', [{ velocity: 0 }], /every drive is zero/],
    ['a pattern of zeros', [{ perTriangle: new Float64Array(640) }], /every drive is zero/],
    ['a pattern of another mesh', [{ perTriangle: new Float64Array(12) }], /640 values/],
    ['a pattern with NaN', [{ perTriangle: new Float64Array(640).fill(Number.NaN) }], /got NaN/],
    ['one group twice', [{ velocity: 1 }, { tag: 2, velocity: 1 }], /only drive of its group/],
  ])('%s is refused as OPTION', (_, drives, message) => {
    expect(() => plan(drives as SourceDrive[])).toThrow(expect.objectContaining({ code: 'OPTION' }))
    expect(() => plan(drives as SourceDrive[])).toThrow(message)
  })
})

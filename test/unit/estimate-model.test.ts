import { describe, expect, test } from 'vitest'
import {
  cpuMethod,
  cpuSeconds,
  type EstimatedWork,
  referenceSeconds,
} from '../../src/solve/estimate-model.ts'

/** 4,000 triangles with edges of 1 cm and no matrix to speak of. */
const work: EstimatedWork = {
  vertexCount: 1,
  edges: new Float64Array(4000).fill(0.01),
  triangleCount: 4000,
  images: 1,
  radius: 0,
  precision: 'single',
  pairsPerSecond: 1e9,
  points: 0,
}
/** What is left without the assembly. */
const rest = (wavenumber: number): number => cpuSeconds({ ...work, pairsPerSecond: 1e30 }, wavenumber)
const assembly = (extra: Partial<EstimatedWork>, kh: number): number =>
  cpuSeconds({ ...work, ...extra }, kh / 0.01) - rest(kh / 0.01)

describe('the model of time', () => {
  test('counts points² by the rule of kh and of the precision', () => {
    const per = assembly({}, 1) / 9
    expect(assembly({}, 2) / per).toBeCloseTo(36, 0)
    expect(assembly({}, 4) / per).toBeCloseTo(49, 0)
    const fine = assembly({ precision: 'double' }, 1) / 36
    expect(assembly({ precision: 'double' }, 2.5) / fine).toBeCloseTo(49, 0)
    expect(assembly({ precision: 'double' }, 4) / fine).toBeCloseTo(144, 0)
  })

  test('gives every panel its own class', () => {
    const edges = new Float64Array(4000).fill(0.01).fill(0.02, 2000)
    // kh 1 and 2: half of the panels have 3 points, the others 6.
    expect(assembly({ edges }, 1) / assembly({}, 1)).toBeCloseTo(4.5 ** 2 / 9, 1)
  })

  test('grows with the square of the triangles and falls with the rate', () => {
    expect(assembly({ triangleCount: 8000 }, 1) / assembly({}, 1)).toBeCloseTo(4, 1)
    expect(assembly({ pairsPerSecond: 2e9 }, 1) / assembly({}, 1)).toBeCloseTo(0.5, 6)
  })

  test('of a half with its image counts half the pairs', () => {
    const half = assembly({ triangleCount: 2000, images: 2 }, 1)
    expect(half / assembly({}, 1)).toBeCloseTo(0.5, 2)
  })

  test('adds the products of the matrix, and the points', () => {
    const seconds = (extra: Partial<EstimatedWork>) =>
      cpuSeconds({ ...work, ...extra }, 100) - cpuSeconds(work, 100)
    const matrix = seconds({ vertexCount: 2000 })
    expect(seconds({ vertexCount: 4000 }) / matrix).toBeCloseTo(4, 2)
    // 4,000 triangles of 6 points and 1,000 places at 1e9 pairs a second; kh is 1.
    expect(seconds({ points: 1000 })).toBeCloseTo(0.024, 9)
    expect([1, 256, 257].map((vertexCount) => cpuMethod({ ...work, vertexCount }))).toEqual([
      'lu',
      'lu',
      'gmres',
    ])
  })

  test('of the reference is cubic in the end', () => {
    const at = (vertexCount: number) => referenceSeconds({ ...work, triangleCount: 0, vertexCount })
    expect(at(2000) / at(1000)).toBeCloseTo(8, 9)
  })
})

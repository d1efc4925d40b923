import { describe, expect, test } from 'vitest'
import { runAtOnce } from '../../src/core/sliced.ts'
import { type BoxTree, boxTree } from '../../src/mesh/box-tree.ts'
import { crossings } from '../../src/mesh/crossings.ts'
import type { Tagged } from '../../src/mesh/mirror.ts'
import { nearOf } from '../../src/mesh/triangle-pair.ts'
import { box } from '../support/boxes.ts'
import { icosphere, type Shape } from '../support/spheres.ts'

function found(
  ...shapes: readonly Shape[]
): ReturnType<typeof crossings> extends Generator<undefined, infer R> ? R : never {
  const vertices = shapes.flatMap((shape) => [...shape.vertices])
  let first = 0
  const triangles = shapes.flatMap((shape) => {
    const offset = first
    first += shape.vertices.length / 3
    return [...shape.triangles].map((v) => v + offset)
  })
  const surface = {
    vertices: Float64Array.from(vertices),
    triangles: Uint32Array.from(triangles),
    tags: new Uint32Array(triangles.length / 3),
  }
  return runAtOnce(crossings(surface, treeOf(surface)))
}

function treeOf(surface: Tagged): BoxTree {
  return runAtOnce(boxTree(surface, nearOf(surface.vertices)))
}

function moved({ vertices, triangles }: Shape, by: readonly [number, number, number]): Shape {
  return { vertices: vertices.map((value, i) => value + (by[i % 3] ?? 0)), triangles }
}

const unit = box([1, 1, 1], [3, 3, 3])

describe('crossings', () => {
  test.each([
    ['a sphere', [icosphere(3)]],
    ['a box with coplanar neighbours', [unit]],
    ['a box inside another', [box([3, 3, 3], [4, 5, 6]), moved(unit, [1, 1, 1])]],
    ['boxes a hundredth apart', [unit, moved(unit, [1.01, 0.1, 0.2])]],
    ['boxes edge to edge, a hundred-thousandth apart', [unit, moved(unit, [1.00001, 1.00001, 0.3])]],
  ])('finds none in %s', (_, shapes) => {
    expect(found(...shapes)).toEqual({ count: 0, pairs: [] })
  })

  test.each<[string, readonly [number, number, number]]>([
    ['cut into each other', [0.5, 0.4, 0.3]],
    ['overlap in one corner', [0.99, 0.99, 0.99]],
    ['touch with whole faces', [1, 0, 0]],
    ['touch with shifted faces', [1, 0.21, 0.37]],
    ['touch to less than a millionth', [1 + 5e-7, 0.21, 0.37]],
    ['are one and the same', [0, 0, 0]],
  ])('finds boxes that %s', (_, by) => {
    const { count, pairs } = found(unit, moved(unit, by))
    expect(count).toBeGreaterThan(0)
    const half = unit.triangles.length / 3
    for (const [t, u] of pairs) expect([t < half, u >= half]).toEqual([true, true])
  })

  test('finds a spike that goes through its own body, from a vertex that it shares', () => {
    const sphere = icosphere(2)
    const vertices = sphere.vertices.slice()
    for (let axis = 0; axis < 3; axis++) vertices[axis] = -1.4 * (sphere.vertices[axis] ?? 0)
    const { count, pairs } = found({ ...sphere, vertices })
    expect(count).toBeGreaterThan(0)
    expect(pairs.length).toBe(Math.min(count, 20))
  })

  test('finds the opposite edge of two triangles with one common vertex', () => {
    const vertices = Float64Array.of(0, 0, 0, 2, -1, 0, 2, 1, 0, 1, 0, -1, 1, 0, 1)
    const through = { vertices, triangles: Uint32Array.of(0, 1, 2, 0, 3, 4) }
    expect(found(through)).toEqual({ count: 1, pairs: [[0, 1]] })
    const beside = {
      ...through,
      vertices: vertices.map((value, i) => (i === 9 || i === 12 ? -value : value)),
    }
    expect(found(beside).count).toBe(0)
  })

  test('stops counting at a thousand and keeps twenty places', () => {
    const many = Array.from({ length: 12 }, (_, i) => moved(unit, [i / 50, i / 60, i / 70]))
    const { count, pairs } = found(...many)
    expect(count).toBe(1000)
    expect(pairs).toHaveLength(20)
  })

  test('agrees with looking at every pair of a tangle of triangles', () => {
    const random = (i: number): number => (Math.sin(12.9898 * (i + 1)) * 43758.5453) % 1
    const tangle = Array.from({ length: 60 }, (_, t): Shape => {
      const vertices = Float64Array.from(
        { length: 9 },
        (_, i) => random(9 * t + (i % 3)) + 0.3 * random(9 * t + i + 7),
      )
      return { vertices, triangles: Uint32Array.of(0, 1, 2) }
    })
    let count = 0
    for (const [i, a] of tangle.entries()) for (const b of tangle.slice(i + 1)) count += found(a, b).count
    expect(count).toBeGreaterThan(5)
    expect(found(...tangle).count).toBe(count)
  })

  test('lets the event loop in on a large mesh, and takes degenerate triangles for nothing', () => {
    const sphere = icosphere(5)
    const surface = { ...sphere, tags: new Uint32Array(sphere.triangles.length / 3) }
    let pauses = 0
    for (const _ of crossings(surface, treeOf(surface))) pauses++
    // Six neighbours for each triangle, a pause after a thousand of them.
    expect(pauses).toBeGreaterThan((6 * surface.tags.length) / 1024)
    expect(found({ vertices: new Float64Array(9), triangles: Uint32Array.of(0, 1, 2) }).count).toBe(0)
  })
})

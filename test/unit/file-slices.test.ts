import { describe, expect, test } from 'vitest'
import type { Sliced } from '../../src/core/sliced.ts'
import { cutOf } from '../../src/mesh/cut-planes.ts'
import { joinedSeams } from '../../src/mesh/join-seams.ts'
import { orientPieces } from '../../src/mesh/orientation.ts'

/** Squares of a plane in two triangles each, every triangle with corners of its own. */
function loose(squares: number): { vertices: Float64Array; triangles: Uint32Array } {
  const places = Array.from({ length: squares }, (_, i) => {
    const [x, y] = [i % 100, Math.floor(i / 100)]
    const [a, b, c, d] = [
      [x, y, 0],
      [x + 1, y, 0],
      [x + 1, y + 1, 0],
      [x, y + 1, 0],
    ] as const
    return [a, b, c, a, c, d].flat()
  })
  return {
    vertices: Float64Array.from(places.flat()),
    triangles: Uint32Array.from({ length: 6 * squares }, (_, i) => i),
  }
}

function pausesOf(work: Sliced<unknown>): number {
  let pauses = 0
  for (const _ of work) pauses++
  return pauses
}

// Without pauses each of these holds the event loop for hundreds of milliseconds at 100,000 triangles.
describe('large files let the event loop in', () => {
  const surface = loose(30_000)
  const triangles = surface.triangles.length / 3
  const whole = { ...surface, tags: new Uint32Array(triangles).fill(1), names: new Map(), notes: [] }

  test.each([
    ['while seams are joined', () => joinedSeams(whole), 12],
    ['while cuts are looked for', () => cutOf(surface), 8],
    ['while pieces are turned', () => orientPieces(surface.vertices, surface.triangles.slice(), false), 8],
  ] as const)('%s: at least once in 16,384 triangles for each look at all of them', (_, work, looks) => {
    expect(pausesOf(work())).toBeGreaterThan((looks * triangles) / 16_384)
  })
})

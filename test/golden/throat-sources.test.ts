/**
 * Rings of a throat against each other: superposition, areas and impedances on one mesh.
 *
 * Seen red: a second source that the default drive leaves still, and a default drive over the whole throat's area for each.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { mesh } from '../../src/mesh/mesh-horn.ts'
import type { HornInput } from '../../src/model/horn.ts'
import type { Mesh } from '../../src/model/mesh.ts'
import type { SolveOptions } from '../../src/model/options.ts'
import type { Result } from '../../src/model/result.ts'
import { solve } from '../../src/solve/solve.ts'

const horn: HornInput = { type: 'R-OSSE', R: 140, a: 25, a0: 15.5, k: 2, wallThicknessMm: 6 }
const options = { maxTriangles: 1500, mesher: 'rings' } as const
const frequencies = [300, 1000]

function solved(of: Mesh, more: Partial<SolveOptions> = {}): Promise<Result> {
  return solve(of, { frequencies, precision: 'double', tolerance: 1e-8, ...more }).then((result) => result)
}

let split: Mesh
/** The same triangles with one source. */
let whole: Mesh
beforeAll(async () => {
  const sources = [
    { shape: 'disc', outer: 6 },
    { shape: 'annulus', inner: 6 },
  ] as const
  split = await mesh({ ...horn, sources }, options)
  whole = {
    ...split,
    design: parseHorn(horn),
    tags: split.tags.map((tag) => (tag === 5 ? 2 : tag)),
    groups: split.groups.filter(({ tag }) => tag !== 5),
  }
})

describe('two concentric sources', () => {
  test('with one velocity are one disc: field, and impedance as the mean by area', async () => {
    const [two, one] = await Promise.all([solved(split), solved(whole)])
    for (const [i, level] of one.onAxis.levelDb.entries()) expect(two.onAxis.levelDb[i]).toBeCloseTo(level, 6)
    const [inner, outer] = two.impedance
    const area = (inner?.area ?? 0) + (outer?.area ?? 0)
    for (const [i, z] of one.impedance[0]?.normalised.entries() ?? []) {
      const mean =
        (inner?.area ?? 0) * (inner?.normalised[i] ?? 0) + (outer?.area ?? 0) * (outer?.normalised[i] ?? 0)
      expect(mean / area).toBeCloseTo(z, 6)
    }
  })

  test('with opposite volume velocities are nearly silent', async () => {
    const U = 1e-4
    const [both, against] = await Promise.all(
      [U, -U].map((second) =>
        solved(split, {
          sources: [
            { tag: 2, volumeVelocity: U },
            { tag: 5, volumeVelocity: second },
          ],
        }),
      ),
    )
    // Only modes across the throat are left, which die out over its radius.
    for (const [i, level] of both?.onAxis.levelDb.entries() ?? [])
      expect(level - (against?.onAxis.levelDb[i] ?? 0)).toBeGreaterThan(60)
  })
})

test('a smaller disc moves as much less air as its area is smaller', async () => {
  const small = await mesh({ ...horn, source: { shape: 'disc', outer: 6 } }, options)
  const [a, b] = await Promise.all([solved(small), solved(whole)])
  // Both are plane waves a radius away; at 1 kHz ka = 0.23 at the throat.
  for (const [i, level] of a.onAxis.levelDb.entries())
    expect(Math.abs(level - (b.onAxis.levelDb[i] ?? 0) - 40 * Math.log10(6 / 12.7))).toBeLessThan(0.02)
})

test('an axial cap moves the air of its opening, also under a drive that does not say how it moves', async () => {
  const source = { shape: 'cap', radius: 14, velocity: 'axial' } as const
  const cap = await mesh({ ...horn, source }, options)
  const [byDefault, piston, normal] = await Promise.all([
    solved(cap),
    solved(cap, { sources: [{ velocity: 1 }] }),
    solved(cap, { sources: [{ velocity: 1, motion: 'normal' }] }),
  ])
  for (const i of frequencies.keys()) {
    const level = byDefault.onAxis.levelDb[i] ?? 0
    expect(Math.abs((piston.onAxis.levelDb[i] ?? 0) - level)).toBeLessThan(1e-3)
    // A strongly curved cap has 1.41 times the area of its opening.
    expect((normal.onAxis.levelDb[i] ?? 0) - level).toBeGreaterThan(2)
  }
})

test('a rectangular throat is a round one of the same area as long as waves are plane in it', async () => {
  const throat = { shape: 'rectangle', width: 36, height: 24, corner: 4 } as const
  const radius = Math.sqrt((36 * 24 - (4 - Math.PI) * 4 ** 2) / Math.PI)
  const wall = { type: 'OSSE', L: 80, a: 40, a0: 8, s: 0.6, wallThicknessMm: 5 } as const
  const [shaped, round] = await Promise.all(
    [
      { ...wall, throat },
      { ...wall, r0: radius },
    ].map(async (input) => solved(await mesh(input, { ...options, maxTriangles: 3000 }))),
  )
  // 0.003 and 0.012 dB apart here, walls and mouth included; an area of 36 · 24 is 0.14 dB off, a circle of 36 mm 1.6 dB.
  for (const [i, level] of shaped?.onAxis.levelDb.entries() ?? [])
    expect(Math.abs(level - (round?.onAxis.levelDb[i] ?? 0))).toBeLessThan(0.05)
})

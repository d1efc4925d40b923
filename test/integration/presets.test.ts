import { describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { presets } from '../../src/design/presets.ts'
import { mesh } from '../../src/mesh/mesh-horn.ts'
import { solve } from '../../src/solve/solve.ts'

/** Coarse, and yet enough for every preset to be valid over some band. */
const maxTriangles = 2500

const names = Object.keys(presets)
const isBaffle = (name: string): boolean => presets[name]?.body === 'infinite-baffle'
const meshed = (name: string): ReturnType<typeof mesh> =>
  mesh(parseHorn(presets[name] ?? ''), { maxTriangles })

describe('a preset', () => {
  test('is tried here whatever its body', () => {
    expect([names.length, names.filter(isBaffle).length]).toEqual([12, 5])
  })

  test.each(names)(
    '%s is meshed closed, with normals into the air, and is valid over some band',
    async (name) => {
      const { quality, termination, groups } = await meshed(name)
      expect(quality).toMatchObject({ closed: true, oriented: true })
      expect(quality.validTo).toBeGreaterThan(800)
      expect(termination).toBe(isBaffle(name) ? 'baffle' : 'free')
      // A body is solid and its volume positive; in a baffle the mesh is the air itself.
      expect(Math.sign(quality.volume)).toBe(isBaffle(name) ? -1 : 1)
      expect(groups.map(({ role }) => role)).toContain('source')
    },
  )

  test.each(names.filter((name) => !isBaffle(name)))(
    '%s radiates the power that leaves its surface',
    async (name) => {
      const horn = await meshed(name)
      const { validTo } = horn.quality
      const { evidence, directivityIndexDb } = await solve(horn, {
        frequencies: [validTo / 2, 0.95 * validTo],
      })
      for (const [index, { valid, powerBalanceDb }] of evidence.entries()) {
        expect(valid).toBe(true)
        // Measured: 0.012 dB at most. A hole, a turned normal or a source of the wrong size is far beyond.
        expect(Math.abs(powerBalanceDb)).toBeLessThan(0.1)
        expect(directivityIndexDb[index]).toBeGreaterThan(3)
      }
    },
  )
})

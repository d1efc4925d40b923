/**
 * A sphere of rings (1,472 triangles, equal volume) with two sources: a cap to 30° and the ring around it to 60°, against the
 * series of both caps. Together they are the cap of 60°; alone the ring is the difference of the two.
 *
 * Seen red: cap and ring in each other's place (0.36 and 0.77 dB).
 */
import { expect, test } from 'vitest'
import { acoustics } from '../support/golden-acoustics.ts'
import { characteristicImpedance, solveAt } from '../support/solved.ts'
import { capTags, meshOf, ringSphere } from '../support/spheres.ts'

const kas = [1, 2, 5]
const sphere = ringSphere(24, 32)
const [inner, outer] = [capTags(sphere, 30), capTags(sphere, 60)]
const ringTag = 5
const tags = outer.map((tag, t) => (tag === 2 && inner[t] !== 2 ? ringTag : tag))
const mesh = {
  ...meshOf(sphere, tags),
  groups: [
    { tag: 1, name: 'wall', role: 'wall' },
    { tag: 2, name: 'cap', role: 'source' },
    { tag: ringTag, name: 'ring', role: 'source' },
  ],
} as const
const areaTo = (deg: number): number => 2 * Math.PI * (1 - Math.cos((deg * Math.PI) / 180))
const cap = { name: 'cap', volumeVelocity: areaTo(30) }
const ring = { name: 'ring', volumeVelocity: areaTo(60) - areaTo(30) }
/** Far enough that nothing but the far field is left. */
const distance = 1e5

function amplitude(name: string, ka: number): readonly [number, number] {
  const found = acoustics.sphere_caps.values.find((one) => one.case === name && one.ka === ka)
  if (!found) throw new RangeError('not in the golden file')
  return [found.F0[0] ?? 0, found.F0[1] ?? 0]
}

test.each([
  ['cap and ring together', [cap, ring], 1],
  ['the ring alone', [ring], 0],
])('%s radiate along the axis as the series says', async (_, sources, share) => {
  const result = await solveAt(kas, mesh, {
    precision: 'double',
    tolerance: 1e-6,
    sources,
    observations: { polars: [{ anglesDeg: [0], distance, origin: [0, 0, 0] }] },
  })
  for (const [index, ka] of kas.entries()) {
    const [re = 0, im = 0] = result.polars[0]?.pressure.subarray(2 * index, 2 * index + 2) ?? []
    const level = 20 * Math.log10((Math.hypot(re, im) * distance) / characteristicImpedance)
    const [a, b] = [amplitude('cap60', ka), amplitude('cap30', ka)]
    const exact = Math.hypot(a[0] - (1 - share) * b[0], a[1] - (1 - share) * b[1])
    // The bound of the cap of 30° alone on this mesh, sphere-cap.test.ts, for each of the two.
    expect(Math.abs(level - 20 * Math.log10(exact))).toBeLessThan(0.02)
  }
})

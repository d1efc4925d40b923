import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { meridianCurves } from '../../src/geometry/horn-meridian.ts'
import { osseRadius } from '../../src/geometry/osse.ts'
import { rossePoint } from '../../src/geometry/rosse.ts'
import type { HornInput, HornProfile } from '../../src/model/horn.ts'

// Independent evaluation with 40 significant digits, 2026; double arithmetic reproduces it to 3e-14 relative.
const toleranceMm = 1e-9

interface GoldenProfile {
  readonly t: readonly number[]
  readonly right: readonly (readonly [z: number, r: number])[]
}

interface GoldenSet {
  readonly id: string
  readonly family: 'osse' | 'r-osse'
  readonly params: Readonly<Record<string, unknown>>
  readonly profiles: readonly GoldenProfile[]
}

const golden: { profiles: GoldenSet[] } = JSON.parse(
  readFileSync(new URL('../data/profiles.json', import.meta.url), 'utf8'),
)

const supported = ['L', 'a', 'a0', 'r0', 'k', 's', 'n', 'q', 'R', 'r', 'b', 'm', 'tmax']
const covered = golden.profiles.filter(({ params }) =>
  Object.entries(params).every(([key, value]) => supported.includes(key) && typeof value === 'number'),
)

function profileOf({ family, params }: GoldenSet): HornProfile {
  const input = { ...params, type: family === 'osse' ? 'OSSE' : 'R-OSSE', body: 'bare' } as HornInput
  return parseHorn(input).profile
}

function pointAt(profile: HornProfile, t: number): { z: number; r: number } {
  if (profile.type === 'R-OSSE') return rossePoint(profile, t)
  const z = t * profile.L
  return { z, r: osseRadius(profile, z) }
}

/** The same point on the regular parameter of the curves that outlines are made of. */
function curvePointAt(profile: HornProfile, t: number): { z: number; r: number } | undefined {
  const curves = meridianCurves(profile)
  const parameter = regularParameter(profile, t)
  const curve = profile.type === 'OSSE' && profile.q * t > 1 ? curves[1] : curves[0]
  return curve?.point(parameter)
}

function regularParameter(profile: HornProfile, t: number): number {
  if (profile.type === 'R-OSSE') return t
  const x = profile.q * t
  if (profile.s === 0 || x > 1) return t * profile.L
  return 1 - (1 - x) ** (1 / profile.n)
}

describe('golden profiles', () => {
  test('every numeric set without extension, slot, rotation, arc or guide is covered', () => {
    expect(covered.map(({ id }) => id)).toEqual([
      ...['O01', 'O02', 'O03', 'O05', 'O06', 'O25', 'O26'],
      ...['R01', 'R04', 'R05', 'R06', 'R07', 'R08', 'R09', 'R12', 'R13'],
    ])
  })

  test.each(covered.map((set) => [set.id, set] as const))('%s agrees within 1e-9 mm', (_, set) => {
    const profile = profileOf(set)
    let compared = 0
    for (const { t, right } of set.profiles) {
      for (const [index, [z, r]] of right.entries()) {
        const time = t[index] ?? Number.NaN
        for (const point of [pointAt(profile, time), curvePointAt(profile, time)]) {
          expect(Math.abs((point?.z ?? Number.NaN) - z)).toBeLessThan(toleranceMm)
          expect(Math.abs((point?.r ?? Number.NaN) - r)).toBeLessThan(toleranceMm)
          compared++
        }
      }
    }
    expect(compared).toBe(26)
  })
})

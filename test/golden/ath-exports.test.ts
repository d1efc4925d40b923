import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import type { Horn } from '../../src/model/horn.ts'
import { distanceToMeridian } from '../support/golden-profiles.ts'

interface ExportedHorn {
  readonly name: string
  readonly script: string
  /** x, y, z of the points of some meridians, mm. */
  readonly profiles: readonly (readonly number[])[]
}

interface ExportedSlot {
  readonly script: string
  /** z, r, mm. */
  readonly points: readonly (readonly [number, number])[]
}

const { horns, slots } = JSON.parse(
  readFileSync(new URL('../data/ath-exports.json', import.meta.url), 'utf8'),
) as { readonly horns: readonly ExportedHorn[]; readonly slots: readonly ExportedSlot[] }

/** Half a unit of the last place in each direction, and the place is off the meridian of its own azimuth by the same. */
const rounding = 1.2e-5

type Place = readonly [x: number, y: number, z: number]

function placesOf(profile: readonly number[]): Place[] {
  return Array.from(
    { length: profile.length / 3 },
    (_, i) => profile.slice(3 * i, 3 * i + 3) as unknown as Place,
  )
}

/** ATH lets a morph begin at a slice of its grid, the first one for an onset at the throat; ours begins where it is told. */
function withAthOnset(horn: Horn, [, first, ...rest]: readonly Place[]): Horn {
  const [onset, length] = [first?.[2] ?? 0, rest.at(-1)?.[2] ?? 1]
  return horn.morph ? { ...horn, morph: { ...horn.morph, fixed: onset / length } } : horn
}

describe('an OSSE horn with a slot', () => {
  test.each(slots.map(({ script, points }, i) => [i + 1, script, points] as const))(
    '%i is the one that ATH exported, to its rounding',
    (_, script, points) => {
      const distance = distanceToMeridian(parseHorn(script), 0)
      for (const point of points) expect(distance(point)).toBeLessThan(1e-6)
    },
  )
})

describe('the wall of a published ATH script', () => {
  test.each(horns.map((horn) => [horn.name, horn] as const))(
    '%s is the one that ATH exported, to its rounding',
    (_, { script, profiles }) => {
      const parsed = parseHorn(script)
      let checked = 0
      for (const profile of profiles) {
        const places = placesOf(profile)
        const [x, y] = places.at(-1) as Place
        const distance = distanceToMeridian(withAthOnset(parsed, places), (Math.atan2(y, x) * 180) / Math.PI)
        for (const place of places) {
          expect(distance([place[2], Math.hypot(place[0], place[1])])).toBeLessThan(rounding)
          checked++
        }
      }
      expect(checked).toBeGreaterThan(50)
    },
  )

  test('begins its morph earlier here, by what ATH gives away to its grid: less than half a millimetre of the wall', () => {
    const morphed = horns.filter(({ script }) => parseHorn(script).morph)
    expect(morphed).toHaveLength(4)
    for (const { script, profiles } of morphed) {
      const horn = parseHorn(script)
      const places = placesOf(profiles[3] ?? [])
      const [x, y] = places.at(-1) as Place
      const distance = distanceToMeridian(horn, (Math.atan2(y, x) * 180) / Math.PI)
      const farthest = Math.max(
        ...places.map((place) => distance([place[2], Math.hypot(place[0], place[1])])),
      )
      expect(farthest).toBeGreaterThan(0.001)
      expect(farthest).toBeLessThan(0.5)
    }
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { presetNamed, presets } from '../../src/design/presets.ts'
import { writeHorn } from '../../src/design/write-horn.ts'
import { meridianCurves, mouthPlaneMm } from '../../src/geometry/horn-meridian.ts'
import { halfSizesOf } from '../../src/geometry/morph.ts'
import { hornWall, type Wall } from '../../src/geometry/wall.ts'
import type { Horn, HornInput } from '../../src/model/horn.ts'
import { distanceToMeridian } from '../support/golden-profiles.ts'

// Half sizes of the mouth and z_max, mm, of the specification's table, which has three decimals.
const table: readonly (readonly [name: string, halfWidth: number, halfHeight: number, front: number])[] = [
  ['demo-rosse', 140, 140, 137.605],
  ['rosse-wide', 191.517, 140, 137.605],
  ['rosse-big', 300, 300, 185.834],
  ['rosse-slot', 200, 200, 148.129],
  ['osse-round', 158.68, 158.68, 120],
  ['osse-ext', 195.623, 195.623, 172],
  ['osse-shaped', 140.083, 112.113, 120],
  ['osse-guided', 120, 90, 120],
  ['osse-rect', 200, 165, 120],
  ['dome-wg', 44.473, 62.93, 33.49],
  ['tractrix-600', 90.984, 90.984, 151.679],
  ['cleach-600', 152.5, 152.5, 177.275],
]

/**
 * Where the table itself is coarser, mm: it took the first step of 0.25 mm beyond 150° for the rim of cleach-600, half a
 * step to the side, and the largest of some azimuths for osse-shaped.
 */
const coarse: Readonly<Record<string, number>> = { 'cleach-600': 0.125, 'osse-shaped': 0.003 }

const presetHorn = (name: string): Horn => parseHorn(presetNamed(name) as HornInput)
const rim = (wall: Wall, azimuth: number): number => wall.sections(azimuth).at(-1)?.point(1).r ?? 0

describe('presets', () => {
  test('are those of the table', () => {
    expect(Object.keys(presets)).toEqual(table.map(([name]) => name))
  })

  test.each(table)(
    '%s has a mouth of %f × %f mm and reaches z = %f mm',
    (name, halfWidth, halfHeight, front) => {
      const horn = presetHorn(name)
      const wall = hornWall(horn)
      const sizes = halfSizesOf((azimuth) => rim(wall, azimuth))
      const rounding = coarse[name] ?? 6e-4
      expect(Math.abs(sizes.halfWidth - halfWidth)).toBeLessThan(rounding)
      expect(Math.abs(sizes.halfHeight - halfHeight)).toBeLessThan(rounding)
      expect(Math.abs(mouthPlaneMm(horn) - front)).toBeLessThan(6e-4)
    },
  )

  test.each(table)('%s is the design of its file in examples/', (name) => {
    const cfg = new URL(`../../examples/${name}.cfg`, import.meta.url)
    const json = new URL(`../../examples/${name}.json`, import.meta.url)
    const read = parseHorn(readFileSync(existsSync(cfg) ? cfg : json, 'utf8'))
    expect({ ...writeHorn(read), name }).toEqual(writeHorn(presetHorn(name)))
  })

  test('cleach-600 goes on through the rim of the table', () => {
    const onward = { ...presetNamed('cleach-600'), mouthAngle: 152 } as HornInput
    // Rounded to two decimals.
    expect(distanceToMeridian(parseHorn(onward), 0)([161.32, 152.5])).toBeLessThan(8e-3)
  })

  test('cleach-600 reaches 90° at s = 224.264 mm', () => {
    const upright = { ...presetNamed('cleach-600'), mouthAngle: 90, body: 'bare' } as HornInput
    const [curve] = meridianCurves(parseHorn(upright))
    expect(curve?.speed(0.5)).toBeCloseTo(224.264, 2)
    expect(curve?.tangent(1).z).toBeCloseTo(0, 9)
  })
})

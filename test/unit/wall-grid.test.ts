import { describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { presets } from '../../src/design/presets.ts'
import { wallGrid } from '../../src/geometry/wall-grid.ts'
import { profilesCsv, slicesCsv } from '../../src/io/wall-csv.ts'
import type { Horn, HornInput } from '../../src/model/horn.ts'
import type { WallGrid } from '../../src/model/wall-grid.ts'
import { distanceToMeridian } from '../support/golden-profiles.ts'

const preset = (name: string): Horn => parseHorn(presets[name] as HornInput)
const steps = (count: number): number[] => Array.from({ length: count }, (_, i) => (360 * i) / count)

describe('the grid of a wall', () => {
  test('has the azimuths and rings that are asked for, from the throat to the mouth', () => {
    const grid = wallGrid(preset('demo-rosse'), { azimuthsDeg: steps(7), rings: 12 })
    expect([...grid.azimuthsDeg]).toEqual(steps(7))
    expect(grid.u).toHaveLength(12)
    expect(grid.z).toHaveLength(7 * 12)
    expect([grid.z[0], grid.r[0]]).toEqual([0, 12.7])
    expect(grid.z.at(-1)).toBeCloseTo(119.70664012995219, 9)
    expect(grid.r.at(-1)).toBeCloseTo(140, 9)
  })

  test('is on the formula of a cone', () => {
    const { z, r } = wallGrid(parseHorn({ type: 'conical', r0: 12.7, a: 25, L: 100 }), { rings: 9 })
    for (const [index, height] of z.entries())
      expect(r[index]).toBeCloseTo(12.7 + height * Math.tan((25 * Math.PI) / 180), 9)
    expect([...z.subarray(0, 9)].map((height) => Math.round(height * 1e6) / 1e6)).toEqual([
      0, 12.5, 25, 37.5, 50, 62.5, 75, 87.5, 100,
    ])
  })

  test.each(['rosse-wide', 'osse-shaped', 'osse-guided'])('is on the meridians of %s', (name) => {
    const horn = preset(name)
    const grid = wallGrid(horn, { azimuthsDeg: [0, 33, 90, 201], rings: 20 })
    for (const [a, azimuthDeg] of grid.azimuthsDeg.entries()) {
      const distance = distanceToMeridian(horn, azimuthDeg)
      for (const ring of grid.u.keys()) {
        const at = a * grid.u.length + ring
        expect(distance([grid.z[at] ?? 0, grid.r[at] ?? 0])).toBeLessThan(1e-6)
      }
    }
  })

  test('has rings at the joints of extension and slot, however few rings there are', () => {
    const { z, u } = wallGrid(preset('osse-ext'), { azimuthsDeg: [0], rings: 4 })
    expect([...z].map((height) => Math.round(height * 1e9) / 1e9)).toEqual([0, 12, 20, 172])
    expect([...u]).toEqual([0, 1 / 3, 2 / 3, 1])
    expect(() => wallGrid(preset('osse-ext'), { rings: 3 })).toThrow(
      /OPTION: .*rings must be an integer from 4/,
    )
  })

  test('takes its numbers from the design when it names them', () => {
    const text =
      'OSSE = { L = 100\n a = 40\n a0 = 5\n r0 = 12.7 }\nMesh.AngularSegments = 24\nMesh.LengthSegments = 10'
    const { azimuthsDeg, u } = wallGrid(parseHorn(text))
    expect([azimuthsDeg.length, u.length]).toEqual([24, 11])
    const { azimuthsDeg: usual, u: usually } = wallGrid(preset('demo-rosse'))
    expect([usual.length, usually.length]).toEqual([120, 41])
  })

  test.each([
    [{ azimuthsDeg: [] }, 'one azimuth at least'],
    [{ azimuthsDeg: [0, 360] }, 'below 360'],
    [{ azimuthsDeg: [10, 5] }, 'above the one before'],
    [{ azimuthsDeg: [Number.NaN] }, 'a finite number'],
    [{ rings: 1e6 }, 'an integer from 2 to 8333'],
  ])('refuses %j', (options, words) => {
    expect(() => wallGrid(preset('demo-rosse'), options)).toThrow(words)
  })
})

describe('curves for Fusion', () => {
  const grid = wallGrid(preset('osse-rect'), { rings: 15 })
  const profiles = fusionCurves(profilesCsv(grid, { style: 'fusion' }))
  const slices = fusionCurves(slicesCsv(grid, { style: 'fusion' }))

  test('are meridians under the name profiles, and closed rings under the name slices', () => {
    const azimuthCount = grid.azimuthsDeg.length
    // The rounded corners add their eight ends to the 120 azimuths.
    expect(azimuthCount).toBe(128)
    expect(profiles.map((curve) => curve.length)).toEqual(Array(azimuthCount).fill(15))
    expect(slices.map((curve) => curve.length)).toEqual(Array(15).fill(azimuthCount + 1))
    for (const ring of slices) expect(ring.at(-1)).toEqual(ring[0])
    for (const [a, meridian] of profiles.entries())
      for (const [k, point] of meridian.entries()) expect(slices[k]?.[a]).toEqual(point)
  })

  test('read back in cm, x horizontal, y vertical, z along the axis', () => {
    for (const [x = 0, y = 0, z] of slices[0] ?? []) {
      expect(Math.hypot(x, y)).toBeCloseTo(1.27, 7)
      expect(z).toBe(0)
    }
    for (const [x = 0, y = 0, z] of slices.at(-1) ?? []) {
      expect(z).toBeCloseTo(12, 7)
      // On a rectangle of 40 by 33 cm with corners of 3 cm radius.
      const [dx, dy] = [Math.max(0, Math.abs(x) - 17), Math.max(0, Math.abs(y) - 13.5)]
      expect(dx > 0 && dy > 0 ? Math.hypot(dx, dy) : Math.max(dx, dy)).toBeCloseTo(3, 7)
    }
    expect(Math.max(...slices.flat().map(([x = 0]) => x))).toBeCloseTo(20, 7)
  })

  test('have CRLF, no header, and an empty line between curves only', () => {
    const text = profilesCsv(grid, { style: 'fusion' })
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(text).toMatch(/^-?\d+\.\d+;-?\d+\.\d+;-?\d+\.\d+\r\n/)
    expect(text).toMatch(/\d\r\n$/)
    expect(text).not.toContain('\r\n\r\n\r\n')
  })

  test('of a quarter are not closed', () => {
    const quarter = wallGrid(preset('demo-rosse'), { azimuthsDeg: [0, 30, 60, 90], rings: 3 })
    expect(quarter.closed).toBe(false)
    expect(fusionCurves(slicesCsv(quarter, { style: 'fusion' }))[2]).toHaveLength(4)
    const [a, b] = [
      [0, 120, 240],
      [0, 180],
    ].map((azimuthsDeg) => wallGrid(preset('demo-rosse'), { azimuthsDeg }))
    expect([a?.closed, b?.closed]).toEqual([true, false])
  })

  test('are scaled first and shifted by the vertical offset afterwards', () => {
    const horn = parseHorn({ type: 'conical', r0: 10, a: 30, L: 50, scale: 2, verticalOffset: 7 })
    const moved = wallGrid(horn, { azimuthsDeg: [0, 90, 180, 270], rings: 2 })
    const [throat = []] = fusionCurves(slicesCsv(moved, { style: 'fusion' }))
    expect(throat).toEqual([
      [2, 0.7, 0],
      [0, 2.7, 0],
      [-2, 0.7, 0],
      [0, -1.3, 0],
      [2, 0.7, 0],
    ])
  })
})

describe('our own tables', () => {
  const grid = wallGrid(preset('rosse-wide'), { azimuthsDeg: steps(8), rings: 5 })

  test('say what they hold and read back as the same numbers', () => {
    for (const [text, kind] of [
      [profilesCsv(grid), 'profiles'],
      [slicesCsv(grid), 'slices'],
    ] as const) {
      const [comment, header, ...rows] = text.trimEnd().split('\n')
      expect(comment).toBe(`# family=R-OSSE units=mm curves=${kind} azimuths=8 rings=5`)
      expect(header).toBe('azimuth_deg,u,z_mm,r_mm')
      expect(rows.map((row) => row.split(',').map(Number))).toEqual(rowsOf(grid, kind))
    }
  })

  test('refuse another style by name', () => {
    expect(() => profilesCsv(grid, { style: 'ath' as 'csv' })).toThrow(
      /OPTION: WallCsvOptions.style must be one of "csv", "fusion"/,
    )
  })
})

function rowsOf({ azimuthsDeg, u, z, r }: WallGrid, kind: 'profiles' | 'slices'): number[][] {
  const row = (a: number, k: number): number[] =>
    [azimuthsDeg[a], u[k], z[a * u.length + k], r[a * u.length + k]].map(Number)
  const [azimuths, rings] = [[...azimuthsDeg.keys()], [...u.keys()]]
  if (kind === 'profiles') return azimuths.flatMap((a) => rings.map((k) => row(a, k)))
  return rings.flatMap((k) => azimuths.map((a) => row(a, k)))
}

/** Curves of points in cm. */
function fusionCurves(text: string): number[][][] {
  return text
    .replace(/\r\n$/, '')
    .split('\r\n\r\n')
    .map((curve) => curve.split('\r\n').map((row) => row.split(';').map(Number)))
}

import { describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { compileExpression } from '../../src/expression/compile.ts'
import { hornBody } from '../../src/geometry/body.ts'
import { kinksOf } from '../../src/geometry/kinks.ts'
import { newSheetPlace } from '../../src/geometry/sheet-table.ts'
import { hornWall } from '../../src/geometry/wall.ts'
import type { HornInput } from '../../src/model/horn.ts'
import { oval, rectangle } from '../support/shaped-horns.ts'

const half = Math.PI

describe('kinks of a function of the azimuth', () => {
  test.each([
    ['45 - 6*abs(sin(p))', [0, half]],
    ['45 + abs(cos(p - 0.3))', [half / 2 + 0.3, 1.5 * half + 0.3]],
    [
      'max(40, 45 - 9*sin(p)^2)',
      [1, -1, 1, -1].map(
        (sign, i) => ([0, half, half, 2 * half][i] as number) + sign * Math.asin(Math.sqrt(5 / 9)),
      ),
    ],
    ['40 + 9*sqrt(sin(p)^2)', [0, half]],
    ['40 + 0.2*abs(sin(p))', [0, half]],
  ])('%s: are found to 1e-9 rad', (text, places) => {
    const found = kinksOf(compileExpression(text, 'a').valueAt)
    expect(found.map(({ isJump }) => isJump)).toEqual(places.map(() => false))
    for (const [i, { azimuth }] of found.entries())
      expect(Math.abs(azimuth - (places[i] ?? Number.NaN))).toBeLessThan(1e-9)
  })

  test.each([
    '48.5 - 5.6*cos(2*p)^5 - 31*sin(p)^12',
    '140*(abs(cos(p)/1.6)^3 + abs(sin(p)/1)^4)^(-1/4.5)',
    '40 + 5*cos(40p)',
    '40 + 0*abs(sin(p))',
  ])('%s has none', (text) => {
    expect(kinksOf(compileExpression(text, 'a').valueAt)).toEqual([])
  })

  test.each([
    ['40 + p', 0],
    ['40 + 3*sign(cos(p))', 90],
    ['40 + floor(2 + sin(p + 1))', 122.704],
  ])('%s: a jump is refused with its parameter and azimuth', (a, azimuth) => {
    expect(() => parseHorn({ ...oval, a })).toThrow(/HORN_PARAMETER: a jumps from \d/)
    expect(() => parseHorn({ ...oval, a })).toThrow(new RegExp(`at azimuth ${azimuth}`))
  })

  test('are breaks of the wall, of guiding curves too', () => {
    const breaks = (input: HornInput): number[] =>
      hornWall(parseHorn(input)).breaks.map(({ azimuth }) => azimuth)
    expect(breaks({ ...oval, a: '45 - 4*abs(sin(p))' })).toHaveLength(2)
    const guide = { type: 'superformula', width: 200, sf: [1, 1, 4, 4, 2, 1, 1] } as const
    expect(
      breaks({ type: 'OSSE', L: 100, a0: 8, r0: 12.7, s: 0.3, guide, body: 'infinite-baffle' }),
    ).toHaveLength(4)
    expect(breaks(oval)).toEqual([])
  })
})

const sharp: HornInput = { ...rectangle, morph: { ...rectangle.morph, corner: 0 } }

describe('a table of a surface with breaks', () => {
  test.each([
    ['the corners of a rounded rectangle', rectangle],
    ['the corners of a sharp rectangle', sharp],
    ['a kink of an expression', { ...oval, a: '45 - 4*abs(sin(p + 0.3))' }],
  ] as [string, HornInput][])('%s: leaves the formula by 0.005 mm at most, on both sides', (_, input) => {
    const horn = parseHorn(input)
    const breaks = hornWall(horn).breaks.map(({ azimuth }) => azimuth)
    const place = newSheetPlace()
    for (const { role, at, stations, table } of hornBody(horn).sheets.filter(
      ({ role }) => role === 'inner' || role === 'outer',
    ))
      for (let i = 0; i < 2000; i++) {
        const azimuth = (breaks[i % breaks.length] ?? 0) + 0.1 * Math.sin(i)
        const j = i % (stations.length - 1)
        table.find(j, azimuth, place)
        const exact = at(stations[j] ?? 0, azimuth)
        const gap = exact.reduce((sum, x, c) => sum + (x - (place.point[c] ?? 0)) * (place.normal[c] ?? 0), 0)
        expect(Math.abs(gap), `${role} at ${azimuth}`).toBeLessThan(0.005)
      }
  })
})

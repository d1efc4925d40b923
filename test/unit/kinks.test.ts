import { describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { compileExpression } from '../../src/expression/compile.ts'
import { hornBody } from '../../src/geometry/body.ts'
import { kinksOf } from '../../src/geometry/kinks.ts'
import { newSheetPlace } from '../../src/geometry/sheet-table.ts'
import { hornWall } from '../../src/geometry/wall.ts'
import { mergedBreaks } from '../../src/geometry/wall-kinks.ts'
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
    const found = kinksOf(compileExpression(text, 'a').valueAt) ?? []
    expect(found.map(({ isJump }) => isJump)).toEqual(places.map(() => false))
    for (const [i, { azimuth }] of found.entries())
      expect(Math.abs(azimuth - (places[i] ?? Number.NaN))).toBeLessThan(1e-9)
  })

  test.each([
    ['140 + 10*acos(cos(p))', [0, half]],
    ['40 + abs(sin(p))^1.2', [0, half]],
    ['40 + 9*abs(cos(p))^1.3', [half / 2, 1.5 * half]],
  ])('%s: those beside an axis lie on it, once', (text, places) => {
    const found = kinksOf(compileExpression(text, 'a').valueAt) ?? []
    expect(found).toEqual(places.map((azimuth) => ({ azimuth, isJump: false })))
  })

  test('of a power beside no axis are found to 1e-6 rad, once', () => {
    const found = kinksOf(compileExpression('40 + abs(sin(p - 0.3))^1.2', 'a').valueAt) ?? []
    expect(found).toHaveLength(2)
    for (const [i, { azimuth }] of found.entries())
      expect(Math.abs(azimuth - i * half - 0.3)).toBeLessThan(1e-6)
  })

  test.each([
    '140 + 0.01*abs(sin(100*p))',
    '140 + abs(sin(1000*p))',
    '140 + sin(2000*p)',
    '140 + abs(sin(33*p))',
  ])('R = %s: too many are refused with the parameter', (R) => {
    const design = { type: 'R-OSSE', a: 25, a0: 15.5, R } as const
    expect(() => hornWall(parseHorn(design))).toThrow(/HORN_GEOMETRY: R makes more than 64 kinks/)
  })

  test('64 of them are found', () => {
    expect(kinksOf(compileExpression('140 + abs(sin(32*p))', 'R').valueAt)).toHaveLength(64)
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

describe('breaks of two origins', () => {
  test('are one across the whole turn, too', () => {
    const merged = mergedBreaks(
      [{ azimuth: 0, kind: 'corner' }],
      [{ azimuth: 2 * Math.PI - 1e-9, kind: 'corner' }],
    )
    expect(merged).toEqual([{ azimuth: 0, kind: 'corner' }])
  })

  test('a corner of the wall and one of its box in one direction are one', () => {
    const morph = { target: 'rectangle', width: 300, height: 300, corner: 0 } as const
    const { breaks } = hornBody(
      parseHorn({ type: 'OSSE', L: 80, a: 40, a0: 10, morph, body: 'enclosure', enclosure: { depth: 200 } }),
    )
    expect(breaks).toHaveLength(4)
  })
})

const sharp: HornInput = { ...rectangle, morph: { ...rectangle.morph, corner: 0 } }

const lofted = [
  [0, 12.7, 12.7],
  [30, 30, 26],
  [60, 60, 45],
  [90, 120, 80],
]

describe('a table of a surface with breaks', () => {
  test.each([
    ['the corners of a rounded rectangle', rectangle],
    ['the corners of a sharp rectangle', sharp],
    ['a kink of an expression', { ...oval, a: '45 - 4*abs(sin(p + 0.3))' }],
    ['edges of two meridians', { type: 'points', points: lofted, exponent: 1 }],
    ['a weak kink', { type: 'R-OSSE', a: 25, a0: 15.5, R: '140 + 0.5*abs(sin(3*p))' }],
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

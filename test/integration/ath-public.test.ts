import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { WaveguideError } from '../../src/core/errors.ts'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { halfSizesOf } from '../../src/geometry/morph.ts'
import { hornWall } from '../../src/geometry/wall.ts'
import { mesh } from '../../src/mesh/mesh-horn.ts'
import type { Horn } from '../../src/model/horn.ts'

/**
 * Scripts as people post them: comments behind values, nested and parked blocks, expressions, reports and exports, leftovers.
 * Those called `posted-…` have the numbers and the keys of scripts found in public. Each is meshed as it stands, or refused by the name
 * of the key and its line.
 */
const folder = new URL('../data/ath-public/', import.meta.url)

interface Meshed {
  readonly body: Horn['body']['kind']
  /** Half sizes of the mouth, mm, by hand from the script's own numbers; absent where they are not among them. */
  readonly mouth?: readonly [halfWidth: number, halfHeight: number]
  /** What the reader must say that it decided. */
  readonly notes?: readonly RegExp[]
}

const meshed: Readonly<Record<string, Meshed>> = {
  'flat-rectangle-box.cfg': { body: 'enclosure', mouth: [190, 150] },
  'gcurve-ellipse.cfg': { body: 'infinite-baffle' },
  'gcurve-superformula.cfg': { body: 'shell' },
  'osse-block-baffle.cfg': { body: 'infinite-baffle' },
  'posted-baffle-circsym.cfg': { body: 'infinite-baffle' },
  'posted-box-edge-as-wide.cfg': { body: 'enclosure', mouth: [119, 96] },
  'posted-box-scaled.cfg': { body: 'enclosure', mouth: [0.7960199 * 200, 0.7960199 * 162] },
  'posted-rosse-aspects.cfg': { body: 'shell' },
  'posted-rosse-first.cfg': { body: 'shell', mouth: [130, 130] },
  'posted-rosse-oblong.cfg': { body: 'shell', mouth: [160, 110] },
  'posted-slot-corners.cfg': { body: 'infinite-baffle' },
  'rosse-freestanding.cfg': { body: 'shell', mouth: [155, 155] },
  'rosse-squarish.cfg': { body: 'shell', mouth: [200.2, 140] },
  'rosse-without-simtype.cfg': {
    body: 'shell',
    mouth: [150, 150],
    notes: [/no ABEC.SimType: taken as a free-standing shell/],
  },
  'slot-and-stretch.cfg': { body: 'shell', notes: [/the wall folds near/] },
}

const refused: Readonly<Record<string, readonly [key: string, line: number]>> = {
  'posted-arcterm.cfg': ['R-OSSE.arcterm', 14],
  'posted-dome.cfg': ['Source.Contours', 13],
  'posted-rollback.cfg': ['Rollback', 10],
  'posted-triangle-wave.cfg': ['a', 6],
  'posted-woofer.cfg': ['Mesh.Enclosure.LFSource.B', 13],
  'dome-contours.cfg': ['Source.Contours', 13],
  'rollback.cfg': ['Rollback', 6],
  'slip-in-block.cfg': ['R-OSSE.tmx', 9],
  'woofer-in-box.cfg': ['Mesh.Enclosure.LFSource.B', 13],
}

const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8')

describe('a script as people post it', () => {
  test('is in one of the two tables', () => {
    expect(readdirSync(folder).sort()).toEqual([...Object.keys(meshed), ...Object.keys(refused)].sort())
  })

  test.each(Object.entries(meshed))(
    '%s is meshed as it stands',
    async (name, { body, mouth, notes = [] }) => {
      const horn = parseHorn(textOf(name))
      expect(horn.body.kind).toBe(body)
      expect(horn.ignored.filter(({ reason }) => reason === 'unknown')).toEqual([])
      const told = (horn.notes ?? []).map(({ message }) => message)
      expect(told).toHaveLength(notes.length)
      for (const [index, words] of notes.entries()) expect(told[index]).toMatch(words)
      if (mouth) {
        const { halfWidth, halfHeight } = mouthOf(horn)
        expect(halfWidth).toBeCloseTo(mouth[0], 6)
        expect(halfHeight).toBeCloseTo(mouth[1], 6)
      }
      const { quality } = await mesh(horn)
      expect(quality).toMatchObject({ closed: true, oriented: true })
      expect(quality.validTo).toBeGreaterThan(1000)
    },
  )

  test.each(Object.entries(refused))('%s is refused by key and line', (name, [key, line]) => {
    const thrown = errorOf(() => parseHorn(textOf(name)))
    expect(thrown).toMatchObject({ code: 'HORN_PARAMETER', details: { parameter: key, line } })
    expect(thrown?.message).toContain(key)
    expect(thrown?.message).toContain(`(line ${line})`)
    // The line is that of the key in the file.
    expect(textOf(name).split('\n')[line - 1]).toContain(key.split('.').at(-1))
  })
})

describe('what posted scripts say beside the shape', () => {
  test('is read: sizes, frequencies, polars, offsets, parked and overridden keys', () => {
    const free = parseHorn(textOf('rosse-freestanding.cfg'))
    expect(free.sizeMm).toEqual({ throat: 5, mouth: 12, rear: 20 })
    expect(free.simulation).toEqual({ from: 500, to: 18000, count: 36, spacing: 'log' })
    expect(free.polars?.map(({ name, inclinationDeg }) => [name, inclinationDeg])).toEqual([
      ['SPL_H', 0],
      ['SPL_V', 90],
    ])
    const nested = parseHorn(textOf('osse-block-baffle.cfg'))
    expect(nested.polars?.map(({ name, anglesDeg }) => [name, anglesDeg])).toEqual([
      ['SPL', { from: 0, to: 90, count: 19 }],
    ])
    expect(nested.profile).toMatchObject({ L: 95, throatExtLength: 10, throatExtAngle: 4 })
    const slotted = parseHorn(textOf('slot-and-stretch.cfg'))
    expect(slotted).toMatchObject({ scale: 0.8, verticalOffset: 40, sources: [{ shape: 'cap', radius: 90 }] })
    expect(slotted.profile).toMatchObject({ throatExtLength: 25, slotLength: 12 })
    const reasons = (name: string, reason: string): string[] =>
      parseHorn(textOf(name))
        .ignored.filter((item) => item.reason === reason)
        .map(({ key }) => key)
    expect(reasons('rosse-squarish.cfg', 'parked')).toEqual([
      '_Mesh.Roundover.Radius',
      '_Mesh.Roundover.Steps.Count',
    ])
    expect(reasons('gcurve-superformula.cfg', 'overridden')).toEqual(['Term.q'])
    expect(parseHorn(textOf('gcurve-superformula.cfg')).profile).toMatchObject({ q: 0.99, r0: 17 })
  })

  test('is kept word for word', () => {
    for (const name of Object.keys(meshed))
      expect(parseHorn(textOf(name)).script).toBe(textOf(name).replace(/^\uFEFF/, ''))
  })
})

function mouthOf(horn: Horn): ReturnType<typeof halfSizesOf> {
  const wall = hornWall(horn)
  return halfSizesOf((azimuth) => wall.sections(azimuth).at(-1)?.point(1).r ?? 0)
}

function errorOf(action: () => unknown): WaveguideError | undefined {
  try {
    action()
  } catch (thrown) {
    if (thrown instanceof WaveguideError) return thrown
    throw thrown
  }
  return undefined
}

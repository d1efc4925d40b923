import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { writeHorn } from '../../src/design/write-horn.ts'
import { writeScript } from '../../src/design/write-script.ts'
import type { Section, SectionJet } from '../../src/geometry/section.ts'
import { throatAreaMm2 } from '../../src/geometry/throat-area.ts'
import { hornWall } from '../../src/geometry/wall.ts'
import type { Horn, HornInput } from '../../src/model/horn.ts'
import { runs } from '../support/property.ts'
import { hornOrNone } from '../support/random-horns.ts'
import { wallInput } from '../support/random-walls.ts'

const azimuths = [0, 0.4, Math.PI / 2, 2.3, 4]

function forEachWall(count: number, check: (horn: Horn, input: HornInput) => void): void {
  let checked = 0
  fc.assert(
    fc.property(wallInput, (input) => {
      const horn = hornOrNone(input)
      if (!horn) return
      checked++
      check(horn, input)
    }),
    runs(count),
  )
  expect(checked).toBeGreaterThan(count / 3)
}

/** Throat radius that the design's own numbers give, where they are numbers. */
function throatRadius({
  r0 = 12.7,
  throatExtLength: E = 0,
  throatExtAngle = 0,
  scale = 1,
}: HornInput): number {
  const lost = Number(E) * Math.tan((Number(throatExtAngle) * Math.PI) / 180)
  return (Number(r0) - lost) * scale
}

describe('random walls', () => {
  test('begin at the throat, go on without a gap, and are finite with positive radii', () => {
    forEachWall(40, (horn, input) => {
      const wall = hornWall(horn)
      for (const azimuth of azimuths) {
        const sections = wall.sections(azimuth)
        const start = sections[0]?.point(0)
        expect(start?.z).toBe(0)
        if (typeof input.r0 !== 'string') expect(start?.r).toBeCloseTo(throatRadius(input), 9)
        for (const [index, section] of sections.entries()) expectSound(section, sections[index - 1])
      }
    })
  })

  test('have derivatives that agree with differences', () => {
    forEachWall(40, (horn) => {
      const wall = hornWall(horn)
      for (const azimuth of azimuths.slice(0, 2)) {
        for (const section of wall.sections(azimuth)) expectDerivatives(section)
      }
    })
  })

  test('have the throat area that differences of their ring give', () => {
    forEachWall(20, (horn) => {
      const wall = hornWall(horn)
      const radius = (p: number): number => wall.sections(p)[0]?.point(0).r ?? 0
      let area = 0
      for (let i = 0; i < 400; i++) area += (Math.PI * radius((2 * Math.PI * (i + 0.3)) / 400) ** 2) / 400
      expect(throatAreaMm2(horn) / area).toBeCloseTo(1, 9)
    })
  })

  test('are the same after writing, as object, as JSON text and as script', () => {
    forEachWall(40, (horn) => {
      expect(parseHorn(writeHorn(horn))).toEqual(horn)
      expect(parseHorn(JSON.stringify(writeHorn(horn)))).toEqual(horn)
      if (horn.profile.type !== 'OSSE' && horn.profile.type !== 'R-OSSE') return
      const shell: Horn = { ...horn, body: { ...horn.body, kind: 'infinite-baffle' } }
      const { name, ...again } = writeHorn(parseHorn(writeScript(shell)))
      expect(withoutZeros({ ...again, name: horn.name })).toEqual(withoutZeros(writeHorn(shell)))
      expect(name).toBe('horn')
    })
  })
})

/** Scripts leave out what is switched off. */
function withoutZeros(input: HornInput): object {
  const off = ['throatExtLength', 'throatExtAngle', 'slotLength', 'h', 's1', 's2']
  const isOff = ([key, value]: [string, unknown]): boolean =>
    off.includes(key) && (value === 0 || (key === 'throatExtAngle' && !input.throatExtLength))
  return Object.fromEntries(Object.entries(input).filter((entry) => !isOff(entry)))
}

function expectSound(section: Section, before: Section | undefined): void {
  const [end, start] = [before?.point(1), section.point(0)]
  if (end) expect(Math.hypot(start.z - end.z, start.r - end.r)).toBeLessThan(1e-8)
  for (let i = 0; i <= 40; i++) {
    const { z, r } = section.point(i / 40)
    expect(Number.isFinite(z)).toBe(true)
    expect(r).toBeGreaterThan(0)
    const jet = section.jet(i / 40)
    for (const value of [...jet.z, ...jet.r]) expect(Number.isFinite(value)).toBe(true)
    expect(Math.hypot(jet.z[1], jet.r[1])).toBeGreaterThan(0)
  }
}

function expectDerivatives(section: Section): void {
  const step = 1e-5
  for (const u of [0.07, 0.4, 0.73, 0.94]) {
    const [before, at, after] = [u - step, u, u + step].map((place) => section.jet(place))
    if (!before || !at || !after) throw new Error('no jets')
    const size = Math.hypot(at.z[0], at.r[0]) + Math.hypot(at.z[1], at.r[1])
    for (const name of ['z', 'r'] as const) {
      const slope = difference(before, after, name, 0, step)
      expect(Math.abs(slope - at[name][1]) / size).toBeLessThan(1e-5)
      expect(section.point(u)[name] - at[name][0]).toBeCloseTo(0, 9)
      const bend = difference(before, after, name, 1, step)
      // Third derivatives of steep terminations, and a knot of a free profile beside the place.
      const scale = size + Math.abs(at[name][2])
      if (isSmooth(before, after, name)) expect(Math.abs(bend - at[name][2]) / scale).toBeLessThan(1e-3)
    }
  }
}

function difference(
  before: SectionJet,
  after: SectionJet,
  name: 'z' | 'r',
  order: 0 | 1,
  step: number,
): number {
  return (after[name][order] - before[name][order]) / (2 * step)
}

/** False across a knot, where the second derivative of a monotone cubic jumps. */
function isSmooth(before: SectionJet, after: SectionJet, name: 'z' | 'r'): boolean {
  const [a, b] = [before[name][2], after[name][2]]
  return Math.abs(a - b) < 1e-2 * (1 + Math.abs(a) + Math.abs(b))
}

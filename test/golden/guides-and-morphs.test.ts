import { describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { guidingRadius } from '../../src/geometry/guiding-curve.ts'
import { meridianCurves } from '../../src/geometry/horn-meridian.ts'
import { hornWall } from '../../src/geometry/wall.ts'
import type { GuidingCurve, Horn, HornInput, Morph } from '../../src/model/horn.ts'
import { distanceToMeridian, formulaOf, golden, hornOf, inputOf } from '../support/golden-profiles.ts'

const toleranceMm = 1e-9
const radians = (deg: number): number => (deg * Math.PI) / 180

describe('guiding curves', () => {
  test.each(
    golden.guidingCurves.map(({ params, radii }) => [JSON.stringify(params), params, radii] as const),
  )('%s has the radii of the golden file', (_, params, radii) => {
    const guide = guideOf(params)
    for (const [azimuthDeg, radius] of radii)
      expect(Math.abs(guidingRadius(guide, radians(azimuthDeg)) - radius)).toBeLessThan(toleranceMm)
  })

  test.each(['O16', 'O17', 'O18', 'O19', 'O20', 'O27'])('%s: the wall passes through its guide', (id) => {
    const set = golden.profiles.find((each) => each.id === id)
    if (!set) throw new Error(id)
    const horn = hornOf(set)
    const { L = 0, slotLength: d = 0, throatExtLength: E = 0 } = set.params as Record<string, number>
    const { guide } = horn
    if (!guide) throw new Error('no guide')
    const { dist = 0 } = guide
    const station = dist <= 1 ? dist * (L - d) : dist
    for (const azimuthDeg of [0, 13, 45, 77, 90, 200]) {
      const distance = distanceToMeridian(horn, azimuthDeg)
      // On the curve and above the station, since no meridian of an OSSE horn turns back.
      expect(distance([E + d + station, guidingRadius(guide, radians(azimuthDeg))])).toBeLessThan(toleranceMm)
    }
  })

  test('with a radius that no coverage reaches are refused with azimuth and limits', () => {
    const set = golden.profiles.find(({ id }) => id === 'O16')
    if (!set) throw new Error('O16')
    const input = inputOf(set)
    const refused = { ...input, guide: { ...input.guide, width: 60 } } as HornInput
    expect(() => parseHorn(refused)).toThrow(
      expect.objectContaining({
        code: 'HORN_GEOMETRY',
        details: expect.objectContaining({
          reason: 'GCURVE_UNREACHABLE',
          azimuthDeg: expect.any(Number),
          limit: [expect.any(Number), expect.any(Number)],
        }),
      }),
    )
  })

  test('of a radius out of reach everywhere name the first azimuth', () => {
    expect(() => parseHorn({ L: 120, guide: { width: 20 } })).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({ reason: 'GCURVE_UNREACHABLE', azimuthDeg: 0 }),
      }),
    )
  })

  test('of R-OSSE are refused', () => {
    expect(() => parseHorn({ R: 140, guide: { width: 300 } })).toThrow(/guide belongs to OSSE/)
  })
})

function guideOf(params: Readonly<Record<string, number | readonly number[]>>): GuidingCurve {
  const {
    gcurveType,
    gcurveWidth,
    gcurveAspectRatio,
    gcurveSeN,
    gcurveSf,
    gcurveRot = 0,
  } = params as Record<string, never>
  return {
    type: gcurveType === 1 ? 'superellipse' : 'superformula',
    width: gcurveWidth ?? 0,
    aspect: gcurveAspectRatio ?? 1,
    rot: gcurveRot,
    ...(gcurveSeN !== undefined && { n: gcurveSeN }),
    ...(gcurveSf !== undefined && { sf: formulaOf(gcurveSf as readonly number[]) }),
  }
}

function morphedHorn({ params, morph }: (typeof golden.morph)[number], more: HornInput = {}): Horn {
  const { target, allowShrinkage, ...rest } = morph as Record<string, never>
  const shape: Partial<Morph> = {
    ...(rest as object),
    target: target === 1 ? 'rectangle' : 'circle',
    allowShrinkage: allowShrinkage === 1,
  }
  return parseHorn({ ...params, type: 'OSSE', body: 'bare', morph: shape, ...more })
}

describe('morphs', () => {
  test.each(golden.morph.map((set) => [set.id, set] as const))('%s agrees within 1e-9 mm', (_, set) => {
    const horn = morphedHorn(set)
    for (const azimuthDeg of new Set(set.points.map(([azimuth]) => azimuth))) {
      const distance = distanceToMeridian(horn, azimuthDeg)
      for (const [azimuth, , z, r] of set.points)
        if (azimuth === azimuthDeg) expect(distance([z, r])).toBeLessThan(toleranceMm)
    }
  })

  test.each(golden.morph.map((set) => [set.id, set] as const))(
    '%s reaches its target’s half sizes',
    (_, set) => {
      const horn = morphedHorn(set)
      const mouth = (azimuth: number): number => meridianCurves(horn, azimuth).at(-1)?.point(1).r ?? 0
      expect(Math.abs(mouth(0) - set.halfWidth)).toBeLessThan(toleranceMm)
      expect(Math.abs(mouth(Math.PI / 2) - set.halfHeight)).toBeLessThan(toleranceMm)
    },
  )

  test('have a joint at their onset, and none without a fixed part', () => {
    const [whole, fixed] = golden.morph
    if (!whole || !fixed) throw new Error('morphs')
    expect(hornWall(morphedHorn(whole)).sectionCount).toBe(1)
    const wall = hornWall(morphedHorn(fixed))
    expect(wall.sectionCount).toBe(2)
    expect(wall.sections(1)[0]?.point(1).z).toBeCloseTo(24, 9)
  })

  test('have breaks where the sides pass into the corners, and one each for sharp corners', () => {
    const [set] = golden.morph
    if (!set) throw new Error('morphs')
    const found = hornWall(morphedHorn(set)).breaks
    expect(found.every(({ kind }) => kind === 'tangency')).toBe(true)
    const breaks = found.map(({ azimuth }) => azimuth)
    expect(breaks).toHaveLength(8)
    expect(breaks[0]).toBeCloseTo(Math.atan2(set.halfHeight - 30, 200), 12)
    expect(breaks[1]).toBeCloseTo(Math.atan2(set.halfHeight, 170), 12)
    expect(breaks[2]).toBeCloseTo(Math.PI - (breaks[1] ?? 0), 12)
    expect(breaks[7]).toBeCloseTo(2 * Math.PI - (breaks[0] ?? 0), 12)
    const sharp = morphedHorn({ ...set, morph: { ...set.morph, corner: 0 } })
    const corner = Math.atan2(set.halfHeight, 200)
    expect(hornWall(sharp).breaks[0]).toEqual({ azimuth: corner, kind: 'corner' })
    expect(hornWall(sharp).breaks).toHaveLength(4)
  })

  test('measure their progress on the main section with its slot, without the extension', () => {
    const plain: HornInput = {
      ...{
        type: 'OSSE',
        L: 120,
        a: 45,
        a0: 10,
        s: 0.5,
        throatExtLength: 10,
        throatExtAngle: 4,
        slotLength: 6,
      },
      body: 'bare',
    }
    const horn = parseHorn({ ...plain, morph: { width: 400, height: 330, corner: 30 } })
    const raw = meridianCurves(parseHorn(plain))
    const mouth = raw.at(-1)?.point(1).r ?? 0
    const distance = distanceToMeridian(horn, 0)
    for (const [index, u] of [0.5, 0.2, 0.7, 0.95].entries()) {
      const { z, r } = raw[Math.min(index, 2)]?.point(u) ?? { z: 0, r: 0 }
      const f = Math.max(0, ((z - 10) / 120 - 0.2) / 0.8) ** 3
      expect(distance([z, r + f * (200 - mouth)])).toBeLessThan(toleranceMm)
    }
  })

  test('of a circle leave a round horn round', () => {
    const circle = golden.morph.find(({ id }) => id === 'M05')
    if (!circle) throw new Error('M05')
    expect(hornWall(morphedHorn(circle)).isRound).toBe(true)
    const [rectangle] = golden.morph
    expect(rectangle && hornWall(morphedHorn(rectangle)).isRound).toBe(false)
  })

  test('with corners that do not fit are refused', () => {
    const [set] = golden.morph
    if (!set) throw new Error('morphs')
    expect(() => morphedHorn({ ...set, morph: { ...set.morph, corner: 170 } })).toThrow(
      expect.objectContaining({
        code: 'HORN_GEOMETRY',
        details: expect.objectContaining({ reason: 'MORPH_DOMAIN', parameter: 'morph.corner' }),
      }),
    )
  })
})

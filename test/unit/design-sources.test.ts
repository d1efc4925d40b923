import { describe, expect, test } from 'vitest'
import { WaveguideError } from '../../src/core/errors.ts'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { writeHorn } from '../../src/design/write-horn.ts'
import { writeScript } from '../../src/design/write-script.ts'
import { sourceAreasMm2 } from '../../src/geometry/throat-area.ts'
import type { HornInput } from '../../src/model/horn.ts'

/** Throat of 12.7 mm. */
const demo: HornInput = { type: 'R-OSSE', R: 140, a: 25, a0: 15.5, k: 2 }

function refusal(more: object): WaveguideError {
  try {
    parseHorn({ ...demo, ...more } as HornInput)
  } catch (thrown) {
    if (thrown instanceof WaveguideError) return thrown
    throw thrown
  }
  throw new Error('was not refused')
}

describe('the sources of a design', () => {
  test('are one flat disc when it says nothing, or says just that', () => {
    expect(parseHorn(demo).sources).toBeUndefined()
    expect(parseHorn({ ...demo, source: { shape: 'disc', velocity: 'normal' } }).sources).toBeUndefined()
    expect(parseHorn({ ...demo, sources: [{}] }).sources).toBeUndefined()
    expect(sourceAreasMm2(parseHorn(demo))).toEqual([Math.PI * 12.7 ** 2])
  })

  test.each<[string, HornInput]>([
    ['an annulus', { source: { shape: 'annulus', inner: 6 } }],
    ['a disc that ends before the edge', { source: { shape: 'disc', outer: 6 } }],
    ['an axial cap', { source: { shape: 'cap', radius: 40, curv: -1, velocity: 'axial' } }],
    ['a named disc', { source: { name: 'woofer', shape: 'disc' } }],
    [
      'rings in any order',
      {
        sources: [
          { name: 'ring', shape: 'annulus', inner: 8, velocity: 'axial' },
          { shape: 'disc', outer: 4 },
        ],
      },
    ],
    [
      'a cap in two',
      {
        sources: [
          { shape: 'cap', outer: 8 },
          { shape: 'cap', inner: 8 },
        ],
      },
    ],
  ])('%s is the same after writing and parsing', (_, more) => {
    const horn = parseHorn({ ...demo, ...more })
    expect(writeHorn(horn)).toMatchObject(more)
    expect(parseHorn(writeHorn(horn))).toEqual(horn)
    expect(parseHorn(JSON.stringify(writeHorn(horn)))).toEqual(horn)
  })

  test('cover the areas of their rings', () => {
    const sources = [
      { shape: 'annulus', inner: 8 },
      { shape: 'disc', outer: 4 },
    ] as const
    const areas = sourceAreasMm2(parseHorn({ ...demo, sources }))
    expect(areas[0]).toBeCloseTo(Math.PI * (12.7 ** 2 - 8 ** 2), 10)
    expect(areas[1]).toBeCloseTo(Math.PI * 4 ** 2, 10)
  })

  test('keep their radii when the horn is scaled', () => {
    const horn = parseHorn({ ...demo, scale: 2, source: { shape: 'annulus', inner: 20 } })
    expect(sourceAreasMm2(horn)[0]).toBeCloseTo(Math.PI * (25.4 ** 2 - 20 ** 2), 10)
  })
})

describe('sources that cannot be', () => {
  const annulus = { shape: 'annulus', inner: 6 }
  test.each<[object, string, RegExp]>([
    [{ source: { shape: 'annulus' } }, 'source.inner', /is missing: an annulus begins/],
    [{ source: { shape: 'annulus', inner: 0 } }, 'source.inner', /in \(0, 100000\] mm, got 0/],
    [{ source: { shape: 'annulus', inner: 8, outer: 6 } }, 'source.inner', /below outer, 6 mm, got 8/],
    [
      { source: { ...annulus, outer: 13 } },
      'source.outer',
      /13 mm lies beyond the throat's edge at 12.700 mm/,
    ],
    [
      { source: { shape: 'annulus', inner: 12.7 } },
      'source.inner',
      /leaves no ring from 12.7 mm to 12.700 mm/,
    ],
    [{ source: { shape: 'disc', inner: 3 } }, 'source.inner', /take an annulus/],
    [{ source: { shape: 'disc', radius: 8 } }, 'source.radius', /where a disc ends says outer/],
    [{ source: { ...annulus, curv: -1 } }, 'source.curv', /belongs to a cap/],
    [{ source: { shape: 'ring' } }, 'source.shape', /"disc", "annulus", "cap", got "ring"/],
    [{ source: { inn: 3 } }, 'source.inn', /did you mean "source.inner"/],
    [{ source: { name: '"' } }, 'source.name', /letters, digits/],
    [{ source: { name: 'SD1G0' } }, 'source.name', /fixed meaning/],
    [{ sources: [] }, 'sources', /list of 1 to 8/],
    [{ sources: Array(9).fill(annulus) }, 'sources', /list of 1 to 8/],
    [{ sources: { shape: 'disc' } }, 'sources', /list of 1 to 8/],
    [{ sources: [3] }, 'sources[0]', /an object with name, shape/],
    [{ sources: [annulus], source: annulus }, 'sources', /beside "source"/],
    [{ sources: [annulus, { ...annulus, innr: 3 }] }, 'sources[1].innr', /did you mean "sources\[1\].inner"/],
    [{ sources: [annulus, { shape: 'annulus' }] }, 'sources[1].inner', /is missing/],
    [
      { sources: [{ shape: 'disc', outer: 7 }, annulus] },
      'sources[1].inner',
      /reach from 6 mm, inside sources\[0\], which ends at 7.000 mm/,
    ],
    [{ sources: [annulus, { shape: 'disc' }] }, 'sources[0].inner', /inside sources\[1\]/],
    [{ sources: [{ shape: 'cap', outer: 6 }, annulus] }, 'sources[1].shape', /must be "cap"/],
    [
      {
        sources: [
          { shape: 'cap', outer: 6 },
          { shape: 'cap', inner: 6, radius: 30 },
        ],
      },
      'sources[1].radius',
      /must be that of the first source, left out/,
    ],
    [
      { sources: [{ shape: 'disc', outer: 6, name: 'SD1D1002' }, annulus] },
      'sources[0].name',
      /fixed meaning/,
    ],
    [
      {
        sources: [
          { shape: 'disc', outer: 6, name: 'a' },
          { ...annulus, name: 'a' },
        ],
      },
      'sources[1].name',
      /must differ/,
    ],
  ])('%j: HORN_PARAMETER at %s', (more, parameter, message) => {
    const error = refusal(more)
    expect(error.message).toMatch(message)
    expect(error).toMatchObject({ code: 'HORN_PARAMETER', details: { parameter } })
  })

  test.each<[HornInput, RegExp]>([
    [{ source: { shape: 'annulus', inner: 6 } }, /source.inner has no form in ATH/],
    [{ source: { name: 'woofer' } }, /source.name has no form in ATH/],
    [
      {
        sources: [
          { shape: 'disc', outer: 6 },
          { shape: 'annulus', inner: 6 },
        ],
      },
      /sources have no form in ATH/,
    ],
  ])('%j has no ATH script', (more, message) => {
    expect(() => writeScript(parseHorn({ ...demo, ...more }))).toThrow(message)
  })
})

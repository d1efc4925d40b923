import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { frdText, hasFrdRows } from '../../src/io/frd.ts'
import { exampleResult } from '../support/example-result.ts'
import { syntheticResult } from '../support/synthetic-result.ts'

const golden = (name: string): string =>
  readFileSync(new URL(`../data/formats/${name}`, import.meta.url), 'utf8')

describe('FRD of the example source', () => {
  test.each([
    ['removed', 'onaxis.frd'],
    ['included', 'onaxis-with-delay.frd'],
  ] as const)('with the delay %s has the rows of %s', (delay, file) => {
    expect(rowsOf(frdText(exampleResult(), { delay }))).toEqual(rowsOf(golden(file)))
  })

  test('removes the delay unless told otherwise', () => {
    expect(frdText(exampleResult())).toBe(frdText(exampleResult(), { delay: 'removed' }))
  })

  test('names distance, origin, drive, delay, smoothing, mesh limit and version in its header', () => {
    expect(headerOf(frdText(exampleResult()))).toEqual([
      '* example horn, on axis',
      '* distance: 2 m; origin: (0.000000, 0.000000, 0.119000) m; drive: 2.83 V rms',
      '* phase: exp(+jwt), degrees, delay of 2 m / 343.2 m/s removed',
      '* smoothing: none',
      '* mesh limit: 24000 Hz; all frequencies valid',
      '* generator: waveguide-bem 0.1.0',
      '* Freq(Hz)\tSPL(dB)\tPhase(degrees)',
    ])
  })
})

describe('FRD phase', () => {
  const frequencies = Array.from({ length: 41 }, (_, index) => 1000 + 25 * index)

  test('falls by 360° per 1000 Hz for every millisecond of extra delay', () => {
    const options = { delay: 'included' } as const
    const near = numbersOf(frdText(syntheticResult({ frequencies }), options))
    const far = numbersOf(frdText(syntheticResult({ frequencies, extraDelay: 1e-3 }), options))
    const change = far.map((row, index) => wrapped((row[2] ?? 0) - (near[index]?.[2] ?? 0)))
    frequencies.forEach((frequency, index) => {
      expect(wrapped((change[index] ?? 0) + 0.36 * frequency)).toBeCloseTo(0, 3)
    })
    // 25 Hz further on the phase is 9° lower, not higher.
    expect(wrapped((change[1] ?? 0) - (change[0] ?? 0))).toBeCloseTo(-9, 3)
  })

  test('without the delay is that of a piston: +90° at every frequency', () => {
    for (const [, , phase] of numbersOf(frdText(syntheticResult({ frequencies }))))
      expect(phase).toBeCloseTo(90, 3)
  })

  test('stays in (−180, 180]', () => {
    const phases = numbersOf(
      frdText(syntheticResult({ frequencies, distance: 40 }), { delay: 'included' }),
    ).map((row) => row[2] ?? Number.NaN)
    expect(Math.min(...phases)).toBeGreaterThan(-180)
    expect(Math.max(...phases)).toBeLessThanOrEqual(180)
    expect(Math.max(...phases) - Math.min(...phases)).toBeGreaterThan(300)
  })
})

describe('FRD validity', () => {
  const frequencies = [500, 1000, 2000, 4000]

  test('leaves out what lies above the mesh limit and says how much', () => {
    const text = frdText(syntheticResult({ frequencies, validTo: 1500 }))
    expect(numbersOf(text).map((row) => row[0])).toEqual([500, 1000])
    expect(text).toContain('* mesh limit: 1500 Hz; left out as not valid: 2 of 4 frequencies')
  })

  test('keeps it on request, with a plain word in the header', () => {
    const text = frdText(syntheticResult({ frequencies, validTo: 1500 }), { includeInvalid: true })
    expect(numbersOf(text).map((row) => row[0])).toEqual(frequencies)
    expect(text).toContain('2 of these 4 frequencies are NOT VALID')
  })

  test('has no row for a missing value, even on request', () => {
    const result = syntheticResult({ frequencies, missing: [1] })
    expect(numbersOf(frdText(result, { includeInvalid: true })).map((row) => row[0])).toEqual([
      500, 2000, 4000,
    ])
  })

  test('is refused when no row is left', () => {
    const result = syntheticResult({ frequencies, validTo: 0 })
    expect(hasFrdRows(result)).toBe(false)
    expect(hasFrdRows(result, { includeInvalid: true })).toBe(true)
    expect(() => frdText(result)).toThrow(/^OPTION: .*includeInvalid/)
  })

  test('of a forced result says so', () => {
    const text = frdText(syntheticResult({ frequencies, validTo: 0, forced: true }), { includeInvalid: true })
    expect(text).toContain('\n* FORCED: the mesh gate refused this mesh')
  })
})

test('a design name with a line break cannot add a row', () => {
  const result = exampleResult()
  const named = { ...result, provenance: { ...result.provenance, design: 'horn\n1000 90 0\r\u2028x' } }
  expect(rowsOf(frdText(named))).toEqual(rowsOf(frdText(result)))
  expect(headerOf(frdText(named))[0]).toBe('* horn 1000 90 0 x, on axis')
})

test('rows are tab-separated plain numbers, one per line, and the file ends with a line feed', () => {
  const text = frdText(exampleResult())
  expect(text.endsWith('\n')).toBe(true)
  for (const row of rowsOf(text)) expect(row).toMatch(/^\d+\.\d{6}\t-?\d+\.\d{4}\t-?\d+\.\d{4}$/)
})

function headerOf(text: string): string[] {
  return text.split('\n').filter((line) => line.startsWith('*'))
}

function rowsOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('*'))
}

function numbersOf(text: string): number[][] {
  return rowsOf(text).map((row) => row.split('\t').map(Number))
}

/** In [−180, 180). */
function wrapped(deg: number): number {
  return deg - 360 * Math.round(deg / 360)
}

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cell, frequencyCsv, impedanceCsv, polarCsv } from '../../src/io/csv.ts'
import { csvMetadata } from '../../src/io/csv-metadata.ts'
import type { Result } from '../../src/model/result.ts'
import { exampleResult } from '../support/example-result.ts'
import { syntheticResult } from '../support/synthetic-result.ts'

type Row = Readonly<Record<string, string>>

describe('tables of the example source', () => {
  const result = exampleResult()

  test.each([
    ['frequency.csv', frequencyCsv],
    ['impedance.csv', impedanceCsv],
    ['polar.csv', polarCsv],
  ] as const)('have the columns and numbers of %s', (file, table) => {
    const ours = parsed([...table(result)].join(''))
    const golden = parsed(readFileSync(new URL(`../data/formats/${file}`, import.meta.url), 'utf8'))
    expect(golden.length).toBeGreaterThan(8)
    for (const row of golden) {
      const match = ours.find((one) => sameKey(one, row))
      expect(match, JSON.stringify(row)).toBeDefined()
      for (const [column, expected] of Object.entries(row)) expectCell(match?.[column], expected, column)
    }
  })
})

describe.each([
  ['frequency.csv', frequencyCsv],
  ['impedance.csv', impedanceCsv],
  ['polar.csv', polarCsv],
] as const)('%s', (_, table) => {
  test('marks every row of a frequency that is not valid', () => {
    const rows = parsed(
      [...table(syntheticResult({ frequencies: [500, 1000, 2000], validTo: 1500 }))].join(''),
    )
    expect(rows.length).toBeGreaterThanOrEqual(3)
    for (const row of rows) expect(row['valid']).toBe(Number(row['frequency_hz']) > 1500 ? '0' : '1')
  })

  test('leaves missing values empty and keeps their row', () => {
    const result = syntheticResult({ frequencies: [500, 1000], missing: [1] })
    const rows = parsed([...table(result)].join('')).filter((row) => row['frequency_hz'] === '1000')
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(Object.values(row)).toContain('')
    expect([...table(result)].join('')).not.toMatch(/NaN|Infinity|null/)
  })
})

describe('polar.csv', () => {
  test('holds RMS pressure whose magnitude is the level', () => {
    const rows = parsed([...polarCsv(exampleResult())].join(''))
    for (const row of rows) {
      const magnitude = Math.hypot(Number(row['p_real_pa']), Number(row['p_imag_pa']))
      expect(20 * Math.log10(magnitude / 20e-6)).toBeCloseTo(Number(row['spl_db']), 3)
    }
  })

  test('has one row for every frequency, plane and angle', () => {
    const result = syntheticResult()
    expect(parsed([...polarCsv(result)].join(''))).toHaveLength(40 * 3 * 37)
  })

  test('leaves the relative level empty when 0° was not computed', () => {
    const result = syntheticResult({ frequencies: [500], anglesDeg: [10, 20] })
    for (const row of parsed([...polarCsv(result)].join(''))) {
      expect(row['level_norm_db']).toBe('')
      expect(row['spl_db']).not.toBe('')
    }
  })
})

test('a text cell is quoted where needed and never a formula', () => {
  expect(cell('plain')).toBe('plain')
  expect(cell('a,b')).toBe('"a,b"')
  expect(cell('say "x"')).toBe('"say ""x"""')
  expect(cell('=cmd()')).toBe("'=cmd()")
  expect(cell('+1')).toBe("'+1")
  expect(cell('line\nbreak')).toBe('line break')
})

test('the sidecar says what the numbers mean', () => {
  const metadata = JSON.parse(csvMetadata(exampleResult()))
  expect(metadata).toMatchObject({
    drive: '2.83 V rms',
    soundSpeed: 343.2,
    smoothing: 'none',
    meshLimit: 24000,
    forced: false,
    planes: [{ name: 'H', distance: 2, origin: [0, 0, 0.119] }, { name: 'V' }],
  })
  const unlimited: Result = syntheticResult({ validTo: Number.POSITIVE_INFINITY })
  expect(JSON.parse(csvMetadata(unlimited)).meshLimit).toBeNull()
})

/** Plain tables only: none of the golden cells is quoted. */
function parsed(text: string): Row[] {
  const [head = '', ...lines] = text.trimEnd().split('\n')
  const columns = head.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
  })
}

function sameKey(a: Row, b: Row): boolean {
  const close = Math.abs(Number(a['frequency_hz']) / Number(b['frequency_hz']) - 1) < 1e-9
  return close && ['plane', 'angle_deg'].every((column) => a[column] === b[column])
}

/** Golden numbers have six significant digits at least; zero and empty must be just that. */
function expectCell(ours: string | undefined, golden: string, column: string): void {
  if (golden === '' || !/^-?[\d.e-]+$/.test(golden)) {
    expect(ours, column).toBe(golden)
    return
  }
  const tolerance = Math.max(2e-6, 2e-7 * Math.abs(Number(golden)))
  expect(Math.abs(Number(ours) - Number(golden)), `${column}: ${ours} for ${golden}`).toBeLessThanOrEqual(
    /level|spl/.test(column) ? 6e-5 : tolerance,
  )
}

import { describe, expect, test } from 'vitest'
import { angleList } from '../../src/cli/angle-list.ts'
import { type OptionTable, parseArguments, plainNumber } from '../../src/cli/args.ts'
import { meshOptionsOf, meshOptionTable } from '../../src/cli/mesh-options.ts'
import { solveOptionsOf, solveOptionTable } from '../../src/cli/solve-options.ts'
import { UsageError } from '../../src/cli/usage-error.ts'
import { solveSettings } from '../../src/solve/settings.ts'

const table = {
  from: { kind: 'number', value: 'HZ', help: '' },
  count: { kind: 'count', value: 'N', help: '' },
  spacing: { kind: 'choice', choices: ['log', 'linear'], help: '' },
  output: { kind: 'text', short: 'o', value: 'FILE', help: '' },
  json: { kind: 'flag', help: '' },
} as const satisfies OptionTable

describe('arguments', () => {
  test('are read as numbers, texts, choices and flags, before and after operands', () => {
    const argv = ['--from', '2e2', 'horn.cfg', '--count=7', '-o', 'x.msh', '--spacing', 'log', '--json']
    expect(parseArguments('mesh', argv, table)).toEqual({
      positionals: ['horn.cfg'],
      values: { from: 200, count: 7, output: 'x.msh', spacing: 'log', json: true },
    })
  })

  test('take a negative number as a value', () => {
    expect(parseArguments('solve', ['--from', '-5'], table).values).toEqual({ from: -5 })
    expect(parseArguments('solve', ['--output', '-0.1,0,0'], table).values).toEqual({ output: '-0.1,0,0' })
  })

  test('end at --', () => {
    expect(parseArguments('mesh', ['--', '--json'], table)).toEqual({ positionals: ['--json'], values: {} })
  })

  test.each([
    [['--form', '5'], 'unknown option --form; did you mean --from?'],
    [['-x'], 'unknown option -x'],
    [['--from'], '--from needs a value: HZ'],
    [['--from='], '--from needs a value: HZ'],
    [['--from', '0x10'], '--from must be a number, got "0x10"'],
    [['--from', '1e400'], '--from must be a number, got "1e400"'],
    [['--from', 'Infinity'], '--from must be a number, got "Infinity"'],
    [['--count', '1.5'], '--count must be a positive integer, got "1.5"'],
    [['--count', '0'], '--count must be a positive integer, got "0"'],
    [['--spacing', 'cubic'], '--spacing must be one of log, linear, got "cubic"'],
    [['--json=yes'], '--json takes no value'],
    [['--from', '1', '--from', '2'], '--from is given twice'],
  ])('%j are refused with: %s', (argv, message) => {
    expect(() => parseArguments('solve', argv, table)).toThrow(new UsageError(message, 'solve'))
  })

  test('name the command they belong to when refused', () => {
    try {
      parseArguments('solve', ['--nope'], table)
      expect.unreachable()
    } catch (thrown) {
      expect((thrown as UsageError).command).toBe('solve')
    }
  })

  test('numbers are plain decimals only', () => {
    expect(['5', '+5', '-.5', '5.', '1e3', '1E-3'].map(plainNumber)).toEqual([5, 5, -0.5, 5, 1000, 0.001])
    for (const text of ['', ' ', '5 ', '1,5', '1_000', 'NaN', '--5', '1e', '5px']) {
      expect(plainNumber(text), text).toBeUndefined()
    }
  })
})

const angles = (text: string): number[] => angleList(text, { option: '--angles', command: 'solve' })

describe('angles', () => {
  test('FROM:TO:STEP includes both ends when the step fits', () => {
    expect(angles('0:180:5')).toEqual(Array.from({ length: 37 }, (_, index) => 5 * index))
    expect(angles('-90:90:45')).toEqual([-90, -45, 0, 45, 90])
    expect(angles('0:10:4')).toEqual([0, 4, 8])
    expect(angles('0:1:0.1')).toHaveLength(11)
    expect(angles('10:10:1')).toEqual([10])
  })

  test('a list is taken as it is', () => {
    expect(angles('0,10,-30.5')).toEqual([0, 10, -30.5])
  })

  test.each(['', '0:180', '0:180:0', '180:0:5', '0:180:-5', '0:a:5', '0:1:2:3', '0,,5', '0:1e9:0.001'])(
    '%j is refused',
    (text) => {
      expect(() => angles(text)).toThrow(UsageError)
    },
  )
})

describe('options of a solve', () => {
  const optionsOf = (...argv: string[]) =>
    solveOptionsOf(parseArguments('solve', argv, solveOptionTable).values)

  test('default to 40 logarithmic frequencies from 200 Hz to 20 kHz and three polars of 37 angles at 2 m', () => {
    const { frequencies, observations, ...rest } = optionsOf()
    expect(frequencies).toEqual({ from: 200, to: 20000, count: 40 })
    expect(observations?.polars?.map(({ name }) => name)).toEqual(['horizontal', 'vertical', 'diagonal'])
    for (const polar of observations?.polars ?? []) {
      expect(polar.anglesDeg).toHaveLength(37)
      expect(polar).toMatchObject({ distance: 2 })
      expect(polar).not.toHaveProperty('origin')
    }
    expect(rest).toEqual({})
  })

  test('are those the library itself defaults to', () => {
    const { frequencies } = optionsOf()
    expect(solveSettings(optionsOf()).observations).toEqual(solveSettings({ frequencies }).observations)
  })

  test('are passed on under the names of the library', () => {
    const options = optionsOf(
      ...['--from', '500', '--to', '1000', '--count', '3', '--spacing', 'linear', '--angles', '0:90:45'],
      ...['--distance', '1', '--origin', '0,-0.1,0.2', '--device', 'reference', '--precision', 'double'],
      ...['--threads', '2', '--tolerance', '1e-5', '--memory-limit', '4e9', '--symmetry', 'x,y'],
      ...['--ground', 'y'],
      ...['--keep-surface', '--force'],
    )
    expect(options).toMatchObject({
      frequencies: { from: 500, to: 1000, count: 3, spacing: 'linear' },
      device: 'reference',
      precision: 'double',
      threads: 2,
      tolerance: 1e-5,
      memoryLimit: 4e9,
      symmetry: ['x', 'y'],
      ground: 'y',
      keepSurface: true,
      force: true,
    })
    expect(options.observations?.polars?.[1]).toEqual({
      name: 'vertical',
      anglesDeg: [0, 45, 90],
      distance: 1,
      origin: [0, -0.1, 0.2],
    })
  })

  test('leave ranges to the library, which has a code for each', () => {
    expect(() => solveSettings(optionsOf('--from', '-5'))).toThrow(/^FREQUENCY/)
    expect(() => solveSettings(optionsOf('--distance', '0'))).toThrow(/^OPTION/)
  })

  test.each([
    ['--origin', 'nose'],
    ['--origin', '1,2'],
    ['--symmetry', 'q'],
    ['--angles', '0:180'],
  ])('%s %s is a usage error', (option, value) => {
    expect(() => optionsOf(option, value)).toThrow(UsageError)
  })
})

describe('options of a mesh', () => {
  const optionsOf = (...argv: string[]) => meshOptionsOf(parseArguments('mesh', argv, meshOptionTable).values)

  test('are absent when not given, so that a design keeps its own sizes', () => {
    expect(optionsOf()).toEqual({})
  })

  test('are passed on under the names of the library', () => {
    expect(
      optionsOf(
        ...['--size-throat', '4', '--size-rear', '25', '--max-frequency', '16000', '--max-triangles', '3000'],
        ...['--elements-per-wavelength', '8', '--quadrants', '14'],
      ),
    ).toEqual({
      sizeMm: { throat: 4, rear: 25 },
      maxFrequency: 16000,
      elementsPerWavelength: 8,
      maxTriangles: 3000,
      quadrants: '14',
    })
  })
})

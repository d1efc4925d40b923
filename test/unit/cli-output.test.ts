import { describe, expect, test } from 'vitest'
import { printError } from '../../src/cli/print-error.ts'
import { durationText, ProgressLine, progressText } from '../../src/cli/progress-line.ts'
import { resultTable } from '../../src/cli/result-table.ts'
import { numberCell, tableText } from '../../src/cli/table.ts'
import { UsageError } from '../../src/cli/usage-error.ts'
import { WaveguideError } from '../../src/core/errors.ts'
import { fakeTerminal } from '../support/fake-terminal.ts'
import { syntheticResult } from '../support/synthetic-result.ts'

describe('a table', () => {
  test('aligns numbers to the right and texts to the left, without trailing blanks', () => {
    const text = tableText([
      { head: 'Hz', cells: ['200', '20000'] },
      { head: 'what', cells: ['a', 'long one'], align: 'left' },
    ])
    expect(text).toBe('   Hz  what\n  200  a\n20000  long one\n')
  })

  test('has a dash for what is missing', () => {
    expect(numberCell(Number.NaN, 1)).toBe('-')
    expect(numberCell(-1.25, 2)).toBe('-1.25')
  })
})

describe('the table of a result', () => {
  const lines = (options: Parameters<typeof syntheticResult>[0]): string[] =>
    resultTable(syntheticResult(options)).trimEnd().split('\n')

  test('has one line per frequency that says whether it is valid', () => {
    const [head, ...rows] = lines({ frequencies: [500, 1000, 2000], validTo: 1500 })
    expect(head?.trim().split(/ {2,}/)).toEqual([
      'Hz',
      'axis dB',
      'DI dB',
      '-6 dB at',
      'Re Z',
      'Im Z',
      'residual',
      'valid',
    ])
    expect(rows.map((row) => row.trim().split(/ +/).at(-1))).toEqual(['yes', 'yes', 'NO'])
    expect(rows.map((row) => row.trim().split(/ +/)[0])).toEqual(['500', '1000', '2000'])
  })

  test('says that the level stays above −6 dB, or that it is not known', () => {
    const cell = (options: Parameters<typeof syntheticResult>[0]): string | undefined =>
      lines(options)[1]?.trim().split(/ +/)[3]
    expect(cell({ frequencies: [200], anglesDeg: [0, 10, 20] })).toBe('>20°')
    expect(cell({ frequencies: [200], anglesDeg: [10, 20] })).toBe('-')
    expect(cell({ frequencies: [200], missing: [0] })).toBe('-')
    expect(cell({ frequencies: [10000] })).toMatch(/^\d+\.\d°$/)
  })
})

describe('the progress line', () => {
  test('shows stage, bar, count and time left', () => {
    expect(progressText({ stage: 'solve', done: 10, total: 40, secondsLeft: 65 })).toBe(
      'solve   [#######.....................]  10/40  1:05 left',
    )
    expect(progressText({ stage: 'mesh', done: 2, total: 2 })).toBe(
      'mesh    [############################]  2/2',
    )
  })

  test('writes durations as a clock does', () => {
    expect([0.4, 7, 65, 750, 3723].map(durationText)).toEqual(['0:00', '0:07', '1:05', '12:30', '1:02:03'])
  })

  test('is silent where stderr is no screen', () => {
    const terminal = fakeTerminal()
    const line = new ProgressLine(terminal)
    line.update({ stage: 'solve', done: 1, total: 2 })
    line.clear()
    expect(terminal.errText()).toBe('')
  })

  test('draws over itself, fits the screen, and leaves nothing behind', () => {
    const terminal = fakeTerminal({ hasProgress: true, columns: 30 })
    const line = new ProgressLine(terminal)
    line.update({ stage: 'solve', done: 1, total: 40, secondsLeft: 9 })
    expect(terminal.errText().startsWith('\r\u001b[K')).toBe(true)
    expect(terminal.errText().slice(4)).toHaveLength(29)
    expect(terminal.errText()).not.toContain('\n')
    line.clear()
    line.clear()
    expect(terminal.errText().split('\r\u001b[K')).toHaveLength(3)
    expect(terminal.outText()).toBe('')
  })

  test('does not redraw for every one of many quick steps, but does for the last', () => {
    const terminal = fakeTerminal({ hasProgress: true })
    const line = new ProgressLine(terminal)
    for (let done = 1; done <= 1000; done++) line.update({ stage: 'solve', done, total: 1000 })
    expect(terminal.errText().split('\r\u001b[K').length).toBeLessThan(100)
    expect(terminal.errText()).toContain('1000/1000')
  })
})

describe('an error', () => {
  const never = new AbortController().signal

  test('is one line that begins with its code, with status 1', () => {
    const terminal = fakeTerminal()
    expect(printError(new WaveguideError('MESH_FAILED', 'gmsh said:\n  no\u0007'), terminal, never)).toBe(1)
    expect(terminal.errText()).toBe('MESH_FAILED: gmsh said:   no\n')
    expect(terminal.outText()).toBe('')
  })

  test('that nobody expected is INTERNAL', () => {
    const terminal = fakeTerminal()
    expect(printError(new TypeError('x is not a function'), terminal, never)).toBe(1)
    expect(terminal.errText()).toBe('INTERNAL: x is not a function\n')
  })

  test('of usage names the command whose help has the answer, with status 2', () => {
    const terminal = fakeTerminal()
    expect(printError(new UsageError('INPUT is missing', 'solve'), terminal, never)).toBe(2)
    expect(terminal.errText()).toBe('waveguide solve: INPUT is missing; see waveguide solve --help\n')
  })

  test('after an interruption is only that, with status 130', () => {
    const terminal = fakeTerminal()
    expect(printError(new DOMException('aborted', 'AbortError'), terminal, AbortSignal.abort())).toBe(130)
    expect(terminal.errText()).toBe('interrupted\n')
  })
})

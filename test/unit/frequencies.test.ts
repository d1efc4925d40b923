import { describe, expect, test } from 'vitest'
import { frequencyList } from '../../src/solve/frequencies.ts'

describe('frequency lists', () => {
  test('a list is sorted', () => {
    expect([...frequencyList([1000, 200, 500.5])]).toEqual([200, 500.5, 1000])
    expect([...frequencyList(Float32Array.of(400, 100))]).toEqual([100, 400])
  })

  test('the caller keeps his own order', () => {
    const given = [3, 1, 2]
    frequencyList(given)
    expect(given).toEqual([3, 1, 2])
  })

  test('a sweep is logarithmic by default and holds both ends exactly', () => {
    const list = frequencyList({ from: 200, to: 20000, count: 3 })
    expect([...list]).toEqual([200, expect.closeTo(2000, 9), 20000])
  })

  test('a linear sweep has equal steps', () => {
    expect([...frequencyList({ from: 100, to: 400, count: 4, spacing: 'linear' })]).toEqual([
      100, 200, 300, 400,
    ])
  })

  test('a sweep of one frequency needs equal ends', () => {
    expect([...frequencyList({ from: 440, to: 440, count: 1 })]).toEqual([440])
    expect(() => frequencyList({ from: 100, to: 400, count: 1 })).toThrow(/count must be at least 2/)
  })
})

describe('what is no frequency', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 1000],
    ['a text', '1000'],
    ['an empty list', []],
    ['an empty typed array', new Float64Array()],
    ['zero', [0]],
    ['a negative frequency', [100, -5]],
    ['NaN', [Number.NaN]],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['a text in the list', ['loud']],
    ['a hole', [100, undefined]],
    ['the same frequency twice', [100, 200, 100]],
    ['a sweep from zero', { from: 0, to: 100, count: 3 }],
    ['a sweep downward', { from: 200, to: 100, count: 3 }],
    ['a sweep that stands still', { from: 200, to: 200, count: 3 }],
    ['a sweep of no frequencies', { from: 100, to: 200, count: 0 }],
    ['a sweep of half a frequency', { from: 100, to: 200, count: 2.5 }],
    ['a sweep to infinity', { from: 100, to: Number.POSITIVE_INFINITY, count: 3 }],
    ['a spacing of its own', { from: 100, to: 200, count: 3, spacing: 'third' }],
  ])('%s is refused as FREQUENCY', (_, frequencies) => {
    expect(() => frequencyList(frequencies)).toThrow(expect.objectContaining({ code: 'FREQUENCY' }))
  })

  test('an unknown key of a sweep is refused with the nearest known one', () => {
    expect(() => frequencyList({ from: 100, to: 200, cuont: 3 })).toThrow(/did you mean "count"/)
  })

  test('the message names the value', () => {
    expect(() => frequencyList([100, -5])).toThrow(/got -5/)
    expect(() => frequencyList([250, 100, 250])).toThrow(/250 Hz twice/)
  })
})

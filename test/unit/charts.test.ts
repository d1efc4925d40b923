import { describe, expect, test } from 'vitest'
import { impedanceChart, polarChart, polarMap, splChart } from '../../src/charts/index.ts'
import { monotoneCubic } from '../../src/charts/interpolate.ts'
import { frequencyDomain, frequencyTicks } from '../../src/charts/scale.ts'
import { type Point, simplified } from '../../src/charts/simplify.ts'
import { decimals, escapeXml } from '../../src/charts/svg.ts'
import { runs } from '../../src/charts/trust.ts'
import type { Result } from '../../src/model/result.ts'
import { unbalanced } from '../support/svg-text.ts'
import { logFrequencies, syntheticResult } from '../support/synthetic-result.ts'

const all: readonly (readonly [string, (result: Result) => string])[] = [
  ['on-axis response', (result) => splChart(result)],
  ['throat impedance', (result) => impedanceChart(result)],
  ['directivity map', (result) => polarMap(result)],
  ['polar diagram', (result) => polarChart(result)],
]

describe.each(all)('%s', (_, draw) => {
  const trusted = draw(syntheticResult())

  test('has the same bytes for the same result', () => {
    expect(draw(syntheticResult())).toBe(trusted)
  })

  test('is one balanced svg element with a title and a description', () => {
    expect(unbalanced(trusted)).toEqual([])
    expect(trusted).toMatch(/^<svg /)
    const [, titleId, descriptionId] = trusted.match(/aria-labelledby="(\S+) (\S+)"/) ?? []
    expect(trusted).toContain(`<title id="${titleId}">`)
    expect(trusted).toContain(`<desc id="${descriptionId}">`)
  })

  test('has no script, no external link and no number of more than two decimals', () => {
    expect(trusted).not.toMatch(/<script|href|@import|url\((?!#)|javascript:/)
    expect(trusted.replace('http://www.w3.org/2000/svg', '')).not.toContain('://')
    const bare = trusted.replace(/waveguide-bem [\d.]+|#[\da-f]{6}/g, '')
    expect(bare.match(/\d\.\d{3,}|\de[+-]?\d|NaN|Infinity|undefined/g)).toBeNull()
  })

  test('prints drive, distance, smoothing, number of frequencies, mesh limit and version', () => {
    for (const fact of [
      'drive: velocity 1 m/s peak on SD1D1001',
      'distance: ',
      'smoothing: none',
      '40 frequencies',
      'mesh limit: 24 kHz',
      'waveguide-bem 0.1.0',
    ]) {
      expect(trusted).toContain(fact)
    }
    expect(trusted).toMatch(/normalised/)
  })

  test('writes no text smaller than 10 pt', () => {
    const sizes = [...trusted.matchAll(/font-size="([\d.]+)"/g)].map((match) => Number(match[1]))
    expect(sizes.length).toBeGreaterThan(3)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(13.33)
  })

  test('shows no banner unless the mesh gate was overridden', () => {
    expect(trusted).not.toContain('FORCED')
    expect(draw(syntheticResult({ forced: true, validTo: 0 }))).toContain('>FORCED: the mesh gate refused')
  })

  test('survives a name that is markup', () => {
    const result = syntheticResult({ polarNames: ['<script>"&\u0007'] })
    const named = draw({ ...result, provenance: { ...result.provenance, design: '</svg><script>' } })
    expect(named).not.toContain('<script')
    expect(unbalanced(named)).toEqual([])
  })

  test('survives missing values everywhere, one frequency, and none that is valid', () => {
    const frequencies = [500, 1000, 2000]
    for (const result of [
      syntheticResult({ frequencies, missing: [0, 1, 2] }),
      syntheticResult({ frequencies: [1000] }),
      syntheticResult({ frequencies, validTo: Number.NaN }),
      syntheticResult({ frequencies, validTo: 0 }),
    ]) {
      expect(draw(result)).not.toMatch(/NaN|Infinity|undefined/)
    }
  })
})

describe.each(all.slice(0, 3))('%s over frequency', (_, draw) => {
  test('labels 20 50 100 200 500 1k 2k 5k 10k 20k on a full axis', () => {
    expect(axisLabels(draw(syntheticResult({ frequencies: logFrequencies(20, 20000, 31) })))).toEqual(
      '20 50 100 200 500 1k 2k 5k 10k 20k'.split(' '),
    )
  })

  test('hatches and labels what lies beyond the mesh limit, from the last valid sample on', () => {
    const result = syntheticResult({ validTo: 8000 })
    const svg = draw(result)
    expect(svg).toContain('>beyond the mesh limit (8 kHz)</text>')
    const [hatch] = hatches(svg)
    const lastValid = result.frequencies.filter((frequency) => frequency <= 8000).at(-1) ?? 0
    const { left, right } = plotBox(svg)
    const expected = left + ((right - left) * Math.log(lastValid / 200)) / Math.log(20000 / 200)
    expect(hatch?.left).toBeCloseTo(expected, 1)
    expect(hatch?.right).toBeCloseTo(right, 1)
  })

  test('hatches nothing when everything is valid', () => {
    expect(hatches(draw(syntheticResult()))).toEqual([])
    expect(draw(syntheticResult())).not.toContain('untrusted-label')
  })

  test('hatches a single failed frequency between its neighbours and says why not to read it', () => {
    const svg = draw(syntheticResult({ unconverged: [12] }))
    expect(hatches(svg)).toHaveLength(1)
    expect(svg).toContain('>not valid, see evidence</text>')
  })

  test('says that a mesh without a valid frequency allows none', () => {
    const svg = draw(syntheticResult({ validTo: 0, forced: true }))
    expect(svg).toContain('this mesh allows no frequency')
    const { left, right } = plotBox(svg)
    expect(hatches(svg)[0]).toEqual({ left, right })
  })
})

describe('curves', () => {
  test('are solid over valid samples and dotted with hollow markers over the others', () => {
    const svg = splChart(syntheticResult({ frequencies: [500, 1000, 2000, 4000], validTo: 1500 }))
    expect([...svg.matchAll(/class="untrusted-curve"/g)]).toHaveLength(1)
    const curve = svg.slice(svg.indexOf('<g class="curve"'))
    expect([...curve.matchAll(/fill="#0072b2"/g)]).toHaveLength(2)
    expect([...curve.matchAll(/fill="#ffffff" stroke="#6b7480"/g)]).toHaveLength(2)
  })

  test('leave a gap at a missing value', () => {
    const svg = splChart(syntheticResult({ frequencies: [500, 700, 1000, 1400, 2000], missing: [2] }))
    const solid = [...svg.matchAll(/<path d="(M[^"]*)"[^>]* stroke-width="2.2"/g)]
    expect(solid).toHaveLength(2)
    expect(svg).not.toContain('untrusted-curve"') // both neighbours are points, not lines
  })

  test('span 50 dB below the loudest trusted level rounded up to 5 dB', () => {
    const result = syntheticResult({ frequencies: [500, 1000, 2000], validTo: 1500 })
    const levelDb = Float64Array.of(91, 93.2, 170)
    const svg = splChart({ ...result, onAxis: { ...result.onAxis, levelDb } })
    expect(valueLabels(svg)).toEqual(['50', '60', '70', '80', '90'])
    expect(svg).toContain('from 45 to 95 dB')
  })

  test('of the impedance keep zero and two in view, with dash and marker of their own', () => {
    const svg = impedanceChart(syntheticResult())
    expect(valueLabels(svg)).toEqual(['0', '0.5', '1', '1.5', '2'])
    expect(svg).toMatch(/data-name="Im"[\s\S]*stroke-dasharray="7 4"/)
  })

  test('of a negative reactance are in view', () => {
    const result = syntheticResult({ frequencies: [500, 1000] })
    const impedance = result.impedance.map((one) => ({
      ...one,
      normalised: Float64Array.of(1, -0.7, 1, 0.2),
    }))
    expect(valueLabels(impedanceChart({ ...result, impedance }))[0]).toBe('−1')
  })
})

describe('the directivity map', () => {
  test('puts the −6 dB line where a known pattern falls by 6 dB', () => {
    // Level falls by 0.1 dB a degree at every frequency: −6 dB at exactly 60°.
    const svg = polarMap(withLevels((_, angle) => 100 - 0.1 * angle))
    const { left, right, top, bottom } = plotBox(svg)
    for (const x of [left + 1, (left + right) / 2, right - 1]) {
      const crossings = whereEdgeMeets(svg, { x }).filter((y) => y < bottom)
      expect(crossings).toHaveLength(1)
      expect(crossings[0]).toBeCloseTo(bottom - (60 / 180) * (bottom - top), 0)
    }
  })

  test('puts it at the right frequency of a logarithmic axis', () => {
    // Off the axis the level falls by 10 dB a decade: −6 dB at 10^0.6 · 200 Hz.
    const svg = polarMap(withLevels((f, angle) => (angle === 0 ? 100 : 100 - 10 * Math.log10(f / 200))))
    const { left, right, top, bottom } = plotBox(svg)
    for (const y of [top + 1, (top + bottom) / 2]) {
      const crossings = whereEdgeMeets(svg, { y }).filter((x) => x > left)
      expect(crossings).toHaveLength(1)
      expect(crossings[0]).toBeCloseTo(left + (right - left) * (0.6 / 2), 0)
    }
  })

  test('orders its bands from 0 to −30 dB and keeps the axis itself out of the band above 0 dB', () => {
    const svg = polarMap(withLevels((_, angle) => 100 - 0.3 * angle))
    expect(bandLevels(svg)).toEqual([-30, -27, -24, -21, -18, -15, -12, -9, -6, -3])
  })

  test('shows angles that are louder than the axis in the band above 0 dB', () => {
    expect(bandLevels(polarMap(withLevels((_, angle) => 100 + 0.1 * angle)))).toEqual([
      -30, -27, -24, -21, -18, -15, -12, -9, -6, -3, 0,
    ])
  })

  test('draws the angles that were computed and mirrors only on request, saying so', () => {
    const result = syntheticResult()
    expect(valueLabels(polarMap(result))).toEqual(['0°', '30°', '60°', '90°', '120°', '150°', '180°'])
    expect(polarMap(result)).not.toContain('mirror')
    const mirrored = polarMap(result, { mirror: true })
    expect(valueLabels(mirrored)[0]).toBe('−180°')
    expect(mirrored).toContain('angles below 0° are mirror images')
  })

  test('ignores a wish to mirror when negative angles were computed', () => {
    const anglesDeg = Array.from({ length: 37 }, (_, index) => 10 * index - 180)
    expect(polarMap(syntheticResult({ anglesDeg }), { mirror: true })).not.toContain('mirror')
  })

  test('normalises to the loudest angle when 0° was not computed, and says so', () => {
    expect(polarMap(syntheticResult({ anglesDeg: [10, 20, 30, 40] }))).toContain(
      'normalised to the loudest angle',
    )
  })

  test('leaves missing frequencies empty instead of interpolating across them', () => {
    const svg = polarMap(syntheticResult({ frequencies: logFrequencies(200, 20000, 41), missing: [20, 21] }))
    const clips = [
      ...svg.matchAll(/<clipPath id="map-horizontal-\d-clip"><rect x="([\d.]+)"[^>]* width="([\d.]+)"/g),
    ]
    expect(clips).toHaveLength(2)
    const { left, right } = plotBox(svg)
    const at = (index: number): number => left + ((right - left) * index) / 40
    expect(Number(clips[0]?.[1]) + Number(clips[0]?.[2])).toBeCloseTo(at(19), 1)
    expect(Number(clips[1]?.[1])).toBeCloseTo(at(22), 1)
  })

  test('refuses a polar that the result does not have', () => {
    expect(() => polarMap(syntheticResult(), { polar: 'sideways' })).toThrow(/OPTION: .*"horizontal"/)
  })
})

describe('the polar diagram', () => {
  test('shows the computed frequency nearest to each octave, by its own name', () => {
    const svg = polarChart(syntheticResult({ frequencies: [510, 1000, 2900, 4000] }))
    const shown = [...svg.matchAll(/class="trace" data-frequency="([\d.]+)"/g)].map((match) =>
      Number(match[1]),
    )
    expect(shown).toEqual([510, 1000, 4000])
    expect(svg).toContain('>510 Hz</text>')
  })

  test('marks a frequency that is not valid in words', () => {
    expect(polarChart(syntheticResult({ frequencies: [500, 1000], validTo: 700 }))).toContain(
      '>1 kHz (not valid)<',
    )
  })
})

describe('frequency axis', () => {
  test('rounds the solved range out to 1-2-5 and keeps at least an octave', () => {
    expect(frequencyDomain([200, 20000])).toEqual([200, 20000])
    expect(frequencyDomain([210, 19000])).toEqual([200, 20000])
    expect(frequencyDomain([199.99999999999997, 20000.000000000004])).toEqual([200, 20000])
    expect(frequencyDomain([1000])).toEqual([1000, 2000])
    expect(frequencyDomain([])).toEqual([20, 20000])
  })

  test('has unlabelled ticks at the digits between', () => {
    expect(frequencyTicks([100, 1000]).minor).toEqual([300, 400, 600, 700, 800, 900])
  })
})

describe('drawing helpers', () => {
  test('a monotone cubic passes through its samples and never leaves the range between neighbours', () => {
    const x = [0, 1, 2, 4, 5]
    const y = [0, 0, -40, -3, -3]
    const at = monotoneCubic(x, y)
    x.forEach((value, index) => {
      expect(at(value)).toBe(y[index])
    })
    for (let t = 0; t <= 5; t += 0.01) {
      const i = Math.min(
        3,
        x.findLastIndex((value) => value <= t),
      )
      const [low, high] = [y[i] ?? 0, y[i + 1] ?? 0].sort((a, b) => a - b)
      expect(at(t)).toBeGreaterThanOrEqual((low ?? 0) - 1e-12)
      expect(at(t)).toBeLessThanOrEqual((high ?? 0) + 1e-12)
    }
  })

  test('a monotone cubic reproduces a parabola away from its extremum', () => {
    const x = [1, 2, 3, 4, 5]
    const at = monotoneCubic(
      x,
      x.map((value) => value * value),
    )
    expect(at(2.5)).toBeCloseTo(6.25, 12)
    expect(at(3.3)).toBeCloseTo(10.89, 12)
  })

  test('simplifying keeps every dropped point within the tolerance', () => {
    const circle = Array.from({ length: 400 }, (_, index): Point => {
      const angle = (2 * Math.PI * index) / 399
      return [100 * Math.cos(angle), 100 * Math.sin(angle)]
    })
    const kept = simplified(circle, 0.15)
    expect(kept.length).toBeLessThan(80)
    expect(kept[0]).toEqual(circle[0])
    const sagitta = kept.slice(1).map((point, index) => {
      const previous = kept[index] ?? point
      return 100 - Math.hypot((point[0] + previous[0]) / 2, (point[1] + previous[1]) / 2)
    })
    expect(Math.max(...sagitta)).toBeLessThan(0.16)
    expect(Math.max(...sagitta)).toBeGreaterThan(0.05)
  })

  test('runs share the samples between a trusted and an untrusted stretch', () => {
    expect(runs([true, true, false, true])).toEqual([
      { valid: true, first: 0, last: 1 },
      { valid: false, first: 1, last: 3 },
      { valid: true, first: 3, last: 3 },
    ])
    expect(runs([false, false])).toEqual([{ valid: false, first: 0, last: 1 }])
    expect(runs([])).toEqual([])
  })

  test('numbers have two decimals at most and no minus zero', () => {
    expect([1.005, -0.001, 1 / 3, 12, -2.5].map(decimals)).toEqual(['1', '0', '0.33', '12', '-2.5'])
    expect(escapeXml('a<b>&"\'\u0000')).toBe('a&lt;b&gt;&amp;&quot;&#39; ')
  })
})

/** A horizontal polar on axis 200 Hz–20 kHz whose level is a given function. */
function withLevels(level: (frequency: number, angleDeg: number) => number): Result {
  const result = syntheticResult({ frequencies: logFrequencies(200, 20000, 41), polarNames: ['horizontal'] })
  const polars = result.polars.map((polar) => ({
    ...polar,
    levelDb: Float64Array.from(
      Array.from(result.frequencies).flatMap((f) => Array.from(polar.anglesDeg, (angle) => level(f, angle))),
    ),
  }))
  return { ...result, polars }
}

function axisLabels(svg: string): string[] {
  return texts(svg, 'frequency-axis').filter((label) => label !== 'Frequency, Hz')
}

function valueLabels(svg: string): string[] {
  return texts(svg, 'value-axis').slice(0, -1)
}

function texts(svg: string, groupClass: string): string[] {
  const start = svg.indexOf(`<g class="${groupClass}"`)
  const markup = svg.slice(start, svg.indexOf('</g>', start))
  return [...markup.matchAll(/<text[^>]*>([^<]*)</g)].map((match) => match[1] ?? '')
}

interface Edges {
  readonly left: number
  readonly right: number
}

function plotBox(svg: string): Edges & { readonly top: number; readonly bottom: number } {
  const clip = svg.match(
    /<clipPath id="[a-z-]+[a-z0-9]*-clip"><rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/,
  )
  const [x = 0, y = 0, width = 0, height = 0] = (clip ?? []).slice(1).map(Number)
  return { left: x, right: x + width, top: y, bottom: y + height }
}

function hatches(svg: string): Edges[] {
  return [
    ...svg.matchAll(
      /<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="[\d.]+" fill="url\(#[^)]*hatch\)"/g,
    ),
  ].map((match) => ({ left: Number(match[1]), right: Number(match[1]) + Number(match[2]) }))
}

/** Where the −6 dB ring crosses a vertical or a horizontal line, px along that line. */
function whereEdgeMeets(svg: string, line: { readonly x: number } | { readonly y: number }): number[] {
  const d = svg.match(/<path d="([^"]*)"[^>]* class="edge" data-level="-6"/)?.[1] ?? ''
  const points = [...d.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map((match): Point => {
    const [x, y] = [Number(match[1]), Number(match[2])]
    return 'x' in line ? [x - line.x, y] : [y - line.y, x]
  })
  return points.flatMap(([across, along], index) => {
    const [nextAcross, nextAlong] = points[(index + 1) % points.length] ?? [across, along]
    if (across * nextAcross >= 0) return []
    return [along + ((nextAlong - along) * across) / (across - nextAcross)]
  })
}

function bandLevels(svg: string): number[] {
  return [...svg.matchAll(/class="band" data-level="(-?\d+)"/g)].map((match) => Number(match[1]))
}

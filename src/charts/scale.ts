import { type ScaleLinear, type ScaleLogarithmic, scaleLinear, scaleLog } from 'd3-scale'

export type FrequencyScale = ScaleLogarithmic<number, number>
export type LinearScale = ScaleLinear<number, number>

/** Ticks of one axis: labelled ones, and those between. */
export interface Ticks {
  readonly major: readonly number[]
  readonly minor: readonly number[]
}

/** Logarithmic frequency axis over `[left, right]` px, its ends rounded out to 1-2-5. */
export function frequencyScale(
  frequencies: ArrayLike<number>,
  range: readonly [number, number],
): FrequencyScale {
  return scaleLog().domain(frequencyDomain(frequencies)).range(range)
}

/** The smallest interval between numbers of 1-2-5·10ⁿ that holds all frequencies; an octave at least. */
export function frequencyDomain(frequencies: ArrayLike<number>): [number, number] {
  const finite = Array.from(frequencies).filter((frequency) => frequency > 0 && Number.isFinite(frequency))
  if (finite.length === 0) return [20, 20000]
  const lowest = finite.reduce((a, b) => Math.min(a, b))
  const highest = finite.reduce((a, b) => Math.max(a, b))
  const from = roundedNumbers.findLast((number) => number <= lowest * (1 + rounding)) ?? lowest
  const to =
    roundedNumbers.find((number) => number >= highest * (1 - rounding) && number >= 2 * from) ?? highest
  return [from, to]
}

/** Ticks at 1-2-5·10ⁿ with labels, at the other digits without. */
export function frequencyTicks([from, to]: readonly [number, number]): Ticks {
  const inside = (number: number): boolean => number >= from * (1 - rounding) && number <= to * (1 + rounding)
  return {
    major: roundedNumbers.filter(inside),
    minor: decades.flatMap((decade) => [3, 4, 6, 7, 8, 9].map((digit) => digit * decade)).filter(inside),
  }
}

/** `20`, `500`, `1k`, `20k`. */
export function frequencyLabel(frequency: number): string {
  return frequency >= 1000 ? `${shortNumber(frequency / 1000)}k` : shortNumber(frequency)
}

/** A frequency in words: `850 Hz`, `8.4 kHz`. */
export function frequencyText(frequency: number): string {
  if (!Number.isFinite(frequency)) return 'not known'
  if (frequency >= 1000) return `${Number((frequency / 1000).toPrecision(3))} kHz`
  return `${Number(frequency.toPrecision(3))} Hz`
}

/** Linear axis over `[bottom, top]` px. */
export function linearScale(
  domain: readonly [number, number],
  range: readonly [number, number],
): LinearScale {
  return scaleLinear().domain(domain).range(range)
}

/** Ticks every `major` and `minor` within a domain. */
export function linearTicks(
  [from, to]: readonly [number, number],
  steps: { readonly major: number; readonly minor: number },
): Ticks {
  const major = multiples(from, to, steps.major)
  return {
    major,
    minor: multiples(from, to, steps.minor).filter(
      (value) => !major.some((tick) => Math.abs(tick - value) < 1e-9),
    ),
  }
}

/** With a real minus sign. */
export function numberLabel(value: number): string {
  return shortNumber(value).replace('-', '−')
}

/** Solved frequencies are often a rounding error away from the round number they were meant to be. */
const rounding = 1e-9

const decades = Array.from({ length: 12 }, (_, index) => Number(`1e${index - 3}`))
const roundedNumbers = decades.flatMap((decade) => [1, 2, 5].map((digit) => digit * decade))

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(6)))
}

function multiples(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step - rounding)
  const last = Math.floor(to / step + rounding)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step)
}

import { curveMonotoneX, line } from 'd3-shape'
import { group } from './axes.ts'
import { textWidth } from './figure.ts'
import { keyLength, keySample, marker, strokeStyle } from './marks.ts'
import { element, text } from './svg.ts'
import { fontSize } from './theme.ts'
import { type Run, runs } from './trust.ts'

/** Curves over frequency: solid colours where trusted, faint dots with hollow markers where not. */

export interface Curve {
  readonly name: string
  /** px of each sample; y may be NaN where there is no value. */
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  readonly valid: readonly boolean[]
  /** Which colour, dash and marker. */
  readonly style: number
}

/** More samples than this would be a band of ink; then only some are marked. */
const markedSamples = 64

/** The curve's lines and its samples. It is drawn smooth between samples, without overshoot. */
export function curveMarks(curve: Curve): string {
  return group({ class: 'curve', 'data-name': curve.name, fill: 'none', 'stroke-linejoin': 'round' }, [
    ...runs(curve.valid).map((run) => runPath(curve, run)),
    ...sampleMarks(curve),
  ])
}

/** Legend entries from right to left, ending at `right`. */
export function legend(names: readonly string[], { right, y }: { right: number; y: number }): string {
  let x = right
  const entries = names
    .map((name, style) => ({ name, style }))
    .reverse()
    .map((entry) => {
      x -= 54 + textWidth(entry.name, fontSize.label)
      const left = x
      x -= 22
      return legendEntry(entry, left, y)
    })
  return group({ class: 'legend' }, entries.reverse())
}

function runPath(curve: Curve, run: Run): string {
  if (run.first === run.last) return ''
  const indices = Array.from({ length: run.last - run.first + 1 }, (_, offset) => run.first + offset)
  const path = line<number>()
    .x((index) => curve.x[index] ?? Number.NaN)
    .y((index) => curve.y[index] ?? Number.NaN)
    .defined((index) => Number.isFinite(curve.y[index]))
    .curve(curveMonotoneX)
    .digits(2)(indices)
  // A lone sample between gaps is a path without a line: its marker is enough.
  if (!path || !/[LC]/.test(path)) return ''
  return element('path', {
    class: run.valid ? undefined : 'untrusted-curve',
    d: path,
    ...strokeStyle(curve.style, run.valid),
  })
}

function sampleMarks(curve: Curve): string[] {
  const step = Math.ceil(curve.x.length / markedSamples)
  const marks: string[] = []
  for (let index = 0; index < curve.x.length; index += step) {
    const x = curve.x[index] ?? Number.NaN
    const y = curve.y[index] ?? Number.NaN
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue
    marks.push(marker(curve.style, [x, y], curve.valid[index] ?? false))
  }
  return marks
}

function legendEntry({ name, style }: { name: string; style: number }, x: number, y: number): string {
  return keySample(style, true, x, y - 5) + text(name, { x: x + keyLength + 8, y })
}

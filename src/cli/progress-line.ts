import type { Progress } from '../core/progress.ts'
import type { Terminal } from './terminal.ts'

const barWidth = 28
/** Longer than a glance, shorter than a flicker, ms. */
const redrawMs = 80
const clearLine = '\r\u001b[K'

/** One line on stderr that is drawn over itself; nothing at all where stderr is no screen. */
export class ProgressLine {
  readonly #terminal: Terminal
  #drawnAt = Number.NEGATIVE_INFINITY
  #isDrawn = false

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  readonly update = (progress: Progress): void => {
    if (!this.#terminal.hasProgress) return
    const now = performance.now()
    const isLast = progress.done === progress.total
    if (now - this.#drawnAt < redrawMs && !isLast) return
    this.#drawnAt = now
    this.#isDrawn = true
    this.#terminal.err(clearLine + progressText(progress).slice(0, this.#terminal.columns - 1))
  }

  /** Removes the line, so that what follows starts on a clean one. */
  clear(): void {
    if (this.#isDrawn) this.#terminal.err(clearLine)
    this.#isDrawn = false
    this.#drawnAt = Number.NEGATIVE_INFINITY
  }
}

/** `solve    [#######.....]  12/40  1:05 left`. */
export function progressText({ stage, done, total, secondsLeft }: Progress): string {
  const filled = total > 0 ? Math.round((barWidth * Math.min(done, total)) / total) : 0
  const bar = '#'.repeat(filled).padEnd(barWidth, '.')
  const left = secondsLeft === undefined || done === total ? '' : `  ${durationText(secondsLeft)} left`
  return `${stage.padEnd(7)} [${bar}]  ${done}/${total}${left}`
}

/** `0:07`, `12:30`, `1:02:03`. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const two = (value: number): string => String(value).padStart(2, '0')
  const minutes = Math.floor(whole / 60) % 60
  const hours = Math.floor(whole / 3600)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

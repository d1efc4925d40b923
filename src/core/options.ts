import { WaveguideError } from './errors.ts'

/** Shows a received value in a message: short, and strings in quotes. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value)
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined)
    return String(value)
  if (Array.isArray(value)) return `an array of ${value.length}`
  return typeof value === 'object' ? (value.constructor?.name ?? 'object') : typeof value
}

/** The one sentence for a bad option: `SolveOptions.tolerance must be in (0, 1), got 3`. */
export function optionError(name: string, expected: string, value: unknown): WaveguideError {
  return new WaveguideError('OPTION', `${name} must be ${expected}, got ${shown(value)}`, {
    details: { option: name, expected, value: typeof value === 'number' ? String(value) : shown(value) },
  })
}

/** A finite number, optionally inside `[min, max]`; throws `OPTION` otherwise. */
export function finiteOption(
  name: string,
  value: unknown,
  range: { min?: number; max?: number } = {},
): number {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = range
  if (typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max) return value
  const bounds = [
    min > Number.NEGATIVE_INFINITY ? `≥ ${min}` : '',
    max < Number.POSITIVE_INFINITY ? `≤ ${max}` : '',
  ]
  const limits = bounds.filter(Boolean).join(' and ')
  throw optionError(name, `a finite number${limits ? ` ${limits}` : ''}`, value)
}

/** A positive finite number; throws `OPTION` otherwise. */
export function positiveOption(name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value
  throw optionError(name, 'a positive finite number', value)
}

/** A positive integer; throws `OPTION` otherwise. */
export function countOption(name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value
  throw optionError(name, 'a positive integer', value)
}

/** True or false; throws `OPTION` otherwise. */
export function flagOption(name: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw optionError(name, 'true or false', value)
}

/** One of a list of texts; throws `OPTION` otherwise. */
export function oneOf<T extends string>(name: string, value: unknown, choices: readonly T[]): T {
  if ((choices as readonly unknown[]).includes(value)) return value as T
  throw optionError(name, `one of ${choices.map((choice) => `"${choice}"`).join(', ')}`, value)
}

/** Refuses keys that `known` lacks, naming the nearest one. */
export function refuseUnknownKeys(name: string, value: object, known: readonly string[]): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue
    const near = nearestName(key, known)
    const hint = near ? `; did you mean "${near}"?` : `; known: ${known.join(', ')}`
    throw new WaveguideError('OPTION', `${name} has no option "${key}"${hint}`, {
      details: { option: `${name}.${key}`, nearest: near },
    })
  }
}

/** The name of `known` with the smallest edit distance to `word`, when that is at most a third of its length (or 2). */
export function nearestName(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const candidate of known) {
    // The difference of lengths alone is a distance: hostile words are long.
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitute = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substitute, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

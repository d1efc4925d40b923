const token = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][+-]?\d{1,3})?$/

/**
 * The number that a text spells, or undefined.
 *
 * Stricter than `Number`: no hexadecimal, no blanks, no `Infinity`, decimal point only; `1d3` counts as `1e3`.
 */
export function numberOf(text: string): number | undefined {
  if (!token.test(text)) return undefined
  const value = Number(text.replace(/[dD]/, 'e'))
  return Number.isFinite(value) ? value : undefined
}

/** True for a text that means a number and has no finite value: `NaN`, `inf`, `1e999`. */
export function isNonFiniteToken(text: string): boolean {
  return /^[+-]?(?:nan|inf|infinity)$/i.test(text) || (token.test(text) && numberOf(text) === undefined)
}

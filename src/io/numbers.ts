/** Numbers and texts as other programs read them: ASCII digits, decimal point, no −0, empty when missing. */

/** A fixed number of decimals; empty for NaN and ±∞. */
export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return ''
  const shown = value.toFixed(digits)
  return Number(shown) === 0 ? (0).toFixed(digits) : shown
}

/** Nine significant digits, as few characters as hold them; empty for NaN and ±∞. */
export function significant(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(9)) + 0) : ''
}

/** The shortest text that reads back as the same number; empty for NaN and ±∞. */
export function exact(value: number): string {
  return Number.isFinite(value) ? String(value + 0) : ''
}

/** One line of text: control characters and line breaks become blanks, so that a title cannot add a row. */
export function oneLine(content: string): string {
  return content.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

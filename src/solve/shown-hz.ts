/** A frequency in a message: `850 Hz`, `12.3 kHz`. */
export function shownHz(frequency: number | undefined): string {
  if (frequency === undefined || !Number.isFinite(frequency)) return 'no limit'
  return frequency < 1000
    ? `${Number(frequency.toPrecision(3))} Hz`
    : `${Number((frequency / 1000).toPrecision(3))} kHz`
}

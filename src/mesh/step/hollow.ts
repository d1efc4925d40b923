import type { Sheet } from '../../geometry/sheet.ts'

/** The air of a horn in a box: its walk up to the mouth, closed there by a flat sheet in the place of the box's front. */
export function hollowOf(sheets: readonly Sheet[]): Sheet[] {
  const front = sheets.findIndex(({ role }) => role === 'front')
  const sheet = sheets[front] as Sheet
  const aperture: Sheet = {
    ...sheet,
    role: 'aperture',
    at: (u, azimuth) => (u === 0 ? sheet.at(0, azimuth) : [0, 0, sheet.at(0, azimuth)[2]]),
  }
  return [...sheets.slice(0, front), aperture]
}

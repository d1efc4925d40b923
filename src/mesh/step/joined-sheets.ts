import type { Sheet } from '../../geometry/sheet.ts'

/**
 * Each sheet of a walk from the very ring that the last one ends in, with its index. Sheets that are nowhere as wide as
 * `narrowest` are left out: a designer's numbers may leave almost nothing of a section.
 *
 * @param narrowest - mm.
 */
export function joinedSheets(
  sheets: readonly Sheet[],
  narrowest: number,
): { readonly index: number; readonly sheet: Sheet }[] {
  const kept = [...sheets.keys()].filter((index) => widest(sheets[index] as Sheet) >= narrowest)
  return kept.map((index, i) => {
    const before = i > 0 ? sheets[kept[i - 1] as number] : undefined
    return { index, sheet: beginningAt(before, sheets[index] as Sheet) }
  })
}

/** Azimuths at which a sheet's width is looked at. */
const surveyed = 16

function widest({ at }: Sheet): number {
  const widths = Array.from({ length: surveyed }, (_, i) => {
    const azimuth = (2 * Math.PI * i) / surveyed
    const [from, to] = [at(0, azimuth), at(1, azimuth)]
    return Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2])
  })
  return Math.max(...widths)
}

/** Outer sides with normals of their own miss the ring before them by a micrometre. */
function beginningAt(before: Sheet | undefined, sheet: Sheet): Sheet {
  if (!before) return sheet
  return { ...sheet, at: (u, azimuth) => (u === 0 ? before.at(1, azimuth) : sheet.at(u, azimuth)) }
}

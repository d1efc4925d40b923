import type { Sliced } from '../core/sliced.ts'

/** All pieces of a file, with a pause after each; undefined marks a place to pause. */
export function* collected(pieces: Iterable<Buffer | undefined>): Sliced<Buffer[]> {
  const list: Buffer[] = []
  for (const piece of pieces) {
    if (piece) list.push(piece)
    yield
  }
  return list
}

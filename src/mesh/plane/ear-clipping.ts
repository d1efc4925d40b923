import type { Sliced } from '../../core/sliced.ts'
import { doubleArea } from './triangulation.ts'

/** Corners looked at between two pauses; each is compared with all others. */
const pause = 32

interface Ear {
  readonly isEar: boolean
  /** Doubled area over the squared longest side: wide ears are cut first. */
  readonly width: number
}

/**
 * Cuts a polygon into triangles, wide ones first, in slices.
 *
 * @param xy - 2·V.
 * @param loop - Its vertices counter-clockwise. It may touch itself along an edge that it runs both ways, as around a
 *   hole that a cut joins to the outside.
 * @returns 3·T vertices; `undefined` for a loop that crosses itself.
 */
export function* clipEars(xy: readonly number[], loop: readonly number[]): Sliced<number[] | undefined> {
  const rest = [...loop]
  const ears: Ear[] = []
  for (let i = 0; i < rest.length; i++) {
    if (i % pause === 0) yield
    ears.push(earAt(xy, rest, i))
  }
  const corners: number[] = []
  while (rest.length > 3) {
    if (rest.length % pause === 0) yield
    const best = widest(ears)
    if (best === undefined) return undefined
    corners.push(...cornersAt(rest, best))
    rest.splice(best, 1)
    ears.splice(best, 1)
    for (const i of [best - 1, best]) {
      const place = (i + rest.length) % rest.length
      ears[place] = earAt(xy, rest, place)
    }
  }
  const [a, b, c] = rest
  if (a === undefined || b === undefined || c === undefined || doubleArea(xy, a, b, c) <= 0) return undefined
  return [...corners, a, b, c]
}

function widest(ears: readonly Ear[]): number | undefined {
  let best: number | undefined
  for (const [i, { isEar, width }] of ears.entries())
    if (isEar && width > (best === undefined ? 0 : (ears[best]?.width ?? 0))) best = i
  return best
}

function cornersAt(loop: readonly number[], i: number): [number, number, number] {
  const count = loop.length
  return [loop[(i + count - 1) % count] as number, loop[i] as number, loop[(i + 1) % count] as number]
}

function earAt(xy: readonly number[], loop: readonly number[], i: number): Ear {
  const [a, b, c] = cornersAt(loop, i)
  const area = doubleArea(xy, a, b, c)
  if (area <= 0 || a === c) return { isEar: false, width: 0 }
  const isEar = !loop.some((v) => v !== a && v !== b && v !== c && isWithin(xy, a, b, c, v))
  return { isEar, width: area / longestSquared(xy, a, b, c) }
}

/** Inside or on the sides. */
function isWithin(xy: readonly number[], a: number, b: number, c: number, v: number): boolean {
  return doubleArea(xy, a, b, v) >= 0 && doubleArea(xy, b, c, v) >= 0 && doubleArea(xy, c, a, v) >= 0
}

function longestSquared(xy: readonly number[], a: number, b: number, c: number): number {
  const side = (from: number, to: number): number =>
    ((xy[2 * to] as number) - (xy[2 * from] as number)) ** 2 +
    ((xy[2 * to + 1] as number) - (xy[2 * from + 1] as number)) ** 2
  return Math.max(side(a, b), side(b, c), side(c, a))
}

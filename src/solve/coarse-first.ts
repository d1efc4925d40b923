/**
 * The order in which a sweep is computed: both ends, the middle, then the middles of what is left, so that the whole
 * band is seen early. The same for every sweep of that length.
 *
 * @returns The indices 0 … count − 1, each once.
 */
export function coarseFirst(count: number): Uint32Array {
  const order = count > 1 ? [0, count - 1] : [0].slice(0, count)
  const gaps: [number, number][] = [[0, count - 1]]
  // A queue: every gap of one level is halved before any of the next.
  for (const [low, high] of gaps) {
    if (high - low < 2) continue
    const middle = Math.floor((low + high) / 2)
    order.push(middle)
    gaps.push([low, middle], [middle, high])
  }
  return Uint32Array.from(order)
}

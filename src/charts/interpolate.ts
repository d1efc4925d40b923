/**
 * A monotone cubic through samples: no overshoot between them, so a map shows no lobe that was not computed.
 *
 * Source: M. Steffen, "A simple method for monotonic interpolation in one dimension", A&A 239 (1990).
 *
 * @param x - Ascending abscissae; two at least.
 * @param y - Their values, finite.
 * @returns The interpolant; constant beyond the ends.
 */
export function monotoneCubic(x: ArrayLike<number>, y: ArrayLike<number>): (at: number) => number {
  const slopes = steffenSlopes(x, y)
  const last = x.length - 1
  let interval = 0
  return (at) => {
    if (at <= num(x, 0)) return num(y, 0)
    if (at >= num(x, last)) return num(y, last)
    while (interval > 0 && at < num(x, interval)) interval--
    while (at > num(x, interval + 1)) interval++
    return hermite(x, y, slopes, interval, at)
  }
}

function hermite(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  slopes: Float64Array,
  i: number,
  at: number,
): number {
  const h = num(x, i + 1) - num(x, i)
  const t = (at - num(x, i)) / h
  const rise = num(y, i + 1) - num(y, i)
  const a = num(slopes, i) * h - rise
  const b = rise - num(slopes, i + 1) * h
  return num(y, i) + t * rise + t * (1 - t) * (a * (1 - t) + b * t)
}

function steffenSlopes(x: ArrayLike<number>, y: ArrayLike<number>): Float64Array {
  const last = x.length - 1
  const secant = (i: number): number => (num(y, i + 1) - num(y, i)) / (num(x, i + 1) - num(x, i))
  const slopes = new Float64Array(x.length)
  slopes[0] = secant(0)
  slopes[last] = secant(last - 1)
  for (let i = 1; i < last; i++) {
    const before = secant(i - 1)
    const after = secant(i)
    const hBefore = num(x, i) - num(x, i - 1)
    const hAfter = num(x, i + 1) - num(x, i)
    const parabola = (before * hAfter + after * hBefore) / (hBefore + hAfter)
    const smallest = Math.min(Math.abs(before), Math.abs(after), 0.5 * Math.abs(parabola))
    slopes[i] = (Math.sign(before) + Math.sign(after)) * smallest
  }
  return slopes
}

function num(values: ArrayLike<number>, index: number): number {
  return values[index] ?? Number.NaN
}

import type { Jet } from './jet.ts'

/** A piecewise cubic over ascending knots by values and slopes. */
export interface Cubic {
  readonly knots: Float64Array
  readonly values: Float64Array
  readonly slopes: Float64Array
}

/** Value and derivatives of a piecewise cubic at x, within its knots. */
export function cubicAt({ knots, values, slopes }: Cubic, x: number): Jet {
  const i = intervalOf(knots, x)
  const from = knots[i] ?? 0
  const h = (knots[i + 1] ?? 0) - from
  const s = (x - from) / h
  const [y0, y1] = [values[i] ?? 0, values[i + 1] ?? 0]
  const [m0, m1] = [h * (slopes[i] ?? 0), h * (slopes[i + 1] ?? 0)]
  // Coefficients of y0 + m0 s + b s² + a s³.
  const a = 2 * (y0 - y1) + m0 + m1
  const b = 3 * (y1 - y0) - 2 * m0 - m1
  return [
    s === 1 ? y1 : y0 + s * (m0 + s * (b + s * a)),
    (m0 + s * (2 * b + 3 * a * s)) / h,
    (2 * b + 6 * a * s) / h ** 2,
  ]
}

/** Index of the interval that holds x; a knot belongs to the interval on its left, the first to the first. */
function intervalOf(knots: Float64Array, x: number): number {
  let low = 0
  let high = knots.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((knots[middle] ?? 0) < x) low = middle
    else high = middle
  }
  return low
}

/** The straight line through two points, or the parabola through three, as what a short spline is. */
function shortSlopes(knots: Float64Array, values: Float64Array): Float64Array {
  const [x0 = 0, x1 = 0, x2 = 0] = knots
  const [y0 = 0, y1 = 0, y2 = 0] = values
  const first = (y1 - y0) / (x1 - x0)
  if (knots.length === 2) return Float64Array.of(first, first)
  const second = (y2 - y1) / (x2 - x1)
  const bend = (second - first) / (x2 - x0)
  return Float64Array.of(first - bend * (x1 - x0), first + bend * (x1 - x0), second + bend * (x2 - x1))
}

/**
 * The C² cubic through all points with not-a-knot ends.
 *
 * The slopes m satisfy, between neighbours of widths h and g: g m₋ + 2 (h + g) m + h m₊ = 3 (g δ₋ + h δ₊); the end
 * rows say that the third derivative does not jump at the second and the last but one knot. Source: C. de Boor,
 * A Practical Guide to Splines, chapter IV.
 */
export function splineThrough(knots: Float64Array, values: Float64Array): Cubic {
  const count = knots.length
  if (count < 4) return { knots, values, slopes: shortSlopes(knots, values) }
  const width = (i: number): number => (knots[i + 1] ?? 0) - (knots[i] ?? 0)
  const rise = (i: number): number => ((values[i + 1] ?? 0) - (values[i] ?? 0)) / width(i)
  const lower = new Float64Array(count)
  const diagonal = new Float64Array(count)
  const upper = new Float64Array(count)
  const right = new Float64Array(count)
  for (let i = 1; i < count - 1; i++) {
    lower[i] = width(i)
    diagonal[i] = 2 * (width(i - 1) + width(i))
    upper[i] = width(i - 1)
    right[i] = 3 * (width(i) * rise(i - 1) + width(i - 1) * rise(i))
  }
  const [h, g] = [width(0), width(1)]
  diagonal[0] = g
  upper[0] = h + g
  right[0] = ((h + 2 * (h + g)) * g * rise(0) + h ** 2 * rise(1)) / (h + g)
  const [k, l] = [width(count - 2), width(count - 3)]
  diagonal[count - 1] = l
  lower[count - 1] = k + l
  right[count - 1] = (k ** 2 * rise(count - 3) + (k + 2 * (k + l)) * l * rise(count - 2)) / (k + l)
  return { knots, values, slopes: tridiagonal(lower, diagonal, upper, right) }
}

/** Solves a tridiagonal system by elimination without pivoting; `lower[i]` stands left of `diagonal[i]`. */
function tridiagonal(
  lower: Float64Array,
  diagonal: Float64Array,
  upper: Float64Array,
  right: Float64Array,
): Float64Array {
  const count = right.length
  const pivot = Float64Array.from(diagonal)
  const solution = Float64Array.from(right)
  for (let i = 1; i < count; i++) {
    const factor = (lower[i] ?? 0) / (pivot[i - 1] ?? 1)
    pivot[i] = (pivot[i] ?? 0) - factor * (upper[i - 1] ?? 0)
    solution[i] = (solution[i] ?? 0) - factor * (solution[i - 1] ?? 0)
  }
  for (let i = count - 1; i >= 0; i--) {
    const above = i + 1 < count ? (upper[i] ?? 0) * (solution[i + 1] ?? 0) : 0
    solution[i] = ((solution[i] ?? 0) - above) / (pivot[i] ?? 1)
  }
  return solution
}

/**
 * The monotone C¹ cubic through all points: between two points it does not leave their range.
 *
 * Slopes are weighted harmonic means of the neighbouring rises, zero at an extreme; the ends are three-point formulas,
 * limited. Source: Fritsch and Carlson, SIAM J. Numer. Anal. 17 (1980), 238; ends as in Moler, Numerical Computing
 * with MATLAB, 3.6.
 */
export function pchipThrough(knots: Float64Array, values: Float64Array): Cubic {
  const count = knots.length
  const width = (i: number): number => (knots[i + 1] ?? 0) - (knots[i] ?? 0)
  const rise = (i: number): number => ((values[i + 1] ?? 0) - (values[i] ?? 0)) / width(i)
  if (count === 2) return { knots, values, slopes: Float64Array.of(rise(0), rise(0)) }
  const slopes = new Float64Array(count)
  for (let i = 1; i < count - 1; i++) {
    const [before, after] = [rise(i - 1), rise(i)]
    if (before * after <= 0) continue
    const [w1, w2] = [2 * width(i) + width(i - 1), width(i) + 2 * width(i - 1)]
    slopes[i] = (w1 + w2) / (w1 / before + w2 / after)
  }
  slopes[0] = endSlope(width(0), width(1), rise(0), rise(1))
  slopes[count - 1] = endSlope(width(count - 2), width(count - 3), rise(count - 2), rise(count - 3))
  return { knots, values, slopes }
}

/** Three-point slope at an end, h and δ of the end interval first, limited so that the curve stays monotone. */
function endSlope(h: number, next: number, rise: number, nextRise: number): number {
  const slope = ((2 * h + next) * rise - h * nextRise) / (h + next)
  if (slope * rise <= 0) return 0
  return rise * nextRise <= 0 && Math.abs(slope) > 3 * Math.abs(rise) ? 3 * rise : slope
}

/**
 * Interpolation by clamped B-splines whose inner knots are simple; cubic with not-a-knot ends from four places up.
 *
 * Knots are the places themselves without the second and the last but one, so there are as many poles as places.
 * Source: C. de Boor, A Practical Guide to Splines, chapters IX, X and XIII.
 */
export interface BSpline {
  /** 3; 2 through three places, 1 through two. */
  readonly degree: number
  /** Ascending and distinct; `knots.length + degree − 1` poles. */
  readonly knots: Float64Array
}

/** Cubics are smooth enough for everything here. */
const highestDegree = 3

/**
 * The spline that passes through values at `places`.
 *
 * @param places - Ascending, two or more.
 */
export function bSplineThrough(places: Float64Array): BSpline {
  const degree = Math.min(highestDegree, places.length - 1)
  const last = places.length - 1
  const knots = places.filter((_, i) => i === 0 || i === last || (i > 1 && i < last - 1))
  return { degree, knots: degree === 1 ? places : knots }
}

/** The poles that matter at x: `degree + 1` of them from `first` on, with their weights, which add up to 1. */
export interface PoleWeights {
  readonly first: number
  readonly weights: readonly number[]
}

/** @param x - Within the knots. */
export function poleWeights({ degree, knots }: BSpline, x: number): PoleWeights {
  const spans = knots.length - 1
  let first = 0
  while (first < spans - 1 && x >= (knots[first + 1] as number)) first++
  const knot = (i: number): number => knots[Math.min(Math.max(first + i, 0), spans)] as number
  const weights = [1]
  for (let d = 1; d <= degree; d++) {
    let carried = 0
    for (let i = 0; i < d; i++) {
      const [left, right] = [knot(i + 1 - d), knot(i + 1)]
      const share = (weights[i] as number) / (right - left)
      weights[i] = carried + (right - x) * share
      carried = (x - left) * share
    }
    weights.push(carried)
  }
  return { first, weights }
}

/**
 * The poles of the spline that passes through `values` at `places`.
 *
 * @param values - Rows of `width` numbers, one row for each place.
 * @returns Rows like those of `values`.
 */
export function polesThrough(places: Float64Array, values: Float64Array, width: number): Float64Array {
  const spline = bSplineThrough(places)
  const rows = Array.from(places, (place) => poleWeights(spline, place))
  const matrix = bandedRows(rows, spline.degree)
  const poles = Float64Array.from(values)
  eliminate(matrix, poles, { reach: spline.degree, width })
  return poles
}

/** Row i holds the columns i − reach to i + reach. */
function bandedRows(rows: readonly PoleWeights[], reach: number): Float64Array {
  const length = 2 * reach + 1
  const matrix = new Float64Array(rows.length * length)
  for (const [i, { first, weights }] of rows.entries())
    for (const [j, weight] of weights.entries())
      if (weight !== 0) matrix[i * length + first + j - i + reach] = weight
  return matrix
}

/** Gauss without pivoting, which matrices of B-splines do not need: they are totally positive. */
function eliminate(
  matrix: Float64Array,
  right: Float64Array,
  { reach, width }: { readonly reach: number; readonly width: number },
): void {
  const length = 2 * reach + 1
  const count = matrix.length / length
  const at = (row: number, column: number): number => row * length + column - row + reach
  const subtract = (row: number, factor: number, from: number): void => {
    for (let c = 0; c < width; c++)
      right[row * width + c] =
        (right[row * width + c] as number) - factor * (right[from * width + c] as number)
  }
  for (let pivot = 0; pivot < count; pivot++)
    for (let row = pivot + 1; row <= Math.min(pivot + reach, count - 1); row++) {
      const factor = (matrix[at(row, pivot)] as number) / (matrix[at(pivot, pivot)] as number)
      if (factor === 0) continue
      for (let column = pivot; column <= Math.min(pivot + reach, count - 1); column++)
        matrix[at(row, column)] =
          (matrix[at(row, column)] as number) - factor * (matrix[at(pivot, column)] as number)
      subtract(row, factor, pivot)
    }
  for (let row = count - 1; row >= 0; row--) {
    for (let column = row + 1; column <= Math.min(row + reach, count - 1); column++)
      subtract(row, matrix[at(row, column)] as number, column)
    const pivot = matrix[at(row, row)] as number
    for (let c = 0; c < width; c++) right[row * width + c] = (right[row * width + c] as number) / pivot
  }
}

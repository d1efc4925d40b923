/** Five-point Gauss rule on [0, 1]: places and weights. Source: Abramowitz and Stegun, table 25.4. */
const gauss: readonly (readonly [place: number, weight: number])[] = [
  [0.04691007703066802, 0.11846344252809454],
  [0.23076534494715845, 0.23931433524968324],
  [0.5, 0.28444444444444444],
  [0.7692346550528415, 0.23931433524968324],
  [0.9530899229693319, 0.11846344252809454],
]

/** The integral of a function that polynomials of degree 9 follow. */
export function gaussIntegral(from: number, to: number, integrand: (x: number) => number): number {
  const span = to - from
  return gauss.reduce((sum, [place, weight]) => sum + weight * span * integrand(from + place * span), 0)
}

/** Most halvings: what is left then is below 1e-9 of the stretch. */
const mostHalvings = 30

/**
 * The integral of a function with narrow peaks: stretches are halved until both halves together are the whole.
 *
 * @param tolerance - Of each stretch, in units of the integral; halves are nearer by three orders of magnitude where the function is smooth.
 */
export function adaptiveIntegral(
  [from, to]: readonly [number, number],
  integrand: (x: number) => number,
  tolerance: number,
): number {
  const refined = (start: number, end: number, whole: number, halvings: number): number => {
    const middle = (start + end) / 2
    const [left, right] = [gaussIntegral(start, middle, integrand), gaussIntegral(middle, end, integrand)]
    if (Math.abs(left + right - whole) <= tolerance || halvings === mostHalvings) return left + right
    return refined(start, middle, left, halvings + 1) + refined(middle, end, right, halvings + 1)
  }
  return refined(from, to, gaussIntegral(from, to, integrand), 0)
}

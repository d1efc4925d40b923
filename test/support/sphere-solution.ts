/**
 * Closed-form sound fields of the unit sphere, e^{+jωt}, pressures over ρc·v₀.
 *
 *   k   wavenumber, 1/m      r  distance from the centre, m      h  spherical Hankel function of the second kind
 *
 * Ratios of h are carried instead of h itself, which overflows for high orders.
 */
import { type Complex, divide, multiply } from '../../src/core/complex.ts'

/** p/(ρc v₀) at distance r for a radial velocity v₀·P_n on r = 1, divided by P_n, for n = 0 … count − 1. */
export function modePressures(k: number, r: number, count: number): Complex[] {
  const surface = hankelRatios(k, count)
  const field = hankelRatios(k * r, count)
  // h_n(kr)/h_n(k), from n = 0: e^{−jk(r−1)}/r.
  let fieldOverSurface: Complex = [Math.cos(k * (r - 1)) / r, -Math.sin(k * (r - 1)) / r]
  return surface.map(({ next, logDerivative }, n) => {
    const pressure = multiply(divide(fieldOverSurface, logDerivative), [0, -1])
    fieldOverSurface = multiply(fieldOverSurface, divide(field[n]?.next ?? [0, 0], next))
    return pressure
  })
}

/** h_{n+1}/h_n and h_n′/h_n at x. */
function hankelRatios(x: number, count: number): { next: Complex; logDerivative: Complex }[] {
  // h_0 = j e^{−jx}/x and h_0′/h_0 = −j − 1/x; h_1 = −h_0′.
  let next: Complex = [1 / x, 1]
  let logDerivative: Complex = [-1 / x, -1]
  return Array.from({ length: count }, (_, n) => {
    if (n > 0) {
      const previous = divide([1, 0], next)
      logDerivative = [previous[0] - (n + 1) / x, previous[1]]
      next = [(2 * n + 1) / x - previous[0], -previous[1]]
    }
    return { next, logDerivative }
  })
}

/** P_0(x) … P_{count−1}(x). */
export function legendre(x: number, count: number): number[] {
  const values = [1, x]
  for (let n = 1; n + 1 < count; n++)
    values.push(((2 * n + 1) * x * (values[n] ?? 0) - n * (values[n - 1] ?? 0)) / (n + 1))
  return values.slice(0, count)
}

/** Pressure of the pulsating sphere at r. */
export function pulsating(k: number, r: number): Complex {
  return modePressures(k, r, 1)[0] ?? [Number.NaN, Number.NaN]
}

/**
 * Pressure at (r, cos θ) of a sphere whose cap θ < `halfAngleDeg` moves radially with v₀.
 *
 * @param orderCount - Terms of the series. It converges like n^−2.5 at the rim on the surface, fast off it.
 */
export function capField(
  k: number,
  r: number,
  halfAngleDeg: number,
  orderCount: number,
): (cosTheta: number) => Complex {
  const edge = legendre(Math.cos((halfAngleDeg * Math.PI) / 180), orderCount + 1)
  const weighted = modePressures(k, r, orderCount).map((pressure, n): Complex => {
    const weight = ((n === 0 ? 1 : (edge[n - 1] ?? 0)) - (edge[n + 1] ?? 0)) / 2
    return [weight * pressure[0], weight * pressure[1]]
  })
  return (cosTheta) => {
    const p = legendre(cosTheta, orderCount)
    return weighted.reduce(
      ([re, im], value, n): Complex => [re + value[0] * (p[n] ?? 0), im + value[1] * (p[n] ?? 0)],
      [0, 0] as Complex,
    )
  }
}

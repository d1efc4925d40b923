/** Interleaved complex arrays `[re, im, re, im, …]` in a `Float64Array`. */

export type Complex = readonly [re: number, im: number]

/** Element `index` of an interleaved array. */
export function complexAt(values: ArrayLike<number>, index: number): [number, number] {
  return [values[2 * index] ?? Number.NaN, values[2 * index + 1] ?? Number.NaN]
}

/** Phase in (−180, 180] degrees. */
export function phaseDeg([re, im]: Complex): number {
  const deg = (Math.atan2(im, re) * 180) / Math.PI
  return deg <= -180 ? deg + 360 : deg
}

/** a·b. */
export function multiply([a, b]: Complex, [c, d]: Complex): [number, number] {
  return [a * c - b * d, a * d + b * c]
}

/** a/b. */
export function divide([a, b]: Complex, [c, d]: Complex): [number, number] {
  const scale = c * c + d * d
  return [(a * c + b * d) / scale, (b * c - a * d) / scale]
}

/** Four neighbours in a table and their weights for a value and its derivative by the step between them. */
export interface Stencil {
  readonly at: Int32Array
  readonly value: Float64Array
  readonly slope: Float64Array
  /** Steps to a unit of what the table is over. */
  perStep: number
}

export function newStencil(): Stencil {
  return { at: new Int32Array(4), value: new Float64Array(4), slope: new Float64Array(4), perStep: 1 }
}

/** Cubic through places −1, 0, 1, 2 at t. */
export function lagrange({ value, slope }: Stencil, t: number): void {
  value[0] = (-t * (t - 1) * (t - 2)) / 6
  value[1] = ((t + 1) * (t - 1) * (t - 2)) / 2
  value[2] = (-(t + 1) * t * (t - 2)) / 2
  value[3] = ((t + 1) * t * (t - 1)) / 6
  slope[0] = (-3 * t * t + 6 * t - 2) / 6
  slope[1] = (3 * t * t - 4 * t - 1) / 2
  slope[2] = (-3 * t * t + 2 * t + 2) / 2
  slope[3] = (3 * t * t - 1) / 6
}

/** For tables of two or three places. */
export function linear({ at, value, slope }: Stencil, place: number, last: number): void {
  const first = Math.min(Math.floor(place), last - 1)
  at.fill(first)
  value.fill(0)
  slope.fill(0)
  at[1] = first + 1
  value[0] = 1 - (place - first)
  value[1] = place - first
  slope[0] = -1
  slope[1] = 1
}

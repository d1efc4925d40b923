/** rad. */
export const fullTurn: number = 2 * Math.PI

/** The same angle in [0, 2π). */
export function wrapped(angle: number): number {
  const rest = angle % fullTurn
  // Never −0.
  if (rest >= 0) return rest + 0
  // So little below 0 that the sum rounds to the whole turn.
  return rest + fullTurn < fullTurn ? rest + fullTurn : 0
}

/** The shorter way from one angle to another, in (−π, π]. */
export function turnTo(from: number, to: number): number {
  const way = to - from
  return way - fullTurn * Math.ceil(way / fullTurn - 0.5)
}

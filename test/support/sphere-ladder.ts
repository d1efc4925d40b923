/**
 * Errors of an independent double-precision Galerkin solver with LU on icospheres at equal volume: nodal on the surface,
 * and over r = 2. Two digits. Another implementation must match them within a few per cent: {@link margin}.
 */
export const sphereLadder: readonly LadderRow[] = [
  row(320, 1, [4.0e-3, 4.0e-3], [1.2e-2, 7.0e-5], [2.6e-2, 8.5e-3], [5.6e-3, 3.9e-3], [1.7e-1, 1.3e-1]),
  row(320, 5, [6.9e-3, 4.4e-3], [1.4e-2, 2.9e-3], [2.9e-2, 8.6e-3], [1.9e-2, 5.7e-3], [2.1e-1, 1.1e-1]),
  row(1280, 1, [1.0e-3, 9.9e-4], [3.0e-3, 1.3e-5], [6.8e-3, 2.0e-3], [1.4e-3, 9.6e-4], [5.1e-2, 4.0e-2]),
  row(1280, 5, [1.6e-3, 1.1e-3], [3.5e-3, 6.8e-4], [7.3e-3, 2.1e-3], [4.6e-3, 1.4e-3], [6.9e-2, 3.2e-2]),
  row(1280, 10, [2.7e-3, 2.2e-3], [5.2e-3, 2.6e-3], [9.0e-3, 3.7e-3], [1.4e-2, 5.6e-3], [1.6e-1, 6.8e-2]),
  row(5120, 1, [2.5e-4, 2.5e-4], [7.5e-4, 4.5e-6], [1.7e-3, 4.9e-4], [3.6e-4, 2.4e-4], [1.0e-2, 3.8e-3]),
  row(5120, 5, [4.1e-4, 2.7e-4], [8.5e-4, 1.7e-4], [1.8e-3, 5.1e-4], [1.1e-3, 3.4e-4], [1.8e-2, 4.8e-3]),
  row(5120, 10, [6.7e-4, 5.5e-4], [1.2e-3, 6.4e-4], [2.2e-3, 8.9e-4], [3.3e-3, 1.4e-3], [4.9e-2, 2.9e-2]),
]

/** For the rounding of the two digits and for other quadrature rules. */
export const margin = 1.06

export interface SphereError {
  readonly nodal: number
  readonly field: number
}

export interface LadderRow {
  readonly triangles: number
  readonly ka: number
  /** Velocities P₀, P₁, P₂ of cos θ. */
  readonly modes: readonly SphereError[]
  readonly monopole: SphereError
  /** All or nothing per triangle; against the series cut at 40 terms. */
  readonly cap: SphereError
}

type Pair = readonly [nodal: number, field: number]

function row(
  triangles: number,
  ka: number,
  pulsating: Pair,
  oscillating: Pair,
  quadrupole: Pair,
  monopole: Pair,
  cap: Pair,
): LadderRow {
  const error = ([nodal, field]: Pair): SphereError => ({ nodal, field })
  return {
    triangles,
    ka,
    modes: [pulsating, oscillating, quadrupole].map(error),
    monopole: error(monopole),
    cap: error(cap),
  }
}

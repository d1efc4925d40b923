/**
 * How long a frequency takes: point pairs over the machine's bare kernel rate, and products of the matrix over the memory's
 * bandwidth. The rules of points are those of `native/backends/cpu/rules.cpp`; the other figures are measured, see
 * docs/numerics.md.
 */

/** Points a panel up to each kh, ascending. */
type Rule = readonly { readonly below: number; readonly points: number }[]

const sweepRule: Rule = [
  { below: 1.7, points: 3 },
  { below: 3, points: 6 },
  { below: Number.POSITIVE_INFINITY, points: 7 },
]
const fineRule: Rule = [
  { below: 2, points: 6 },
  { below: 3, points: 7 },
  { below: Number.POSITIVE_INFINITY, points: 12 },
]
const fieldRule: Rule = [
  { below: 1, points: 3 },
  { below: 3, points: 6 },
  { below: Number.POSITIVE_INFINITY, points: 12 },
]

const finestTriangles = 2000
const mostUnknownsOfLu = 256
/** Assembly, near pairs included, over the bare rate. */
const efficiency = { single: 0.42, double: 0.67 } as const
const entryBytes = { single: 8, double: 16 } as const
/** Of a horn; a sphere needs half as many. */
const iterations = 25
/** What even the smallest mesh costs. */
const overheadSeconds = 0.004
/** Bytes a second of the matrix times a vector. */
const bandwidth = 1.5e10
/** Of LU. */
const flopsPerSecond = 1e10
const flopsPerCube = 8 / 3
const referenceSecondsPerPair = 1.2e-6

/** What the time depends on. */
export interface EstimatedSize {
  /** Of the part that mirror planes leave: the unknowns. */
  readonly vertexCount: number
  readonly triangleCount: number
  /** The part and its images in mirror planes and in the ground: 1, 2, 4, … */
  readonly images: number
  /** Longest edge of every triangle of the body, m, ascending. */
  readonly edges: Float64Array
  /** Half the diagonal of the bounding box, m. */
  readonly radius: number
}

export interface EstimatedWork extends EstimatedSize {
  readonly precision: 'single' | 'double'
  /** The bare kernel's, over all threads. */
  readonly pairsPerSecond: number
  /** Observation points. */
  readonly points: number
}

/** Seconds of the backend `cpu` at a wavenumber, 1/m. */
export function cpuSeconds(work: EstimatedWork, wavenumber: number): number {
  const { edges, triangleCount, images, precision, pairsPerSecond, points, radius } = work
  const wholeCount = images * triangleCount
  const isFine = precision === 'double' || wholeCount <= finestTriangles
  const shares = sharesOf(isFine ? fineRule : sweepRule, edges, wavenumber)
  const pairs = ((triangleCount * wholeCount) / 2) * mean(shares) ** 2
  // Directions of the far field: Gauss points times 2n; see sphereRule in native/bem/problem.cpp.
  const directions = (2 * (wavenumber * radius + 4) ** 2) / images
  const fieldPairs = wholeCount * mean(sharesOf(fieldRule, edges, wavenumber)) * (points + directions)
  const kernelSeconds = (pairs / efficiency[precision] + fieldPairs) / pairsPerSecond
  return overheadSeconds + kernelSeconds + solveSeconds(work)
}

/** How the backend `cpu` solves a system of this size. */
export function cpuMethod({ vertexCount }: EstimatedSize): 'lu' | 'gmres' {
  return vertexCount <= mostUnknownsOfLu ? 'lu' : 'gmres'
}

/** Seconds of the backend `reference`. */
export function referenceSeconds({ triangleCount, images, vertexCount }: EstimatedSize): number {
  const pairs = triangleCount ** 2 * (2 * images - 1)
  return referenceSecondsPerPair * pairs + luSeconds(vertexCount)
}

function solveSeconds(work: EstimatedWork): number {
  const { vertexCount, precision } = work
  if (cpuMethod(work) === 'lu') return luSeconds(vertexCount)
  return (iterations * entryBytes[precision] * vertexCount ** 2) / bandwidth
}

function luSeconds(vertexCount: number): number {
  return (flopsPerCube * vertexCount ** 3) / flopsPerSecond
}

/** For each class of a rule its points and the share of the panels up to its end. */
function sharesOf(rule: Rule, edges: Float64Array, wavenumber: number): { points: number; upTo: number }[] {
  return rule.map(({ below, points }) => ({
    points,
    upTo: countBelow(edges, below / wavenumber) / edges.length,
  }))
}

function mean(shares: readonly { points: number; upTo: number }[]): number {
  return shares.reduce((sum, { points, upTo }, i) => sum + points * (upTo - (shares[i - 1]?.upTo ?? 0)), 0)
}

/** By bisection. */
function countBelow(ascending: Float64Array, limit: number): number {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((ascending[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}

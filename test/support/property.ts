/** Options of a property test: fast-check prints the seed of a failure, and `SEED=` runs it again. */
export function runs(numRuns: number): { numRuns: number; seed?: number } {
  const seed = process.env['SEED']
  return seed === undefined ? { numRuns } : { numRuns, seed: Number(seed) }
}

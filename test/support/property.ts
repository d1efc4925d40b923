/**
 * Options of a property test: fast-check prints seed and counterexample of a failure, and `SEED=` runs it again.
 *
 * No shrinking: of designs with a dozen real numbers each it takes longer than all the rest and helps little.
 */
export function runs(numRuns: number): { numRuns: number; endOnFailure: true; seed?: number } {
  const seed = process.env['SEED']
  return { numRuns, endOnFailure: true, ...(seed !== undefined && { seed: Number(seed) }) }
}

/**
 * Options of a property test: the same 200-odd cases in every run, others with `SEED=` (`SEED=$RANDOM npx vitest run
 * test/property`). fast-check prints seed and counterexample of a failure.
 *
 * No shrinking: of designs with a dozen real numbers each it takes longer than all the rest and helps little.
 */
export function runs(numRuns: number): { numRuns: number; endOnFailure: true; seed: number } {
  return { numRuns, endOnFailure: true, seed: Number(process.env['SEED'] ?? 1) }
}

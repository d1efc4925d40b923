import type { Result } from '../model/result.ts'

/**
 * Which frequencies of a result may be read as a prediction: the evidence says so and the mesh limit allows it.
 *
 * @returns F flags; false too where the evidence is missing.
 */
export function validFrequencies(result: Result): boolean[] {
  const { validTo } = result.provenance.mesh
  return Array.from(
    result.frequencies,
    (frequency, index) => result.evidence[index]?.valid === true && !(frequency > validTo),
  )
}

/**
 * Every reason why frequencies of a result are not valid, with the frequencies it concerns, in order of appearance.
 *
 * A frequency above the mesh limit without a reason of its own in the evidence gets one here.
 */
export function invalidReasons(result: Result): Map<string, number[]> {
  const reasons = new Map<string, number[]>()
  validFrequencies(result).forEach((valid, index) => {
    if (valid) return
    const own = result.evidence[index]?.reasons ?? []
    for (const reason of own.length > 0 ? own : ['above the mesh limit']) {
      reasons.set(reason, [...(reasons.get(reason) ?? []), result.frequencies[index] ?? Number.NaN])
    }
  })
  return reasons
}

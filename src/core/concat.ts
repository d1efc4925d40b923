/** One array after the other. */
export function concat(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0))
  let start = 0
  for (const values of parts) {
    joined.set(values, start)
    start += values.length
  }
  return joined
}

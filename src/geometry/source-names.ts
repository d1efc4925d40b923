/** What ABEC calls the first, the second, … source of the air path. */
export function usualSourceName(number: number): string {
  return `SD1D${1001 + number}`
}

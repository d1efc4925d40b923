import { plainNumber } from './args.ts'
import { UsageError } from './usage-error.ts'

/** As many as a table or a file of polars can sensibly have: a tenth of a degree all around. */
const mostAngles = 3601

/**
 * `0:180:5` as 0, 5, … 180, or a list with commas.
 *
 * @param option - Name of the option, `--angles`, and of its command, for the message.
 */
export function angleList(text: string, { option, command }: { option: string; command: string }): number[] {
  const fail = (message: string): never => {
    throw new UsageError(`${option} ${message}`, command)
  }
  const isRange = text.includes(':')
  const numbers = text.split(isRange ? ':' : ',').map(plainNumber)
  if (numbers.includes(undefined) || (isRange && numbers.length !== 3))
    return fail(`must be FROM:TO:STEP or a list of degrees, got "${text}"`)
  const values = numbers as number[]
  if (!isRange) return values
  const [from = 0, to = 0, step = 0] = values
  if (!(step > 0 && to >= from)) return fail(`must rise by a positive STEP, got "${text}"`)
  const count = Math.floor((to - from) / step + 1e-9) + 1
  if (count > mostAngles) return fail(`must be ${mostAngles} at most, got ${count}`)
  return Array.from({ length: count }, (_, index) => from + index * step)
}

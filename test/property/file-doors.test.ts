import { mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { WaveguideError } from '../../src/core/errors.ts'
import { type Door, doors } from '../support/fuzz/file-doors.ts'
import { mutated } from '../support/fuzz/mutate.ts'
import { randomFrom } from '../support/fuzz/random.ts'

/** `npm run fuzz` asks for more, and `SEED=` for others. */
const cases = Number(process.env['FUZZ_CASES'] ?? 300)
const seed = Number(process.env['SEED'] ?? 1)
const minutes = 60

/** What is wrong with the door's answer to a damaged file; undefined when nothing is. */
async function fault({ open, codes }: Door, bytes: Uint8Array): Promise<'refused' | 'taken' | Error> {
  try {
    await open(bytes)
    return 'taken'
  } catch (thrown) {
    if (thrown instanceof WaveguideError && codes.includes(thrown.code)) return 'refused'
    return thrown instanceof Error ? thrown : new Error(String(thrown))
  }
}

/** Keeps the file, so that it can become a test. */
function kept(door: Door, number: number, bytes: Uint8Array): string {
  const path = `build/fuzz/${door.name.slice(1)}-seed-${seed}-case-${number}`
  mkdirSync('build/fuzz', { recursive: true })
  writeFileSync(path, bytes)
  return path
}

describe.each(doors)('damaged $name files', (door) => {
  test(
    `are refused with ${door.codes.join(', ')} or read soundly, never anything else`,
    async () => {
      const seeds = await door.seeds()
      for (const sound of seeds) expect(await fault(door, sound)).toBe('taken')
      let refused = 0
      for (let number = 0; number < cases; number++) {
        const random = randomFrom(1000 * seed + number)
        const bytes = mutated(random.pick(seeds), random, door.words)
        const answer = await fault(door, bytes)
        if (answer instanceof Error)
          throw new Error(`case ${number} of SEED=${seed}, kept in ${kept(door, number, bytes)}`, {
            cause: answer,
          })
        if (answer === 'refused') refused++
      }
      // Fewer would mean that the damage does not reach what is looked at.
      expect(refused).toBeGreaterThan(cases / 4)
    },
    minutes * 60_000,
  )
})

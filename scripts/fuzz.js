// Damaged files at every door, longer than the tests do it: test/support/fuzz/doors.ts is the table of doors.
// Usage: npm run fuzz [-- CASES [SEED]]; a failing file is kept in build/fuzz/.
import { spawnSync } from 'node:child_process'

const [cases = '20000', seed = String(Math.floor(Math.random() * 1e6))] = process.argv.slice(2)
console.log(`fuzz: ${cases} cases for each door, seed ${seed}`)
const env = { ...process.env, FUZZ_CASES: cases, SEED: seed }
const { status } = spawnSync('node_modules/.bin/vitest', ['run', 'test/property/fuzz.test.ts'], {
  env,
  stdio: 'inherit',
})
process.exitCode = status ?? 1

// Damaged and made-up texts and files at every door that strangers' input comes through, longer than the tests do it and
// from another seed each time: test/support/fuzz/ has the tables of doors. A failure prints its seed; failing files are kept
// in build/fuzz/.
// Usage: npm run fuzz [-- CASES [SEED]]
import { spawnSync } from 'node:child_process'

const [cases = '5000', seed = String(Math.floor(Math.random() * 1e6))] = process.argv.slice(2)
console.log(`fuzz: ${cases} cases for each door, seed ${seed}`)
const env = { ...process.env, FUZZ_CASES: cases, SEED: seed }
const files = ['test/property/design-doors.test.ts', 'test/property/file-doors.test.ts']
const { status } = spawnSync('node_modules/.bin/vitest', ['run', ...files], { env, stdio: 'inherit' })
process.exitCode = status ?? 1

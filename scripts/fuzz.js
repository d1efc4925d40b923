// Throws many texts at every door for text that strangers wrote, from another seed each time; a failure prints seed and
// text. The test suite does the same with few texts and a fixed seed.
// Usage: npm run fuzz [-- RUNS [SEED]], e.g. `npm run fuzz -- 20000`.
import { spawn } from 'node:child_process'

const [runs = '5000', seed = String(Date.now() % 1_000_000_000)] = process.argv.slice(2)
console.log(`${runs} texts per door, seed ${seed}`)
const env = { ...process.env, FUZZ_RUNS: runs, SEED: seed }
const child = spawn('node_modules/.bin/vitest', ['run', 'test/property/doors.test.ts'], {
  env,
  stdio: 'inherit',
})
child.on('close', (status) => {
  process.exitCode = status ?? 1
})

// Everything that CI runs, one headline per step; the last line is `N passed, N failed`. A failed step stops nothing:
// what failed is printed in full and listed at the end.
// Usage: npm test [-- STEP...], e.g. `npm test -- types rooms`.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

const resultsFolder = 'build/test-results'
const vitestReport = `${resultsFolder}/vitest.json`
const bin = (name) => `node_modules/.bin/${name}`

// `count` reads how many test cases passed and failed; without it the step is one case.
const steps = [
  { name: 'lint', what: 'TypeScript format and lint', command: [bin('biome'), 'ci', '--colors=off'] },
  { name: 'native-style', what: 'C++ format', command: ['bash', 'scripts/check-native-style.sh'] },
  { name: 'types', what: 'TypeScript types', command: [bin('tsc'), '--noEmit'] },
  { name: 'rooms', what: 'import directions', command: ['node', 'scripts/check-rooms.js'] },
  { name: 'includes', what: 'include directions', command: ['node', 'scripts/check-includes.js'] },
  { name: 'unused', what: 'unused files, exports, packages', command: [bin('knip')] },
  { name: 'docs', what: 'docstrings, error codes, links', command: ['node', 'scripts/check-docs.js'] },
  { name: 'api-pages', what: 'docs/api is up to date', command: ['node', 'scripts/make-docs.js', '--check'] },
  {
    name: 'binaries',
    what: 'instruction sets, needed libraries',
    command: ['bash', 'scripts/check-binaries.sh'],
  },
  { name: 'tidy', what: 'clang-tidy', command: ['node', 'scripts/tidy.js'] },
  { name: 'native', what: 'native tests', command: ['bash', 'scripts/test-native.sh'], count: countDoctest },
  {
    name: 'tests',
    what: 'unit, property, golden, backend, integration tests',
    command: [
      bin('vitest'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${vitestReport}`,
    ],
    count: countVitest,
  },
]

function countDoctest(output) {
  const [, passed, failed, skipped] =
    /test cases:.*?(\d+) passed \|\s*(\d+) failed \|\s*(\d+) skipped/.exec(output) ?? []
  return { passed: Number(passed ?? 0), failed: Number(failed ?? 0), skipped: Number(skipped ?? 0) }
}

/** A file that could not even be loaded counts as one failed case. */
function countVitest() {
  const report = JSON.parse(readFileSync(vitestReport, 'utf8'))
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Runs a command to its end; stdout and stderr together. */
function run([program, ...parameters]) {
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1' }
    const child = spawn(program, parameters, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const collect = (chunk) => {
      output += chunk
    }
    child.stdout.setEncoding('utf8').on('data', collect)
    child.stderr.setEncoding('utf8').on('data', collect)
    child.on('error', (thrown) => resolve({ isOk: false, output: `${output}${thrown.message}\n` }))
    child.on('close', (status) => resolve({ isOk: status === 0, output }))
  })
}

/** Counts of one finished step. A step that ended badly has at least one failure, whatever it counted. */
function counts({ count }, { isOk, output }) {
  if (!count) return { passed: isOk ? 1 : 0, failed: isOk ? 0 : 1, skipped: 0 }
  try {
    const found = count(output)
    const nothingRan = found.passed + found.failed === 0
    return { ...found, failed: isOk && !nothingRan ? found.failed : Math.max(1, found.failed) }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

async function runStep(step) {
  const started = performance.now()
  const result = await run(step.command)
  writeFileSync(`${resultsFolder}/${step.name}.log`, result.output)
  const found = counts(step, result)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const cases = step.count ? `, ${found.passed} passed, ${found.failed} failed, ${found.skipped} skipped` : ''
  console.log(`${found.failed > 0 ? 'FAILED' : 'ok    '} ${step.name}: ${step.what}${cases} (${seconds} s)`)
  if (found.failed > 0) console.log(result.output.trimEnd().replace(/^/gm, '       | '))
  return { step, ...found }
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) {
  console.error(`no step ${unknown.join(', ')}; there are: ${steps.map((step) => step.name).join(', ')}`)
  process.exit(2)
}
mkdirSync(resultsFolder, { recursive: true })
rmSync(vitestReport, { force: true })
const results = []
for (const step of steps) {
  if (wanted.length === 0 || wanted.includes(step.name)) results.push(await runStep(step))
}
const bad = results.filter((result) => result.failed > 0)
if (bad.length > 0) {
  console.log('\nFailed steps; what each printed is above and in build/test-results/:')
  for (const { step, failed } of bad) console.log(`  ${step.name}: ${failed} failed`)
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = bad.length > 0 ? 1 : 0

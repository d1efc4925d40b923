// The demo horn end to end: where the time goes, how long the event loop is ever held, and how fast an abort answers. One
// JSON object a line. Parts are those of one thread, which solves a frequency of its own.
// Run: npm run bench [> bench/results/<date>-<machine>.json]
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { solverModule } from '../lib/binding/load-addon.js'
import { presets } from '../lib/design/presets.js'
import { mesh, parseHorn, solve } from '../lib/index.js'
import { machine, summary } from './machine.js'

const print = (line) => console.log(JSON.stringify(line))
const solver = solverModule()
const threads = solver.info().hardwareThreads
const horn = parseHorn(presets['demo-rosse'])
const sweep = { from: 200, to: 20_000, count: 40 }

print(machine(solver))

const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
const surface = await meshTwice()
await solveDemo(surface, 'single')
delay.disable()
print({ case: 'event loop', longestBlockMs: Number((delay.max / 1e6).toFixed(1)) })
await solveDemo(surface, 'double')
await abortDemo(surface)

async function meshTwice() {
  const seconds = []
  let result
  for (let run = 0; run < 2; run++) {
    const start = performance.now()
    result = await mesh(horn, { maxTriangles: 3000 })
    seconds.push(Number(((performance.now() - start) / 1000).toFixed(3)))
  }
  const { validTo, deviationMm } = result.quality
  print({
    case: 'mesh',
    triangles: result.triangles.length / 3,
    validTo: Math.round(validTo),
    deviationMm,
    seconds,
  })
  return result
}

async function solveDemo(surface, precision) {
  const triangles = surface.triangles.length / 3
  const start = performance.now()
  const { evidence, provenance } = await solve(surface, { frequencies: sweep, precision })
  const seconds = (performance.now() - start) / 1000
  const part = (name) => summary(evidence.map((e) => e[name]))
  print({
    case: 'solve',
    precision,
    threads,
    triangles,
    mirrorPlanes: provenance.symmetry.planes,
    frequencies: evidence.length,
    secondsInAll: Number(seconds.toFixed(3)),
    secondsPerFrequency: Number((seconds / evidence.length).toPrecision(3)),
    assembly: part('secondsAssembly'),
    solution: part('secondsSolve'),
    field: part('secondsField'),
    iterations: summary(evidence.map((e) => e.iterations)),
  })
}

async function abortDemo(surface) {
  const milliseconds = []
  for (let run = 0; run < 7; run++) {
    const controller = new AbortController()
    // Solved whole, so that there is something left to abort.
    const job = solve(surface, { frequencies: sweep, symmetry: 'none', signal: controller.signal })
    const finished = job.then(
      () => Number.NaN,
      () => performance.now(),
    )
    await new Promise((resolve) => setTimeout(resolve, 300 + 150 * run))
    const start = performance.now()
    controller.abort()
    milliseconds.push((await finished) - start)
  }
  print({ case: 'abort to rejection', milliseconds: summary(milliseconds) })
}

// The demo horn end to end: where the time goes, how near assembly comes to the machine's bare kernel rate, how long
// the event loop is ever held, and how fast an abort answers. One JSON object a line.
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
const rates = {}
for (const precision of ['single', 'double']) {
  rates[precision] = await solver.kernelRate({ precision, threads, seconds: 0.1 }).promise
  print({
    case: 'bare kernel rate',
    precision,
    threads,
    pairsPerSecond: Number((rates[precision] * 1e9).toPrecision(3)),
  })
}

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
  const { evidence } = await solve(surface, { frequencies: sweep, precision })
  const seconds = (performance.now() - start) / 1000
  const part = (name) => summary(evidence.map((e) => e[name]))
  print({
    case: 'solve',
    precision,
    threads,
    triangles,
    frequencies: evidence.length,
    secondsInAll: Number(seconds.toFixed(3)),
    secondsPerFrequency: Number((seconds / evidence.length).toPrecision(3)),
    assembly: part('secondsAssembly'),
    solution: part('secondsSolve'),
    field: part('secondsField'),
    iterations: summary(evidence.map((e) => e.iterations)),
  })
  shareOfRate(evidence, triangles, precision)
}

// Every pair of triangles once, by the product rule of the lowest frequency.
function shareOfRate(evidence, triangles, precision) {
  const pointsPerTriangle = precision === 'single' ? 3 : 6
  const pairs = (triangles * (triangles - 1) * pointsPerTriangle ** 2) / 2
  const seconds = Math.min(...evidence.slice(0, 10).map((e) => e.secondsAssembly))
  const rate = pairs / seconds
  print({
    case: 'assembly rate',
    precision,
    pairs,
    pairsPerSecond: Number(rate.toPrecision(3)),
    shareOfBareRate: Number((rate / (rates[precision] * 1e9)).toFixed(2)),
  })
}

async function abortDemo(surface) {
  const milliseconds = []
  for (let run = 0; run < 7; run++) {
    const controller = new AbortController()
    const job = solve(surface, { frequencies: sweep, signal: controller.signal })
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

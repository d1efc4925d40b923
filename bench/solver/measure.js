// One case of bench/solver.js in a process of its own; prints what it measured as JSON.
import { performance } from 'node:perf_hooks'
import { solverModule } from '../../lib/binding/load-addon.js'
import { solve } from '../../lib/index.js'
import { givenJob, peakBytes } from '../support/fresh-process.js'

const { mesh, options, bands, repeats } = givenJob()
const solver = solverModule()
const threads = options.threads ?? solver.info().hardwareThreads
// Near by, so that each costs the same; the first of all warms caches and pages and is drowned by the median.
const frequencies = bands.flatMap((hz) => Array.from({ length: repeats }, (_, i) => hz * (1 + 0.002 * i)))

const measured = await timed()
const gigapairs = await solver.kernelRate({ precision: options.precision, threads, seconds: 0.1 }).promise
console.log(JSON.stringify({ ...measured, threads, bareRate: gigapairs * 1e9 }))

/** Seconds of the preparation and of each frequency, evidence and peak memory of one solve. */
async function timed() {
  const start = performance.now()
  const marks = []
  const run = solve(mesh, {
    ...options,
    frequencies,
    threads,
    onProgress: () => marks.push(performance.now()),
  })
  const order = []
  for await (const { index } of run) order.push(index)
  const { evidence, polars, provenance } = await run
  // The first mark is the end of the preparation, the others are the ends of the frequencies in their order.
  const seconds = new Array(order.length)
  order.forEach((index, i) => {
    seconds[index] = (marks[i + 1] - marks[i]) / 1000
  })
  return {
    setUpSeconds: (marks[0] - start) / 1000,
    frequencies: evidence.map((e, index) => ({
      ...e,
      seconds: seconds[index],
      onAxisDb: polars[0].levelDb[index * polars[0].anglesDeg.length],
    })),
    planes: provenance.symmetry.planes,
    peakBytes: peakBytes(),
  }
}

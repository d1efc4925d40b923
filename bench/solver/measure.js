// One case of bench/solver.js in a process of its own; prints what it measured as JSON.
import { performance } from 'node:perf_hooks'
import { solverModule } from '../../lib/binding/load-addon.js'
import { solve } from '../../lib/index.js'
import { givenJob, peakBytes } from '../support/fresh-process.js'

const { mesh, options, bands, repeats } = givenJob()
const solver = solverModule()
const threads = options.threads ?? solver.info().hardwareThreads

const measured = []
for (const hz of bands) measured.push(await timed(hz))
const gigapairs = await solver.kernelRate({ precision: options.precision, threads, seconds: 0.1 }).promise
console.log(
  JSON.stringify({
    bands: measured,
    planes: measured[0].planes,
    setUpSeconds: measured[0].setUpSeconds,
    peakBytes: peakBytes(),
    threads,
    bareRate: gigapairs * 1e9,
  }),
)

/** One solve of neighbouring frequencies, each of which costs the same. */
async function timed(hz) {
  const start = performance.now()
  // The first is the end of the preparation, the others are the ends of the frequencies in their order.
  const marks = []
  const { evidence, polars, provenance } = await solve(mesh, {
    ...options,
    frequencies: Array.from({ length: repeats }, (_, i) => hz * (1 + 0.002 * i)),
    threads,
    onProgress: () => marks.push(performance.now()),
  })
  return {
    setUpSeconds: (marks[0] - start) / 1000,
    seconds: (marks.at(-1) - marks[0]) / 1000,
    gaps: marks.slice(1).map((mark, i) => (mark - marks[i]) / 1000),
    evidence,
    /** At the first of the frequencies. */
    onAxisDb: polars[0].levelDb[0],
    planes: provenance.symmetry.planes,
  }
}

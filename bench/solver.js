// Seconds per frequency of the backend `cpu` over body, size, symmetry, precision and frequency, each case in a process
// of its own, with the goal beside the figure. What is measured: docs/benchmarks.md.
// Run: npm run bench:solver [-- --case NAME] [-- --repeats N] [-- --threads N]
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { solverModule } from '../lib/binding/load-addon.js'
import { symmetryOf } from '../lib/solve/symmetry.js'
import { machine, summary } from './machine.js'
import { bandsOf, cases, goalOf, setUpGoal } from './solver/cases.js'
import { meshOfBody, polarsOf } from './solver/meshes.js'
import { inFreshProcess } from './support/fresh-process.js'
import { digits, print } from './support/lines.js'

const { values } = parseArgs({
  options: { case: { type: 'string' }, repeats: { type: 'string' }, threads: { type: 'string' } },
})
const program = fileURLToPath(new URL('solver/measure.js', import.meta.url))
const soundSpeed = 343.2
/** Unknowns up to which every thread has a frequency of its own: native/bem/problem.cpp. */
const largestAtOnce = 1000

const chosen = cases.filter(({ name, isDefault }) => (values.case ? name.includes(values.case) : isDefault))
if (chosen.length === 0) {
  console.error(`no case ${values.case}; there are: ${cases.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}
print(machine(solverModule()))
const lines = []
for (const one of chosen) {
  lines.push(await measure(one))
  print(lines.at(-1))
}
print({ case: 'goals', missed: lines.flatMap(missed) })

async function measure(one) {
  const mesh = await meshOfBody(one)
  const bands = bandsFor(one, mesh)
  const repeats = Number(values.repeats ?? (one.triangles > 7000 ? 4 : 8))
  const options = {
    symmetry: one.symmetry,
    precision: one.precision,
    device: 'cpu',
    observations: { polars: polarsOf(one.body) },
    ...(values.threads ? { threads: Number(values.threads) } : {}),
  }
  const measured = await inFreshProcess(program, { mesh, options, bands, repeats })
  if (String(measured.planes) !== String(one.planes))
    throw new Error(`${one.name} was solved with the planes ${measured.planes}, not ${one.planes}`)
  return line(one, mesh, measured, bands)
}

/** Hz. */
function bandsFor({ body }, { quality }) {
  const { hz, kh } = bandsOf[body] ?? bandsOf.sphere
  return hz ?? kh.map((value) => (value * soundSpeed) / (2 * Math.PI * quality.maxEdge))
}

function line(one, mesh, measured, bands) {
  const { partVertices, partTriangles } = symmetryOf(mesh, { symmetry: one.symmetry })
  const atOnce = partVertices <= largestAtOnce ? measured.threads : 1
  const at = bands.map((hz, i) => band(one, hz, measured.bands[i], atOnce))
  const rate = (atOnce * pointPairs(one, mesh, partTriangles)) / at[0].assembly.median
  return {
    case: one.name,
    triangles: mesh.tags.length,
    unknowns: partVertices,
    planes: measured.planes,
    precision: one.precision,
    threads: measured.threads,
    frequenciesAtOnce: atOnce,
    setUp: {
      seconds: digits(measured.setUpSeconds),
      frequencies: digits(measured.setUpSeconds / Math.min(...at.map(({ seconds }) => seconds.median))),
      goal: setUpGoal,
    },
    peakMib: Math.round(measured.peakBytes / 2 ** 20),
    matrixMib: Math.round(((one.precision === 'single' ? 8 : 16) * partVertices ** 2) / 2 ** 20),
    bareRate: digits(measured.bareRate),
    shareOfBareRate: digits(rate / measured.bareRate, 2),
    at,
  }
}

/**
 * One group of neighbouring frequencies. A frequency costs the time from one to the next; where several are solved at once,
 * the time of all over their number. The parts are those of one thread then.
 */
function band({ name }, hz, { evidence: frequencies, gaps, seconds }, atOnce) {
  const part = (key) => summary(frequencies.map((frequency) => frequency[key]))
  const goal = goalOf(name, hz)
  return {
    hz: digits(hz, 4),
    kh: digits((2 * Math.PI) / frequencies[0].elementsPerWavelength),
    seconds: summary(atOnce > 1 ? [seconds / gaps.length] : gaps),
    ...(goal === undefined ? {} : { goal }),
    assembly: part('secondsAssembly'),
    solution: part('secondsSolve'),
    field: part('secondsField'),
    solver: frequencies[0].solver,
    iterations: part('iterations'),
  }
}

/** In words, what of a line is slower than its goal. */
function missed({ case: name, setUp, at }) {
  const slow = at.filter(({ seconds, goal }) => seconds.median > goal)
  return [
    ...slow.map(({ hz, seconds, goal }) => `${name} at ${hz} Hz: ${seconds.median} s, goal ${goal} s`),
    ...(setUp.frequencies > setUp.goal
      ? [`${name}: set-up of ${setUp.frequencies} frequencies, goal ${setUp.goal}`]
      : []),
  ]
}

/** Each pair of triangles once, times the points of its product rule at the lowest kh: native/backends/cpu/rules.cpp. */
function pointPairs({ precision }, mesh, partTriangles) {
  const wholeTriangles = mesh.tags.length
  const isFine = precision === 'double' || wholeTriangles <= 2000
  return ((partTriangles * wholeTriangles) / 2) * (isFine ? 6 : 3) ** 2
}

// How soon a small job is done that starts from nothing, each in a fresh process: the clock starts when `require`
// returns, so it holds the loading of the native module, the threads and every first time. One JSON object a line.
// Run: npm run bench:first-result
import { fileURLToPath } from 'node:url'
import './support/typescript.js'
import { solverModule } from '../lib/binding/load-addon.js'
import { symmetryOf } from '../lib/solve/symmetry.js'
import { machine, summary } from './machine.js'
import { meshOfBody, polarsOf } from './solver/meshes.js'
import { inFreshProcess } from './support/fresh-process.js'
import { print } from './support/lines.js'

const { meshOf, ringSphere } = await import('../test/support/spheres.ts')
const program = fileURLToPath(new URL('first-result/measure.cjs', import.meta.url))
const horn = await meshOfBody({ body: 'horn', triangles: 8000 })

const quarterHorn = (to) => ({
  goal: 3,
  runs: 3,
  mesh: horn,
  options: {
    frequencies: { from: 200, to, count: 40 },
    threads: 2,
    observations: { polars: polarsOf('horn') },
  },
})

const jobs = [
  {
    name: '160 triangles, 20 frequencies',
    goal: 0.5,
    runs: 5,
    // The unit sphere up to kh = 1.5, h = 0.54 m.
    mesh: meshOf(ringSphere(6, 16)),
    options: { frequencies: { from: 10, to: 150, count: 20 }, symmetry: 'none' },
  },
  {
    name: 'quarter horn, 40 frequencies to the limit of its mesh, 111 points',
    ...quarterHorn(horn.quality.validTo),
  },
  { name: 'quarter horn, 40 frequencies to 20 kHz, 111 points', ...quarterHorn(20_000) },
]

print(machine(solverModule()))
for (const { name, goal, runs, mesh, options } of jobs) {
  const measured = []
  for (let run = 0; run < runs; run++) measured.push(await inFreshProcess(program, { mesh, options }))
  const part = (key) => summary(measured.map((one) => one[key]))
  print({
    case: name,
    triangles: mesh.tags.length,
    unknowns: symmetryOf(mesh, options).partVertices,
    planes: measured[0].planes,
    require: part('require'),
    first: part('first'),
    seconds: part('all'),
    goal,
  })
}

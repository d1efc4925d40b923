// The same meshes, drives, frequencies and points through other boundary-element programs, where they are installed, and
// the ratio of their time to ours from the same run. One JSON object a line. What is measured: docs/benchmarks.md.
// Run: npm run bench:peers [-- --case NAME]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { solverModule } from '../lib/binding/load-addon.js'
import { machine } from './machine.js'
import { bempp } from './peers/bempp-cl.js'
import { numcalc } from './peers/numcalc.js'
import { meshOfBody } from './solver/meshes.js'
import { inFreshProcess } from './support/fresh-process.js'
import { digits, print } from './support/lines.js'

const { values } = parseArgs({ options: { case: { type: 'string' } } })
const ourProgram = fileURLToPath(new URL('solver/measure.js', import.meta.url))
const medium = { soundSpeed: 343.2, density: 1.2041 }
const repeats = 3
const cases = [
  { name: 'sphere-1280', body: 'sphere', triangles: 1280, hz: [50, 200, 400], distance: 3 },
  { name: 'horn-3k', body: 'horn', triangles: 3000, hz: [1000, 5000], distance: 2 },
  { name: 'horn-6k', body: 'horn', triangles: 6000, hz: [1000, 5000], distance: 2 },
]

print(machine(solverModule()))
const installed = []
for (const peer of [bempp, numcalc]) {
  const isInstalled = await peer.isInstalled()
  console.log(isInstalled ? `${peer.name}: ${peer.remark}` : `${peer.name}: not installed`)
  if (isInstalled) installed.push(peer)
}
console.log(
  'Whole models on all sides. Ours: single precision, all threads. Equal meshes are not equal accuracy.',
)
for (const one of cases.filter(({ name }) => name.includes(values.case ?? ''))) await compare(one)

async function compare({ name, hz, distance, ...body }) {
  const mesh = await meshOfBody(body)
  const job = jobOf(mesh, hz, distance)
  const measured = await inFreshProcess(ourProgram, {
    mesh,
    options: {
      symmetry: 'none',
      precision: 'single',
      sources: [{ velocity: 1 }],
      observations: { polars: [{ anglesDeg: { from: 0, to: 180, count: 37 }, distance, origin: [0, 0, 0] }] },
    },
    bands: hz,
    repeats,
  })
  const ours = measured.bands.map(({ seconds }) => seconds / repeats)
  const onAxisDb = measured.bands.map(({ onAxisDb }) => digits(onAxisDb, 4))
  print({ case: name, triangles: mesh.tags.length, hz, program: 'waveguide-bem', seconds: ours, onAxisDb })
  for (const peer of installed) {
    const theirs = await inFolder((folder) => peer.measure(job, folder))
    if (theirs) print({ case: name, program: peer.name, ...ratios(theirs, ours) })
    else console.log(`${peer.name}: failed on ${name}`)
  }
}

/** Every source triangle at 1 m/s along its normal; a half circle around the origin, from the axis on. */
function jobOf(mesh, frequencies, distance) {
  const tags = mesh.groups.filter(({ role }) => role === 'source').map(({ tag }) => tag)
  const points = Array.from({ length: 37 }, (_, i) => (Math.PI * i) / 36).flatMap((angle) => [
    distance * Math.sin(angle),
    0,
    distance * Math.cos(angle),
  ])
  const velocity = Float64Array.from(mesh.tags, (tag) => Number(tags.includes(tag)))
  return { mesh, velocity, frequencies, points: Float64Array.from(points), precision: 'single', ...medium }
}

function ratios({ seconds, onAxisDb }, ours) {
  return {
    seconds: seconds.map((value) => digits(value)),
    timesOurs: seconds.map((value, i) => digits(value / ours[i])),
    onAxisDb: onAxisDb.map((value) => digits(value, 4)),
  }
}

async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'waveguide-peers-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

// NumCalc of Mesh2HRTF: https://mesh2hrtf.org. NUMCALC names the program. Its input is a folder of text files; the format
// is described with the exporters of that project.
import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { outputOf } from './run-program.js'

const program = process.env.NUMCALC ?? 'NumCalc'
const multilevelFmm = 4
/** Numbers of evaluation nodes and elements begin here. */
const firstOfGrid = 200_000

export const numcalc = {
  name: 'NumCalc',
  remark:
    'collocation with ML-FMM, constant elements: another accuracy on the same mesh; one thread; set-up and files included',
  isInstalled: async () => candidates().some(isExecutable),

  /** Mean seconds of a frequency, of one run over all of them, and the level at the first point, dB. */
  async measure(job, folder) {
    writeInput(job, folder)
    const cwd = join(folder, 'NumCalc', 'source_1')
    const start = performance.now()
    if ((await outputOf(program, [], { cwd })) === undefined) return undefined
    const seconds = (performance.now() - start) / 1000 / job.frequencies.length
    return {
      seconds: job.frequencies.map(() => seconds),
      onAxisDb: job.frequencies.map((_, i) => levelIn(join(cwd, 'be.out', `be.${i + 1}`, 'pEvalGrid'))),
    }
  },
}

const candidates = () =>
  program.includes('/')
    ? [program]
    : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program))

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Level of the first point in a result file: three lines of heading, then number, Re p, Im p. */
function levelIn(file) {
  const [, re, im] = readFileSync(file, 'utf8').split('\n')[3].trim().split(/\s+/).map(Number)
  return 20 * Math.log10(Math.hypot(re, im) / Math.SQRT2 / 20e-6)
}

function writeInput({ mesh, velocity, frequencies, soundSpeed, density, points }, folder) {
  const body = { vertices: mesh.vertices, triangles: sourcesFirst(mesh.triangles, velocity), first: 0 }
  // The points are joined to triangles because the format wants elements.
  const pointCount = points.length / 3
  const grid = {
    vertices: points,
    triangles: Array.from({ length: pointCount - 2 }, (_, i) => [i, i + 1, i + 2]).flat(),
    first: firstOfGrid,
  }
  writeMesh(join(folder, 'ObjectMeshes', 'Reference'), body, '0 0 0')
  writeMesh(join(folder, 'EvaluationGrids', 'points'), grid, '2 0 1')
  const moving = velocity.filter((value) => value !== 0).length
  const counts = [body, grid].reduce(
    ([elements, nodes], { vertices, triangles }) => [
      elements + triangles.length / 3,
      nodes + vertices.length / 3,
    ],
    [0, 0],
  )
  const sources = join(folder, 'NumCalc', 'source_1')
  mkdirSync(sources, { recursive: true })
  writeFileSync(join(sources, 'NC.inp'), control({ counts, moving, frequencies, soundSpeed, density }))
}

/** Triangles that move, then the others: a boundary condition is given for a range. */
function sourcesFirst(triangles, velocity) {
  const order = [...velocity.keys()].sort((a, b) => Number(velocity[b] !== 0) - Number(velocity[a] !== 0))
  return order.flatMap((t) => [...triangles.slice(3 * t, 3 * t + 3)])
}

function writeMesh(folder, { vertices, triangles, first }, kind) {
  mkdirSync(folder, { recursive: true })
  const rows = (values, width, format) =>
    Array.from({ length: values.length / width }, (_, i) =>
      [first + i, ...[...values.slice(width * i, width * (i + 1))].map(format)].join(' '),
    )
  const nodes = rows(vertices, 3, (value) => value.toFixed(9))
  const elements = rows(triangles, 3, (vertex) => first + vertex).map((row) => `${row} ${kind}`)
  writeFileSync(join(folder, 'Nodes.txt'), `${nodes.length}\n${nodes.join('\n')}\n`)
  writeFileSync(join(folder, 'Elements.txt'), `${elements.length}\n${elements.join('\n')}\n`)
}

function control({ counts: [elements, nodes], moving, frequencies, soundSpeed, density }) {
  const curve = frequencies.map((hz, i) => `${(1e-6 * (i + 1)).toFixed(6)} ${(hz / 1e4).toFixed(6)}e+04 0.0`)
  return `##
Mesh2HRTF 1.0.0
##
waveguide-bem benchmark
##
## Controlparameter I
0 0 0 0 7 0
##
## Controlparameter II
1 ${frequencies.length} 0.000001 0.00e+00 1 0 0
##
## Load Frequency Curve
0 ${frequencies.length + 1}
0.000000 0.000000e+00 0.0
${curve.join('\n')}
##
## 1. Main Parameters I
2 ${elements} ${nodes} 0 0 2 1 ${multilevelFmm} 0
##
## 2. Main Parameters II
0 0 0 0.0000e+00 0 0 0
##
## 3. Main Parameters III
0 0 0 0
##
## 4. Main Parameters IV
${soundSpeed} ${density}e+00 1.0 0.0e+00 0.0e+00 0.0e+00 0.0e+00
##
NODES
../../ObjectMeshes/Reference/Nodes.txt
../../EvaluationGrids/points/Nodes.txt
##
ELEMENTS
../../ObjectMeshes/Reference/Elements.txt
../../EvaluationGrids/points/Elements.txt
##
BOUNDARY
ELEM 0 TO ${moving - 1} VELO 1.0 -1 0.0 -1
RETU
##
POST PROCESS
##
END
`
}

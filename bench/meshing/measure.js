// One design and mesher of bench/meshing.js in a process of its own; prints what it measured as JSON.
import { performance } from 'node:perf_hooks'
import { mesh, parseHorn } from '../../lib/index.js'
import { givenJob } from '../support/fresh-process.js'
import { rawSector } from './raw-sector.js'

const { design, mesher, maxTriangles, repeats } = givenJob()
const times = []
let meshed
for (let i = 0; i <= repeats; i++) {
  const start = performance.now()
  // A design of its own each time, so that nothing is remembered; a size of its own, so that no quality is.
  meshed = await mesh(parseHorn(design), { mesher, maxTriangles: maxTriangles - i })
  times.push((performance.now() - start) / 1000)
}
const [cold, ...warm] = times
const { quality, tags } = meshed
console.log(
  JSON.stringify({
    triangles: tags.length,
    cold,
    warm: warm.sort((a, b) => a - b)[Math.floor(warm.length / 2)],
    raw: await rawSector(parseHorn(design), mesher, maxTriangles),
    closed: quality.closed,
    deviationMm: quality.deviationMm,
    minAngleDeg: quality.minAngleDeg,
    validTo: quality.validTo,
  }),
)

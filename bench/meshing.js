// Every shipped example by both meshers: triangles, seconds, how close to the formula, how far valid. Each in a
// fresh process: `cold` is the first mesh in it, `warm` the median of the next ones; both with parsing, the child process of
// gmsh and all checks; `mesher s` is the mesher's own part of it. `vertex mm` is how far its vertices are off the formula before
// areas are corrected, `facet mm` how far the finished facets are. A table for people, then one JSON object a line with --json.
// Run: npm run bench:meshing [-- --json] [-- --triangles N]
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gmshModule, solverModule } from '../lib/binding/load-addon.js'
import { presets } from '../lib/design/presets.js'
import { parseHorn } from '../lib/index.js'
import { machine } from './machine.js'
import { inFreshProcess } from './support/fresh-process.js'
import { digits, print } from './support/lines.js'

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, triangles: { type: 'string', default: '3000' } },
})
const maxTriangles = Number(values.triangles)
const program = fileURLToPath(new URL('meshing/measure.js', import.meta.url))
const columns =
  'example,body,mesher,triangles,cold s,warm s,mesher s,closed,vertex mm,facet mm,angle,valid to'.split(',')
const widths = [14, 16, 6, 9, 7, 7, 9, 6, 9, 8, 6, 9]
const row = (cells) => cells.map((cell, i) => String(cell).padEnd(widths[i])).join(' ')

if (values.json) print({ ...machine(solverModule()), gmsh: gmshModule().version })
else console.log(row(columns))
for (const [example, design] of Object.entries(presets)) {
  const { body } = parseHorn(design)
  for (const mesher of ['gmsh', 'rings']) {
    const one = await inFreshProcess(program, { design, mesher, maxTriangles, repeats: 15 })
    if (values.json) print({ case: `${example}-${mesher}`, body: body.kind, ...one })
    else
      console.log(
        row([
          ...[example, body.kind, mesher, one.triangles, digits(one.cold), digits(one.warm)],
          ...[digits(one.raw.seconds), one.closed, digits(one.raw.offMm, 2), one.deviationMm.toFixed(3)],
          ...[one.minAngleDeg.toFixed(1), `${Math.round(one.validTo)} Hz`],
        ]),
      )
  }
}

// The main job from end to end: an R-OSSE horn by name, meshed by gmsh, solved, drawn.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const folder = 'out/demo'
const parameters = [
  ...['lib/cli/main.js', 'solve', 'demo-rosse', '--max-triangles', '3000'],
  ...['--from', '200', '--to', '20000', '--count', '40', '--out', folder],
]
console.log(`demo: node ${parameters.join(' ')}`)
const { status } = spawnSync(process.execPath, parameters, { stdio: 'inherit' })
if (status !== 0) process.exit(status ?? 1)

const worthALook = {
  'map-horizontal.svg': 'level over frequency and angle: the directivity at a glance',
  'on-axis.svg': 'level on the axis',
  'impedance.svg': 'what the driver feels at the throat',
  'polar-horizontal.svg': 'polar diagram at a few frequencies',
}
const missing = Object.keys(worthALook).filter((name) => !existsSync(join(folder, name)))
if (missing.length > 0) {
  console.error(`demo: ${folder} lacks ${missing.join(', ')}`)
  process.exit(1)
}
console.log('\nOpen in a browser:')
for (const [name, what] of Object.entries(worthALook)) console.log(`  ${resolve(folder, name)}  ${what}`)
console.log(`All files of ${folder}: ${readdirSync(folder).sort().join(', ')}`)

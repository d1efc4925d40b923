// Makes the pictures of the README and of docs/ with the program itself.
import { mkdirSync, writeFileSync } from 'node:fs'
import { impedanceChart, meshViews, polarMap, splChart } from '../lib/charts/index.js'
import { presets } from '../lib/design/presets.js'
import { mesh, simulate } from '../lib/index.js'

const folder = 'docs/pictures'
const maxTriangles = 3000
const result = await simulate(presets['demo-rosse'], {
  frequencies: { from: 200, to: 20_000, count: 80 },
  maxTriangles,
  onProgress: ({ stage, done, total }) => console.log(`pictures: ${stage} ${done} of ${total}`),
})
const pictures = {
  'demo-mesh.svg': meshViews(await mesh(presets['demo-rosse'], { maxTriangles })),
  'demo-map-horizontal.svg': polarMap(result, { polar: 'horizontal' }),
  'demo-on-axis.svg': splChart(result),
  'demo-impedance.svg': impedanceChart(result),
}
mkdirSync(folder, { recursive: true })
for (const [name, svg] of Object.entries(pictures)) {
  writeFileSync(`${folder}/${name}`, svg)
  console.log(`${folder}/${name}`)
}

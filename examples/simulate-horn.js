// From a design text to files: parse, mesh and solve, then save JSON, FRD, CSV and pictures.
//   node examples/simulate-horn.js [FOLDER]
import { readFile } from 'node:fs/promises'
import { parseHorn, saveResult, simulate } from 'waveguide-bem'

const folder = process.argv[2] ?? 'out/examples/simulate-horn'
const horn = parseHorn(await readFile(new URL('osse-shell.cfg', import.meta.url), 'utf8'))

const result = await simulate(horn, {
  frequencies: { from: 400, to: 2000, count: 5 },
  observations: {
    polars: [{ name: 'horizontal', anglesDeg: { from: 0, to: 90, count: 10 }, distance: 1, origin: 'mouth' }],
  },
})

for (const { code, message } of result.warnings) console.log(`${code}: ${message}`)
for (const [index, frequency] of result.frequencies.entries()) {
  const { valid, elementsPerWavelength } = result.evidence[index]
  const level = result.onAxis.levelDb[index]
  const trust = valid ? `${elementsPerWavelength.toFixed(1)} elements per wavelength` : 'not valid'
  console.log(`${frequency.toFixed(0)} Hz: ${level.toFixed(1)} dB at ${result.onAxis.distance} m, ${trust}`)
}
for (const path of await saveResult(result, folder)) console.log(path)

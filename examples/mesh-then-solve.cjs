// Meshing and solving apart, from CommonJS: look at the mesh first, keep it as a file, then solve on the file.
//   node examples/mesh-then-solve.cjs [FILE.msh]
const { mkdirSync } = require('node:fs')
const { dirname } = require('node:path')
const { mesh, readMesh, solve, writeMesh } = require('waveguide-bem')

const horn = { type: 'OSSE', L: 90, a: 35, a0: 10, r0: 12.7, k: 1, s: 0.7, n: 4, q: 0.99, wallThicknessMm: 6 }

async function main(path) {
  const meshed = await mesh(horn, { maxTriangles: 900 })
  const { closed, minAngleDeg, validTo } = meshed.quality
  console.log(
    `${meshed.triangles.length / 3} triangles, closed: ${closed}, smallest angle ${minAngleDeg.toFixed(0)}°`,
  )
  console.log(`trusted up to ${validTo.toFixed(0)} Hz`)

  mkdirSync(dirname(path), { recursive: true })
  await writeMesh(meshed, path)
  const result = await solve(await readMesh(path), { frequencies: [800] })
  const [re, im] = result.impedance[0].normalised
  console.log(`throat impedance at 800 Hz: ${re.toFixed(2)} + ${im.toFixed(2)}j, of ρc`)
}

main(process.argv[2] ?? 'out/examples/horn.msh').catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})

// One job of bench/first-result.js in a process of its own; prints its seconds as JSON.
const { readFileSync } = require('node:fs')
const { deserialize } = require('node:v8')

// Before the clock starts: the job does not count.
const { mesh, options } = deserialize(readFileSync(process.argv[2]))

async function main() {
  const beforeRequire = performance.now()
  const { solve } = require('../../lib/index.js')
  const start = performance.now()
  const run = solve(mesh, options)
  let first
  for await (const _ of run) first ??= performance.now()
  const { provenance } = await run
  const all = performance.now()
  console.log(
    JSON.stringify({
      require: (start - beforeRequire) / 1000,
      first: (first - start) / 1000,
      all: (all - start) / 1000,
      planes: provenance.symmetry.planes,
    }),
  )
}

main().catch((thrown) => {
  console.error(thrown)
  process.exitCode = 1
})

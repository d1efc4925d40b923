// The accuracy ladder on every backend and precision: error against closed forms and laws, with the error that an
// independent solver has on the same mesh as bound. One JSON object a line. What is measured: docs/benchmarks.md.
// Run: npm run bench:accuracy
import './support/typescript.js'
import { solverModule } from '../lib/binding/load-addon.js'
import { machine } from './machine.js'
import { digits, print } from './support/lines.js'

const { ladder } = await import('./accuracy/ladder.ts')
const { precisionDifference } = await import('./accuracy/precision.ts')

const solvers = [
  { device: 'cpu', precision: 'single', largest: 5120 },
  { device: 'cpu', precision: 'double', largest: 1280 },
  { device: 'reference', precision: 'double', largest: 320 },
]
const failed = []
let count = 0

print(machine(solverModule()))
for (const { device, precision, largest } of solvers) {
  for await (const rung of ladder({ device, precision }, largest)) report(rung, device, precision)
}
report(
  {
    case: 'mode 2, 1280 triangles, ka 5: single against double',
    error: await precisionDifference(),
    bound: 1e-6,
  },
  'cpu',
  'single',
)
print({ case: 'ladder', rungs: count, failed })

function report({ case: name, error, bound }, backend, precision) {
  const isWithin = error < bound
  count++
  if (!isWithin) failed.push(`${name}, ${backend}, ${precision}`)
  print({ case: name, backend, precision, error: digits(error), bound: digits(bound), ok: isWithin })
}

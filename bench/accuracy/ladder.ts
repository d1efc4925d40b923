/** The rungs of the accuracy ladder: known answers, each with the error that it may have. */
import type { SolveOptions } from '../../src/model/options.ts'
import { discAddedMass, groundDifference, reciprocityDefect } from '../../test/support/laws.ts'
import { normalisedSlice, solveAt } from '../../test/support/solved.ts'
import { capErrors, modeErrors, monopoleErrors } from '../../test/support/sphere-cases.ts'
import { nodalError } from '../../test/support/sphere-errors.ts'
import { type LadderRow, margin, type SphereError, sphereLadder } from '../../test/support/sphere-ladder.ts'
import { pulsating } from '../../test/support/sphere-solution.ts'
import { capTags, icosphere, meshOf } from '../../test/support/spheres.ts'

export interface Rung {
  readonly case: string
  readonly error: number
  readonly bound: number
}

type Solver = Partial<SolveOptions>

const levelOf = (triangles: number): number => Math.log2(triangles / 20) / 2

/** @param largest - Triangles of the largest sphere: the reference takes a minute for what the others do in a second. */
export async function* ladder(solver: Solver, largest: number): AsyncGenerator<Rung> {
  const sizes = [320, 1280, 5120].filter((triangles) => triangles <= largest)
  for (const triangles of sizes) yield* sphere(triangles, solver)
  if (largest >= 1280) {
    yield* order(solver)
    yield* resonance(solver)
  }
  for (const triangles of sizes) {
    if (powerBounds.has(triangles)) yield* power(triangles, solver)
    yield* reciprocity(triangles, solver)
  }
  yield {
    case: 'sphere above a rigid ground, against two',
    error: await groundDifference(solver),
    bound: 1e-6,
  }
  const mass = await discAddedMass(6, solver)
  yield { case: 'added mass of a disc 3 mm thick, against 1.004', error: Math.abs(mass - 1.004), bound: 0.01 }
}

async function* sphere(triangles: number, solver: Solver): AsyncGenerator<Rung> {
  const shape = icosphere(levelOf(triangles))
  const rows = sphereLadder.filter((row) => row.triangles === triangles)
  const kas = rows.map(({ ka }) => ka)
  for (const n of [0, 1, 2]) {
    const errors = await modeErrors(shape, n, kas, solver)
    yield* both(`mode ${n}`, rows, errors, ({ modes }) => modes[n])
  }
  yield* both('cap 30°', rows, await capErrors(shape, kas, solver), ({ cap }) => cap)
  const monopoles: SphereError[] = []
  for (const ka of kas) monopoles.push(await monopoleErrors(shape, ka, solver))
  yield* both('monopole inside', rows, monopoles, ({ monopole }) => monopole)
}

/** Surface and field of each row. */
function* both(
  name: string,
  rows: readonly LadderRow[],
  errors: readonly SphereError[],
  bound: (row: LadderRow) => SphereError | undefined,
): Generator<Rung> {
  for (const [i, row] of rows.entries())
    for (const [where, key] of [
      ['surface', 'nodal'],
      ['field', 'field'],
    ] as const)
      yield {
        case: `${name}, ${row.triangles} triangles, ka ${row.ka}, ${where}`,
        error: errors[i]?.[key] ?? Number.NaN,
        bound: margin * (bound(row)?.[key] ?? Number.NaN),
      }
}

/** Errors at 320 triangles over those at 1,280: 4 at order 2. */
async function* order(solver: Solver): AsyncGenerator<Rung> {
  for (const n of [0, 1, 2, 3]) {
    const nodal: number[] = []
    for (const level of [2, 3])
      nodal.push((await modeErrors(icosphere(level), n, [1], solver))[0]?.nodal ?? 0)
    const ratio = (nodal[0] ?? 0) / (nodal[1] ?? 0)
    yield { case: `mode ${n}, ka 1: gain of halving h, against 4`, error: Math.abs(ratio - 4), bound: 0.5 }
  }
}

/** The raw sphere of 1,280 triangles at its own interior eigenvalue, where the plain equation has an error of 5.5. */
async function* resonance(solver: Solver): AsyncGenerator<Rung> {
  const shape = icosphere(3, 'raw')
  const ka = 3.15065
  const result = await solveAt([ka], meshOf(shape), { ...solver, sources: [{ velocity: 1 }] })
  const surface = normalisedSlice(result.surface?.pressure, 0, 1)
  const error = nodalError(shape, surface, () => pulsating(ka, 1))
  yield { case: 'pulsating at the interior resonance, 1280 triangles', error, bound: 1.3e-3 }
}

const powerBounds = new Map([
  [320, { 1: 2.7e-3, 5: 6.4e-3 }],
  [1280, { 1: 6.6e-4, 5: 1.3e-3 }],
])

/** Far-field power over surface power less 1, of the 30° cap. */
async function* power(triangles: number, solver: Solver): AsyncGenerator<Rung> {
  const shape = icosphere(levelOf(triangles), 'raw')
  const result = await solveAt([1, 5], meshOf(shape, capTags(shape, 30)), {
    ...solver,
    sources: [{ velocity: 1 }],
  })
  for (const [i, ka] of ([1, 5] as const).entries())
    yield {
      case: `power balance of the cap, ${triangles} triangles, ka ${ka}`,
      error: Math.abs((result.power.farField[i] ?? 0) / (result.power.surface[i] ?? 0) - 1),
      bound: margin * (powerBounds.get(triangles)?.[ka] ?? Number.NaN),
    }
}

/** 6.9e-4 is the independent solver's figure; from there on order 2. The coarse caps have four triangles across. */
const reciprocityBounds = new Map([
  [320, 9e-3],
  [1280, margin * 6.9e-4],
  [5120, (margin * 6.9e-4) / 4],
])

async function* reciprocity(triangles: number, solver: Solver): AsyncGenerator<Rung> {
  yield {
    case: `reciprocity of two caps, ${triangles} triangles, ka 4`,
    error: await reciprocityDefect(icosphere(levelOf(triangles), 'raw'), solver),
    bound: reciprocityBounds.get(triangles) ?? Number.NaN,
  }
}

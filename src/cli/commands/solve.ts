import { join } from 'node:path'
import { loadResult } from '../../io/load-result.ts'
import { resultJson } from '../../io/result-json.ts'
import { resultFormats, saveResult } from '../../io/save-result.ts'
import { ensureFolder } from '../../io/write-atomic.ts'
import { mesh } from '../../mesh/mesh-horn.ts'
import { writeMesh } from '../../mesh/write-mesh.ts'
import type { Mesh, MeshOptions } from '../../model/mesh.ts'
import type { SolveOptions } from '../../model/options.ts'
import type { Result } from '../../model/result.ts'
import { invalidReasons, validFrequencies } from '../../results/validity.ts'
import { estimate } from '../../solve/estimate.ts'
import { solveSettings } from '../../solve/settings.ts'
import { solve } from '../../solve/solve.ts'
import type { OptionTable, Values } from '../args.ts'
import { type Command, type Context, defineCommand } from '../command.ts'
import { estimateText } from '../estimate-text.ts'
import { readInput } from '../input.ts'
import { meshOptionsOf, meshOptionTable } from '../mesh-options.ts'
import { meshSummary } from '../mesh-summary.ts'
import { ProgressLine } from '../progress-line.ts'
import { readOptionsOf, readOptionTable } from '../read-options.ts'
import { resultTable } from '../result-table.ts'
import { solveOptionsOf, solveOptionTable } from '../solve-options.ts'
import { UsageError } from '../usage-error.ts'

const formats = [...resultFormats, 'msh'] as const
/** Lines of a summary, not of a log. */
const mostReasons = 5

const options = {
  ...solveOptionTable,
  ...meshOptionTable,
  ...readOptionTable,
  out: { kind: 'text', value: 'DIR', help: 'folder for the files; without it nothing is written' },
  formats: { kind: 'text', value: 'LIST', help: `of ${formats.join(',')} (all)` },
  delay: {
    kind: 'choice',
    choices: ['removed', 'included'],
    help: 'travel time in the phase of the FRD (removed)',
  },
  'include-invalid': { kind: 'flag', help: 'keep frequencies that are not valid in the FRD' },
  resume: {
    kind: 'text',
    value: 'DIR',
    help: 'take over the frequencies of an earlier result of the same question',
  },
  json: { kind: 'flag', help: 'print the result as one JSON document' },
} as const satisfies OptionTable

type SolveValues = Values<typeof options>

/** `waveguide solve INPUT`: design or mesh to polars. */
export const solveCommand: Command = defineCommand({
  name: 'solve',
  summary: 'mesh a horn if need be, solve it, write its polars',
  usage: 'INPUT [options]',
  operands: ['INPUT'],
  options,
  notes: 'INPUT is a design (.cfg, .txt, .json), a mesh file (.msh) or the name of a preset.',
  async run([input = ''], values, context) {
    const wanted = formatsOf(values)
    const solveOptions = { ...solveOptionsOf(values), ...(await resumeOf(values)) }
    // What is wrong with the options shows before minutes are spent on the mesh.
    solveSettings(solveOptions)
    const progress = new ProgressLine(context.terminal)
    const hooks = { signal: context.signal, onProgress: progress.update }
    try {
      const meshed = await meshOf(input, values, hooks)
      await announce(meshed, { ...solveOptions, signal: context.signal }, progress, context)
      const run = solve(meshed, { ...solveOptions, ...hooks })
      const result = await run.then(undefined, async (thrown: unknown) => {
        progress.clear()
        if (wanted.includes('json')) await savePartial(run.partial(), values, context)
        throw thrown
      })
      progress.clear()
      // On stderr: stdout may be a document.
      for (const { code, message } of result.warnings) context.terminal.err(`warning ${code}: ${message}\n`)
      const written = await writeFiles(result, meshed, wanted, values)
      print(result, meshed, written, values, context)
    } finally {
      progress.clear()
    }
  },
})

async function resumeOf({ resume }: SolveValues): Promise<Pick<SolveOptions, 'resumeFrom'>> {
  return resume === undefined ? {} : { resumeFrom: await loadResult(resume) }
}

/** What an interrupted or failed solve has done is not lost when there is a folder for it. */
async function savePartial(
  partial: Result | undefined,
  { out }: SolveValues,
  { terminal }: Context,
): Promise<void> {
  if (!partial || out === undefined) return
  const [path] = await saveResult(partial, out, { formats: ['json'] })
  const count = partial.frequencies.length
  terminal.err(`wrote ${path}: ${count} frequencies so far; go on with --resume ${out}\n`)
}

/** Says what is to come, on a screen only: files and pipes get no figure that the next run would not repeat. */
async function announce(
  meshed: Mesh,
  solveOptions: SolveOptions,
  progress: ProgressLine,
  { terminal }: Context,
): Promise<void> {
  if (!terminal.hasProgress) return
  const cost = await estimate(meshed, solveOptions)
  progress.clear()
  terminal.err(`${estimateText(cost, solveSettings(solveOptions).frequencies.length)}\n`)
}

async function meshOf(
  input: string,
  values: SolveValues,
  hooks: Pick<MeshOptions, 'signal' | 'onProgress'>,
): Promise<Mesh> {
  const source = await readInput(input, {
    ...readOptionsOf(values, 'solve'),
    ...(hooks.signal ? { signal: hooks.signal } : {}),
  })
  if (source.kind === 'mesh') return source.mesh
  return mesh(source.horn, { ...meshOptionsOf(values), ...hooks })
}

function formatsOf({ formats: list, out }: SolveValues): readonly string[] {
  if (list === undefined) return formats
  if (out === undefined) throw new UsageError('--formats needs --out DIR', 'solve')
  const wanted = list.split(',')
  const unknown = wanted.find((format) => !(formats as readonly string[]).includes(format))
  if (unknown === undefined) return wanted
  throw new UsageError(`--formats takes a list of ${formats.join(', ')}, got "${unknown}"`, 'solve')
}

async function writeFiles(
  result: Result,
  meshed: Mesh,
  wanted: readonly string[],
  values: SolveValues,
): Promise<string[]> {
  const { out, delay } = values
  if (out === undefined) return []
  const written = await saveResult(result, out, {
    formats: wanted.filter((format) => format !== 'msh'),
    includeInvalid: values['include-invalid'] ?? false,
    ...(delay === undefined ? {} : { delay }),
  })
  if (!wanted.includes('msh')) return written
  await ensureFolder(out)
  const path = join(out, 'mesh.msh')
  await writeMesh(meshed, path)
  return [...written, path]
}

function print(
  result: Result,
  meshed: Mesh,
  written: readonly string[],
  values: SolveValues,
  { terminal }: Context,
): void {
  if (values.json) {
    for (const piece of resultJson(result)) terminal.out(piece)
    return
  }
  const valid = validFrequencies(result)
  const count = valid.filter(Boolean).length
  if (result.provenance.forced) {
    terminal.out('FORCED: the mesh gate refused this mesh. These numbers are not a prediction.\n\n')
  }
  terminal.out(`${meshSummary(meshed)}\n${resultTable(result)}\n`)
  terminal.out(`${count} of ${valid.length} frequencies valid\n`)
  for (const line of reasonLines(result)) terminal.out(`  ${line}\n`)
  terminal.out(
    written.length > 0
      ? written.map((path) => `wrote ${path}\n`).join('')
      : 'nothing written: no --out DIR\n',
  )
}

/** Why frequencies are not valid, each reason once; the full list is in the result's evidence. */
function reasonLines(result: Result): string[] {
  const reasons = [...invalidReasons(result)]
  const lines = reasons
    .slice(0, mostReasons)
    .map(([reason, frequencies]) => `not valid at ${frequencies.length}: ${reason}`)
  const more = reasons.length - lines.length
  return more > 0 ? [...lines, `and ${more} more reasons, in the evidence of result.json`] : lines
}

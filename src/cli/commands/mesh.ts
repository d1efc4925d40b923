import { meshViewsSteps } from '../../charts/mesh-views.ts'
import { runSliced } from '../../core/sliced.ts'
import { writeAtomic } from '../../io/write-atomic.ts'
import { mesh } from '../../mesh/mesh-horn.ts'
import { writeMesh } from '../../mesh/write-mesh.ts'
import { writeStep } from '../../mesh/write-step.ts'
import type { Mesh, MeshOptions } from '../../model/mesh.ts'
import type { OptionTable, Values } from '../args.ts'
import { type Command, type Context, defineCommand } from '../command.ts'
import { type Input, readInput } from '../input.ts'
import { meshDocument } from '../mesh-document.ts'
import { meshOptionsOf, meshOptionTable } from '../mesh-options.ts'
import { meshSummary, printMeshNotes } from '../mesh-summary.ts'
import { ProgressLine } from '../progress-line.ts'
import { readOptionsOf, readOptionTable } from '../read-options.ts'
import { UsageError } from '../usage-error.ts'
import { wallFileTable, writeWallFiles } from '../wall-files.ts'

const options = {
  output: {
    kind: 'text',
    short: 'o',
    value: 'FILE',
    help: 'file to write: .msh, .stl, or .step of a design',
  },
  preview: { kind: 'text', value: 'FILE', help: 'picture of the mesh to write, .svg: front, side and top' },
  ...wallFileTable,
  ...meshOptionTable,
  ...readOptionTable,
  json: { kind: 'flag', help: 'print one JSON document' },
} as const satisfies OptionTable

type MeshValues = Values<typeof options>

/** `waveguide mesh INPUT -o FILE`: design to mesh file, picture and curves. */
export const meshCommand: Command = defineCommand({
  name: 'mesh',
  summary: 'mesh a horn and say how far the mesh can be trusted',
  usage: 'INPUT -o FILE [options]',
  operands: ['INPUT'],
  options,
  notes:
    'INPUT is a design (.cfg, .txt, .json), a file (.msh, .stl, .step, .geo) or the name of a preset.\n' +
    'One of -o, --preview, --profiles and --slices is needed; the last two alone make no mesh.',
  async run([input = ''], values, context) {
    refuseBadFiles(values)
    const source = await readInput(input, { ...readOptionsOf(values, 'mesh'), signal: context.signal })
    const curves = await wallFiles(source, values)
    const step = await writeStepFile(source, values, context.signal)
    const made = isMeshWanted(values) ? await meshed(source, meshOptionsOf(values), context) : undefined
    printMeshNotes(made ?? (source.kind === 'horn' ? { design: source.horn } : source.mesh), context.terminal)
    const files = made ? await writeMeshFiles(made, values, context.signal) : []
    const written = [...files, ...step, ...curves].map((path) => `wrote ${path}\n`)
    context.terminal.out(
      values.json ? meshDocument(made, values) : `${made ? meshSummary(made) : ''}${written.join('')}`,
    )
  },
})

function isStep(output: string | undefined): output is string {
  return output !== undefined && /\.(step|stp)$/i.test(output)
}

/** STEP files hold surfaces, not triangles. */
function isMeshWanted({ output, preview }: MeshValues): boolean {
  return (output !== undefined && !isStep(output)) || preview !== undefined
}

function isNothingWanted(values: MeshValues): boolean {
  return values.output === undefined && values.preview === undefined && !areCurvesWanted(values)
}

function areCurvesWanted({ profiles, slices }: MeshValues): boolean {
  return profiles !== undefined || slices !== undefined
}

function refuseBadFiles(values: MeshValues): void {
  const { preview } = values
  const stray = (['csv-style', 'azimuths', 'rings'] as const).find((name) => values[name] !== undefined)
  if (stray !== undefined && !areCurvesWanted(values))
    throw new UsageError(`--${stray} is for --profiles and --slices`, 'mesh')
  if (isNothingWanted(values))
    throw new UsageError('nothing to write: give -o, --preview, --profiles or --slices with a FILE', 'mesh')
  if (preview !== undefined && !/\.svg$/i.test(preview))
    throw new UsageError(`--preview writes .svg, got "${preview}"`, 'mesh')
}

async function wallFiles(source: Input, values: MeshValues): Promise<string[]> {
  if (source.kind === 'horn') return writeWallFiles(source.horn, values)
  if (!areCurvesWanted(values)) return []
  throw new UsageError('--profiles and --slices need a design, and INPUT is a mesh', 'mesh')
}

/** The true surfaces of a design instead of triangles. */
async function writeStepFile(source: Input, { output }: MeshValues, signal: AbortSignal): Promise<string[]> {
  if (!isStep(output)) return []
  if (source.kind === 'mesh')
    throw new UsageError('a STEP file is written of a design, not of a mesh', 'mesh')
  await writeStep(source.horn, output, { signal })
  return [output]
}

async function meshed(source: Input, wishes: MeshOptions, { terminal, signal }: Context): Promise<Mesh> {
  if (source.kind === 'mesh') return source.mesh
  const progress = new ProgressLine(terminal)
  try {
    return await mesh(source.horn, { ...wishes, signal, onProgress: progress.update })
  } finally {
    progress.clear()
  }
}

async function writeMeshFiles(
  made: Mesh,
  { output, preview }: MeshValues,
  signal: AbortSignal,
): Promise<string[]> {
  const file = isStep(output) ? undefined : output
  if (file !== undefined) await writeMesh(made, file)
  if (preview !== undefined) await writeAtomic(preview, [await runSliced(meshViewsSteps(made), signal)])
  return [file, preview].filter((path) => path !== undefined)
}

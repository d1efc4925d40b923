import { meshViewsSteps } from '../../charts/mesh-views.ts'
import { runSliced } from '../../core/sliced.ts'
import { writeAtomic } from '../../io/write-atomic.ts'
import { mesh } from '../../mesh/mesh-horn.ts'
import { writeMesh } from '../../mesh/write-mesh.ts'
import type { Mesh } from '../../model/mesh.ts'
import { type Command, type Context, defineCommand } from '../command.ts'
import { type Input, readInput } from '../input.ts'
import { meshDocument } from '../mesh-document.ts'
import { meshOptionsOf, meshOptionTable } from '../mesh-options.ts'
import { meshSummary, printMeshNotes } from '../mesh-summary.ts'
import { ProgressLine } from '../progress-line.ts'
import { readOptionsOf, readOptionTable } from '../read-options.ts'
import { UsageError } from '../usage-error.ts'

/** `waveguide mesh INPUT -o FILE`: design to mesh file and picture. */
export const meshCommand: Command = defineCommand({
  name: 'mesh',
  summary: 'mesh a horn and say how far the mesh can be trusted',
  usage: 'INPUT [-o FILE] [--preview FILE] [options]',
  operands: ['INPUT'],
  options: {
    output: { kind: 'text', short: 'o', value: 'FILE', help: 'mesh file to write, .msh or .stl' },
    preview: { kind: 'text', value: 'FILE', help: 'picture of the mesh to write, .svg: front, side and top' },
    ...meshOptionTable,
    ...readOptionTable,
    json: { kind: 'flag', help: 'print one JSON document' },
  },
  notes: 'INPUT is a design (.cfg, .txt, .json), a mesh file (.msh, .stl, .geo) or the name of a preset.',
  async run([input = ''], values, context) {
    const { terminal, signal } = context
    const files = filesOf(values)
    const source = await readInput(input, { ...readOptionsOf(values, 'mesh'), signal })
    const made = await meshed(source, meshOptionsOf(values), context)
    printMeshNotes(made, terminal)
    const written = await writeFiles(made, files, signal)
    terminal.out(
      values.json ? meshDocument(made, files) : `${meshSummary(made)}${written.map(wroteLine).join('')}`,
    )
  },
})

interface Files {
  readonly output: string | undefined
  readonly preview: string | undefined
}

function filesOf({ output, preview }: { output?: string; preview?: string }): Files {
  if (output === undefined && preview === undefined)
    throw new UsageError('nothing to write: give -o FILE, --preview FILE or both', 'mesh')
  if (preview !== undefined && !/\.svg$/i.test(preview))
    throw new UsageError(`--preview writes .svg, got "${preview}"`, 'mesh')
  return { output, preview }
}

async function meshed(
  source: Input,
  options: Parameters<typeof mesh>[1],
  { terminal, signal }: Context,
): Promise<Mesh> {
  if (source.kind === 'mesh') return source.mesh
  const progress = new ProgressLine(terminal)
  try {
    return await mesh(source.horn, { ...options, signal, onProgress: progress.update })
  } finally {
    progress.clear()
  }
}

async function writeFiles(made: Mesh, { output, preview }: Files, signal: AbortSignal): Promise<string[]> {
  if (output !== undefined) await writeMesh(made, output)
  if (preview !== undefined) await writeAtomic(preview, [await runSliced(meshViewsSteps(made), signal)])
  return [output, preview].filter((path) => path !== undefined)
}

function wroteLine(path: string): string {
  return `wrote ${path}\n`
}

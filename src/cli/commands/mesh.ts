import { mesh } from '../../mesh/mesh-horn.ts'
import { writeMesh } from '../../mesh/write-mesh.ts'
import { writeStep } from '../../mesh/write-step.ts'
import type { Mesh } from '../../model/mesh.ts'
import { type Command, type Context, defineCommand } from '../command.ts'
import { readInput } from '../input.ts'
import { meshOptionsOf, meshOptionTable } from '../mesh-options.ts'
import { meshSummary, printMeshNotes } from '../mesh-summary.ts'
import { ProgressLine } from '../progress-line.ts'
import { readOptionsOf, readOptionTable } from '../read-options.ts'
import { UsageError } from '../usage-error.ts'

/** `waveguide mesh INPUT -o FILE`: design to mesh file. */
export const meshCommand: Command = defineCommand({
  name: 'mesh',
  summary: 'mesh a horn and say how far the mesh can be trusted',
  usage: 'INPUT -o FILE [options]',
  operands: ['INPUT'],
  options: {
    output: {
      kind: 'text',
      short: 'o',
      value: 'FILE',
      help: 'file to write: .msh, .stl, or .step of a design',
    },
    ...meshOptionTable,
    ...readOptionTable,
    json: { kind: 'flag', help: 'print one JSON document' },
  },
  notes: 'INPUT is a design (.cfg, .txt, .json), a file (.msh, .stl, .step, .geo) or the name of a preset.',
  async run([input = ''], values, { terminal, signal }) {
    const { output } = values
    if (output === undefined) throw new UsageError('-o FILE is missing', 'mesh')
    if (/\.(step|stp)$/i.test(output)) return step(input, output, { terminal, signal })
    const source = await readInput(input, { ...readOptionsOf(values, 'mesh'), signal })
    const progress = new ProgressLine(terminal)
    try {
      const meshed =
        source.kind === 'mesh'
          ? source.mesh
          : await mesh(source.horn, { ...meshOptionsOf(values), signal, onProgress: progress.update })
      progress.clear()
      printMeshNotes(meshed, terminal)
      await writeMesh(meshed, output)
      terminal.out(values.json ? jsonDocument(meshed, output) : `${meshSummary(meshed)}wrote ${output}\n`)
    } finally {
      progress.clear()
    }
  },
})

/** The true surfaces of a design instead of triangles. */
async function step(input: string, output: string, { terminal, signal }: Context): Promise<void> {
  const source = await readInput(input)
  if (source.kind === 'mesh')
    throw new UsageError('a STEP file is written of a design, not of a mesh', 'mesh')
  await writeStep(source.horn, output, { signal })
  terminal.out(`wrote ${output}\n`)
}

function jsonDocument({ vertices, triangles, tags, groups, ...rest }: Mesh, file: string): string {
  const counts = groups.map((group) => ({
    ...group,
    triangles: tags.reduce((sum, tag) => sum + (tag === group.tag ? 1 : 0), 0),
  }))
  const document = {
    file,
    vertices: vertices.length / 3,
    triangles: triangles.length / 3,
    groups: counts,
    symmetry: rest.symmetry,
    termination: rest.termination,
    quality: rest.quality,
    design: rest.design ?? null,
    warnings: rest.warnings ?? [],
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

import { mesh } from '../../mesh/mesh-horn.ts'
import { writeMesh } from '../../mesh/write-mesh.ts'
import type { Mesh } from '../../model/mesh.ts'
import { type Command, defineCommand } from '../command.ts'
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
    output: { kind: 'text', short: 'o', value: 'FILE', help: 'mesh file to write, .msh or .stl' },
    ...meshOptionTable,
    ...readOptionTable,
    json: { kind: 'flag', help: 'print one JSON document' },
  },
  notes: 'INPUT is a design (.cfg, .txt, .json), a mesh file (.msh, .stl, .geo) or the name of a preset.',
  async run([input = ''], values, { terminal, signal }) {
    const { output } = values
    if (output === undefined) throw new UsageError('-o FILE is missing', 'mesh')
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

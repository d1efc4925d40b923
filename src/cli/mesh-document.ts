import type { Mesh } from '../model/mesh.ts'

/** Paths of what was written. */
interface Files {
  readonly output?: string
  readonly preview?: string
  readonly profiles?: string
  readonly slices?: string
}

/** What `--json` prints: the files, and the mesh when one was made. */
export function meshDocument(mesh: Mesh | undefined, files: Files): string {
  const { output = null, preview = null, profiles = null, slices = null } = files
  const document = { file: output, preview, profiles, slices, ...(mesh && described(mesh)) }
  return `${JSON.stringify(document, null, 2)}\n`
}

function described({ vertices, triangles, tags, groups, ...rest }: Mesh): object {
  const counts = groups.map((group) => ({
    ...group,
    triangles: tags.reduce((sum, tag) => sum + (tag === group.tag ? 1 : 0), 0),
  }))
  return {
    vertices: vertices.length / 3,
    triangles: triangles.length / 3,
    groups: counts,
    symmetry: rest.symmetry,
    termination: rest.termination,
    quality: rest.quality,
    design: rest.design ?? null,
    warnings: rest.warnings ?? [],
  }
}

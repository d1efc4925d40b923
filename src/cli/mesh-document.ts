import type { Mesh } from '../model/mesh.ts'

/** What `--json` prints of a mesh, and where its files are. */
export function meshDocument(
  { vertices, triangles, tags, groups, ...rest }: Mesh,
  { output, preview }: { readonly output?: string | undefined; readonly preview?: string | undefined },
): string {
  const counts = groups.map((group) => ({
    ...group,
    triangles: tags.reduce((sum, tag) => sum + (tag === group.tag ? 1 : 0), 0),
  }))
  const document = {
    file: output ?? null,
    preview: preview ?? null,
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

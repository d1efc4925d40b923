import type { Sliced } from '../core/sliced.ts'
import type { OutlineSection } from '../geometry/outline.ts'
import type { Horn } from '../model/horn.ts'
import type { Mesh, SymmetryPlane } from '../model/mesh.ts'
import { real, whole } from './arrays.ts'
import { keptCurves } from './design-curves.ts'
import { equaliseAreas, type Sector } from './equal-area.ts'
import { hornGroups, tagOf } from './groups.ts'
import { mirrored, type Tagged } from './mirror.ts'
import { orientOutwards } from './orientation.ts'
import { measureQuality } from './quality.ts'
import { sectionCurve } from './section-curve.ts'

/**
 * From a mesher's quarter to a mesh: orients it, corrects its areas, mirrors it, and converts to metres.
 *
 * @param sector - Tags are indices of sections; its vertices are moved.
 * @param planes - Mirror planes on which the mesh stays cut.
 */
export function* buildMesh(
  sector: Sector,
  sections: readonly OutlineSection[],
  planes: readonly SymmetryPlane[],
  design: Horn | undefined,
): Sliced<Mesh> {
  orientOutwards(sector.vertices, sector.triangles)
  yield
  const curves = sections.map(sectionCurve)
  if (design) keptCurves(design, curves)
  yield* equaliseAreas(sector, curves)
  yield
  let surface: Tagged = inMetres(sector, sections)
  for (const plane of ['x', 'y'] as const) if (!planes.includes(plane)) surface = mirrored(surface, plane)
  yield
  const { vertices, triangles, tags } = surface
  const mesh = {
    vertices,
    triangles,
    tags,
    groups: hornGroups,
    symmetry: planes,
    termination: 'free',
  } as const
  const quality = yield* measureQuality(mesh, curves, tags.length / sector.tags.length)
  return { ...mesh, quality, ...(design ? { design } : {}) }
}

function inMetres({ vertices, triangles, tags }: Sector, sections: readonly OutlineSection[]): Tagged {
  const metres = new Float64Array(vertices.length)
  // The sum turns −0 into 0.
  for (let i = 0; i < vertices.length; i++) metres[i] = real(vertices, i) / 1000 + 0
  const groupTags = sections.map(({ role }) => tagOf(role))
  return { vertices: metres, triangles, tags: tags.map((_, t) => groupTags[whole(tags, t)] as number) }
}

import type { Sliced } from '../core/sliced.ts'
import { metres } from '../core/units.ts'
import type { Horn } from '../model/horn.ts'
import type { Mesh, SymmetryPlane } from '../model/mesh.ts'
import { real, whole } from './arrays.ts'
import { equaliseAreas, type Sector } from './equal-area.ts'
import { tagOf } from './groups.ts'
import { type Meshable, placedSurfaces } from './meshable.ts'
import { mirrored, type Tagged } from './mirror.ts'
import { flipAll, orientOutwards } from './orientation.ts'
import { formulaOf, measureQuality } from './quality.ts'

/**
 * From a mesher's sector to a mesh: orients it into the air, corrects its areas, mirrors it, and converts to metres.
 *
 * @param sector - Tags are indices of surfaces on the walk; its vertices are moved.
 * @param planes - Mirror planes on which the mesh stays cut.
 */
export function* buildMesh(
  sector: Sector,
  body: Meshable,
  planes: readonly SymmetryPlane[],
  design: Horn | undefined,
): Sliced<Mesh> {
  orientOutwards(sector.vertices, sector.triangles)
  if (body.air === 'inside') flipAll(sector.triangles)
  yield
  yield* equaliseAreas(sector, body.surfaces, body.planes.length === 0)
  yield
  let surface: Tagged = inMetres(sector, body)
  for (const plane of body.planes) if (!planes.includes(plane)) surface = mirrored(surface, plane)
  shift(surface.vertices, metres(body.offsetY))
  yield
  const { vertices, triangles, tags } = surface
  const mesh = {
    vertices,
    triangles,
    tags,
    groups: body.groups,
    symmetry: planes,
    termination: body.air === 'inside' ? 'baffle' : 'free',
  } as const
  const surfaces = design ? formulaOf({ design }) : placedSurfaces(body)
  const quality = yield* measureQuality(mesh, surfaces, tags.length / sector.tags.length)
  return { ...mesh, quality, ...(design ? { design } : {}) }
}

/** @param by - Along +y, m. */
function shift(vertices: Float64Array, by: number): void {
  if (by !== 0) for (let i = 1; i < vertices.length; i += 3) vertices[i] = real(vertices, i) + by
}

function inMetres({ vertices, triangles, tags }: Sector, { parts }: Meshable): Tagged {
  const inSi = new Float64Array(vertices.length)
  // The sum turns −0 into 0.
  for (let i = 0; i < vertices.length; i++) inSi[i] = metres(real(vertices, i)) + 0
  const groupTags = parts.map(tagOf)
  return { vertices: inSi, triangles, tags: tags.map((_, t) => groupTags[whole(tags, t)] as number) }
}

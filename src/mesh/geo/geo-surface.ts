import type { GmshMesh } from '../../binding/native.ts'
import { WaveguideError } from '../../core/errors.ts'
import { runSliced } from '../../core/sliced.ts'
import type { Warning } from '../../model/evidence.ts'
import type { FileSurface } from '../file-surface.ts'
import { openChildMesher } from '../isolate.ts'
import type { MesherLimits } from '../mesher.ts'
import { parseMsh } from '../msh-parse.ts'
import { usedOnly } from '../used-vertices.ts'
import { requireGeo } from './geo-check.ts'
import { requireFewTriangles } from './geo-estimate.ts'
import { geoJob } from './geo-job.ts'
import type { GeoGroup, GeoModel } from './geo-model.ts'
import { parseGeo } from './geo-parse.ts'
import { geoText } from './geo-text.ts'
import { findGmsh, runGmsh } from './gmsh-program.ts'

/** Triangles of all surfaces, each with the number of its surface in the model's order. */
type Meshed = Pick<GmshMesh, 'vertices' | 'triangles' | 'sections'>

/**
 * Meshes a .geo text: read by our own reader, built and meshed by gmsh in a child process from the numbers that came of
 * it.
 *
 * @throws {@link WaveguideError} `GEO_FORBIDDEN`, `MESH_FORMAT`, `MESH_LIMIT`, `MESH_FAILED`, `MEMORY_LIMIT`,
 *   `ADDON_MISSING`; the signal's reason.
 */
export async function geoSurface(text: string, limits: MesherLimits): Promise<FileSurface> {
  const model = await runSliced(parseGeo(text), limits.signal)
  await runSliced(requireGeo(model), limits.signal)
  await runSliced(requireFewTriangles(model), limits.signal)
  const { meshed, notes } = await meshModel(model, limits)
  return grouped(model, meshed, notes)
}

/**
 * Lets the program gmsh run a text as it stands, whatever it does.
 *
 * @throws {@link WaveguideError} as {@link geoSurface}.
 */
export async function unsafeGeoSurface(text: string, limits: MesherLimits): Promise<FileSurface> {
  const program = await findGmsh()
  if (program === undefined)
    throw new WaveguideError(
      'ADDON_MISSING',
      'allowUnsafeGeo needs the program gmsh in a folder of the PATH, and there is none. Install gmsh.',
    )
  return runSliced(parseMsh(await runGmsh(program, text, limits)), limits.signal)
}

async function meshModel(
  model: GeoModel,
  limits: MesherLimits,
): Promise<{ meshed: Meshed; notes: readonly Warning[] }> {
  try {
    const mesher = await openChildMesher(limits)
    try {
      return { meshed: await mesher.run(geoJob(model)), notes: [] }
    } finally {
      mesher.close()
    }
  } catch (thrown) {
    const isMissing = thrown instanceof WaveguideError && thrown.code === 'ADDON_MISSING'
    const program = isMissing ? await findGmsh() : undefined
    if (program === undefined) throw thrown
    const message = `the gmsh module is missing; the program ${program} made the mesh`
    return { meshed: await meshByProgram(program, model, limits), notes: [{ code: 'FALLBACK', message }] }
  }
}

async function meshByProgram(program: string, model: GeoModel, limits: MesherLimits): Promise<Meshed> {
  const bytes = await runGmsh(program, geoText(model), limits)
  const { vertices, triangles, tags } = await runSliced(parseMsh(bytes), limits.signal)
  return { vertices, triangles, sections: tags.map((tag) => tag - 1) }
}

const ungrouped = 1

/** Triangles group by group, as gmsh saves them: surfaces in no group are left out once there is one. */
function grouped(
  model: GeoModel,
  { vertices, triangles, sections }: Meshed,
  notes: readonly Warning[],
): FileSurface {
  const order = new Map([...model.surfaces.keys()].map((tag, i) => [tag, i]))
  const groups = model.groups.length > 0 ? model.groups : [everything(model)]
  const members: number[][] = Array.from({ length: order.size }, () => [])
  for (const [t, surface] of sections.entries()) members[surface]?.push(t)
  const corners: number[] = []
  const tags: number[] = []
  for (const group of groups)
    for (const surface of group.surfaces)
      for (const t of members[order.get(Math.abs(surface)) ?? -1] ?? []) {
        const [a = 0, b = 0, c = 0] = triangles.subarray(3 * t, 3 * t + 3)
        corners.push(...(surface < 0 ? [a, c, b] : [a, b, c]))
        tags.push(group.tag)
      }
  return {
    ...usedOnly(vertices, Uint32Array.from(corners)),
    tags: Uint32Array.from(tags),
    names: namesOf(model.groups),
    notes: [...model.notes, ...notes, ...leftOut(model)],
  }
}

function everything({ surfaces }: GeoModel): GeoGroup {
  return { tag: ungrouped, name: '', surfaces: [...surfaces.keys()], line: 1 }
}

function namesOf(groups: readonly GeoGroup[]): Map<number, string> {
  return new Map(groups.filter(({ name }) => name !== '').map(({ tag, name }) => [tag, name]))
}

function leftOut({ surfaces, groups }: GeoModel): Warning[] {
  if (groups.length === 0)
    return [
      { code: 'MESH_FILE', message: 'the text has no physical surface; all surfaces were given tag 1, wall' },
    ]
  const used = new Set(groups.flatMap((group) => group.surfaces.map(Math.abs)))
  const count = [...surfaces.keys()].filter((tag) => !used.has(tag)).length
  if (count === 0) return []
  return [
    {
      code: 'IGNORED',
      message: `${count} surfaces belong to no physical surface and were left out`,
      details: { count },
    },
  ]
}

import type { Sliced } from '../core/sliced.ts'
import type { Warning } from '../model/evidence.ts'
import { real, whole } from './arrays.ts'
import { openEdges } from './edge-table.ts'
import type { FileSurface } from './file-surface.ts'
import { usedOnly } from './used-vertices.ts'
import { welded } from './weld.ts'

/** Share of the diagonal within which two vertices are in the same place. */
const samePlace = 1e-9

/**
 * Joins vertices on open edges that are in the same place: meshes of several patches come with seams that are open in the
 * numbers only. Vertices inside the surface stay apart, and so do two sheets that merely touch. A triangle that would lose a corner
 * keeps them.
 */
export function* joinedSeams(surface: FileSurface): Sliced<FileSurface> {
  const { vertices, triangles } = surface
  const seam = [...new Set(openEdges(triangles, vertices.length / 3).flat())]
  if (seam.length === 0) return surface
  const places = Float64Array.from(
    seam.flatMap((v) => [real(vertices, 3 * v), real(vertices, 3 * v + 1), real(vertices, 3 * v + 2)]),
  )
  const { indices } = yield* welded(places, samePlace)
  const first = new Map<number, number>()
  const target = new Map<number, number>()
  for (const [i, v] of seam.entries()) {
    const place = whole(indices, i)
    const kept = first.get(place)
    if (kept === undefined) first.set(place, v)
    else target.set(v, kept)
  }
  if (target.size === 0) return surface
  const joined = triangles.map((v) => target.get(v) ?? v)
  for (let t = 0; t < joined.length; t += 3)
    if (new Set(joined.subarray(t, t + 3)).size < 3) joined.set(triangles.subarray(t, t + 3), t)
  return { ...surface, ...usedOnly(vertices, joined), notes: [...surface.notes, joinedNote(target.size)] }
}

function joinedNote(count: number): Warning {
  return {
    code: 'MESH_FILE',
    message: `${count} vertices on open edges in the same place as another were joined with it`,
    details: { joined: count },
  }
}

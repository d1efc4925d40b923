import type { Sliced } from '../core/sliced.ts'
import type { Warning } from '../model/evidence.ts'
import { real, signed, whole } from './arrays.ts'
import { openEdges } from './edge-table.ts'
import type { FileSurface } from './file-surface.ts'
import { usedOnly } from './used-vertices.ts'
import { welded } from './weld.ts'

/** Share of the diagonal within which two vertices are in the same place. */
const samePlace = 1e-9

/** Edges, vertices or triangles looked at between two pauses. */
const pause = 8192

/**
 * Joins vertices on open edges that are in the same place: meshes of several patches come with seams that are open in the
 * numbers only. Vertices inside the surface stay apart, and so do two sheets that merely touch. A triangle that would lose a corner
 * keeps them.
 */
export function* joinedSeams(surface: FileSurface): Sliced<FileSurface> {
  const { vertices, triangles } = surface
  const seam = yield* verticesOf(yield* openEdges(triangles, vertices.length / 3), vertices.length / 3)
  if (seam.length === 0) return surface
  const { indices } = yield* welded(yield* placesOf(vertices, seam), samePlace)
  const first = new Int32Array(seam.length).fill(-1)
  const target = new Int32Array(vertices.length / 3).fill(-1)
  let count = 0
  for (const [i, v] of seam.entries()) {
    if (i % pause === 0) yield
    const place = whole(indices, i)
    const kept = signed(first, place)
    if (kept < 0) first[place] = v
    else {
      target[v] = kept
      count++
    }
  }
  if (count === 0) return surface
  const joined = yield* joinedTriangles(triangles, target)
  yield
  return { ...surface, ...usedOnly(vertices, joined), notes: [...surface.notes, joinedNote(count)] }
}

/** Ends of edges, each once, in the order of the edges. */
function* verticesOf(
  edges: readonly (readonly [number, number])[],
  vertexCount: number,
): Sliced<Uint32Array> {
  const isFound = new Uint8Array(vertexCount)
  const found = new Uint32Array(Math.min(2 * edges.length, vertexCount))
  let total = 0
  for (const [i, edge] of edges.entries()) {
    if (i % pause === 0) yield
    for (const v of edge) {
      if (isFound[v]) continue
      isFound[v] = 1
      found[total++] = v
    }
  }
  return found.subarray(0, total)
}

function* placesOf(vertices: Float64Array, chosen: Uint32Array): Sliced<Float64Array> {
  const places = new Float64Array(3 * chosen.length)
  for (const [i, v] of chosen.entries()) {
    if (i % pause === 0) yield
    for (let axis = 0; axis < 3; axis++) places[3 * i + axis] = real(vertices, 3 * v + axis)
  }
  return places
}

function* joinedTriangles(triangles: Uint32Array, target: Int32Array): Sliced<Uint32Array> {
  const joined = triangles.slice()
  const at = (corner: number): number => {
    const v = whole(triangles, corner)
    const kept = signed(target, v)
    return kept < 0 ? v : kept
  }
  for (let t = 0; t < triangles.length; t += 3) {
    if (t % (3 * pause) === 0) yield
    const [a, b, c] = [at(t), at(t + 1), at(t + 2)]
    if (a === b || b === c || c === a) continue
    joined[t] = a
    joined[t + 1] = b
    joined[t + 2] = c
  }
  return joined
}

function joinedNote(count: number): Warning {
  return {
    code: 'MESH_FILE',
    message: `${count} vertices on open edges in the same place as another were joined with it`,
    details: { joined: count },
  }
}

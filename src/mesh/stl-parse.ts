import { WaveguideError } from '../core/errors.ts'
import type { Sliced } from '../core/sliced.ts'
import { whole } from './arrays.ts'
import type { FileSurface } from './file-surface.ts'
import { binaryCorners, textCorners } from './stl-sections.ts'
import { usedOnly } from './used-vertices.ts'
import { welded } from './weld.ts'

/**
 * Reads STL, text or binary: triangles whose corners are joined by distance, the solids of a text as groups.
 *
 * Which kind a file is follows from its length, not from its first word: binary files begin with "solid" too. Triangles
 * that welding leaves without three corners are dropped. Memory is bounded by the file's size.
 *
 * @throws {@link WaveguideError} `MESH_FORMAT` with line and byte.
 */
export function* parseStl(bytes: Uint8Array): Sliced<FileSurface> {
  const { corners, solids, names } = isBinary(bytes) ? yield* binaryCorners(bytes) : yield* textCorners(bytes)
  const { vertices, indices } = yield* welded(corners)
  const tags = tagsOfSolids(names)
  const kept = Uint32Array.from(solids.keys()).filter((t) => hasThreeCorners(indices, t))
  if (kept.length === 0)
    throw new WaveguideError(
      'MESH_FORMAT',
      'no triangle of the file has three corners that are apart by a millionth of its extent. Look for a stray coordinate.',
    )
  const triangles = new Uint32Array(3 * kept.length)
  for (const [i, t] of kept.entries()) triangles.set(indices.subarray(3 * t, 3 * t + 3), 3 * i)
  return {
    ...usedOnly(vertices, triangles),
    tags: kept.map((t) => tags[whole(solids, t)] as number),
    names: new Map(names.flatMap((name, solid) => (name === '' ? [] : [[tags[solid] as number, name]]))),
    notes: [],
  }
}

const headBytes = 84
const triangleBytes = 50

/** By length; a file that only claims to be text, with zero bytes in its head, is a damaged binary one. */
function isBinary(bytes: Uint8Array): boolean {
  if (bytes.length >= headBytes) {
    const count = new DataView(bytes.buffer, bytes.byteOffset).getUint32(headBytes - 4, true)
    if (bytes.length === headBytes + triangleBytes * count) return true
  }
  const head = Buffer.from(bytes.subarray(0, headBytes)).toString('latin1')
  return !/^\s*solid\b/i.test(head) || head.includes('\0')
}

const unnamed = 1
/** Numbers 1 to 4 mean something without a name. */
const firstNamed = 5

/** Solids of one name are one group, those without a name are walls. */
function tagsOfSolids(names: readonly string[]): number[] {
  const distinct = [...new Set(names)].filter((name) => name !== '')
  return names.map((name) => (name === '' ? unnamed : firstNamed + distinct.indexOf(name)))
}

function hasThreeCorners(indices: Uint32Array, t: number): boolean {
  const [a, b, c] = [whole(indices, 3 * t), whole(indices, 3 * t + 1), whole(indices, 3 * t + 2)]
  return a !== b && b !== c && c !== a
}

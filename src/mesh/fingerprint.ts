import { createHash } from 'node:crypto'
import type { Sliced } from '../core/sliced.ts'
import type { Mesh } from '../model/mesh.ts'

/** About a millisecond of hashing. */
const sliceBytes = 1 << 20
const digits = 16

/**
 * Tells meshes apart: the first 16 hexadecimal digits of the SHA-1 over vertices, triangles, tags, groups, mirror planes
 * and termination.
 */
export function* fingerprint(mesh: Omit<Mesh, 'quality'>): Sliced<string> {
  const { vertices, triangles, tags, groups, symmetry, termination } = mesh
  const hash = createHash('sha1')
  for (const { buffer, byteOffset, byteLength } of [vertices, triangles, tags]) {
    hash.update(`${byteLength} `)
    for (let start = 0; start < byteLength; start += sliceBytes) {
      hash.update(new Uint8Array(buffer, byteOffset + start, Math.min(sliceBytes, byteLength - start)))
      yield
    }
  }
  const named = groups.map(({ tag, name, role }) => [tag, name, role])
  return hash
    .update(JSON.stringify([named, symmetry, termination]))
    .digest('hex')
    .slice(0, digits)
}

/** The same for a short array. */
export function arrayFingerprint(values: Float64Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  return createHash('sha1').update(bytes).digest('hex').slice(0, digits)
}

import type { Mesh } from '../../src/model/mesh.ts'

/** The corners of every triangle with its tag, in an order that does not depend on numbering. */
export function contents({ vertices, triangles, tags }: Mesh): string[] {
  const corner = (v: number): string => vertices.subarray(3 * v, 3 * v + 3).join()
  return [...tags]
    .map((tag, t) => `${tag}: ${[...triangles.subarray(3 * t, 3 * t + 3)].map(corner).join('; ')}`)
    .sort()
}

/** The bytes of a text. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

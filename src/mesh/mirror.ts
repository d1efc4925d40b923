import type { SymmetryPlane } from '../model/mesh.ts'
import { real, whole } from './arrays.ts'

/** Triangles with one number each: a tag or a section. */
export interface Tagged {
  readonly vertices: Float64Array
  readonly triangles: Uint32Array
  readonly tags: Uint32Array
}

const axisOf: Record<SymmetryPlane, number> = { x: 0, y: 1, z: 2 }

/**
 * A surface and its image in a coordinate plane. Vertices that lie on the plane exactly are shared, the others copied
 * behind the originals, and the image's winding is swapped so that normals stay on the air's side.
 */
export function mirrored(surface: Tagged, plane: SymmetryPlane): Tagged {
  const axis = axisOf[plane]
  const vertexCount = surface.vertices.length / 3
  const image = new Uint32Array(vertexCount)
  let total = vertexCount
  for (let v = 0; v < vertexCount; v++) image[v] = real(surface.vertices, 3 * v + axis) === 0 ? v : total++
  const vertices = new Float64Array(3 * total)
  vertices.set(surface.vertices)
  for (let v = 0; v < vertexCount; v++)
    if (whole(image, v) !== v) copyMirrored(surface.vertices, v, vertices, whole(image, v), axis)
  const triangles = new Uint32Array(2 * surface.triangles.length)
  triangles.set(surface.triangles)
  for (let i = 0; i < surface.triangles.length; i += 3) {
    const to = surface.triangles.length + i
    triangles[to] = whole(image, whole(surface.triangles, i))
    triangles[to + 1] = whole(image, whole(surface.triangles, i + 2))
    triangles[to + 2] = whole(image, whole(surface.triangles, i + 1))
  }
  const tags = new Uint32Array(2 * surface.tags.length)
  tags.set(surface.tags)
  tags.set(surface.tags, surface.tags.length)
  return { vertices, triangles, tags }
}

function copyMirrored(from: Float64Array, v: number, to: Float64Array, w: number, axis: number): void {
  for (let i = 0; i < 3; i++) {
    const value = real(from, 3 * v + i)
    to[3 * w + i] = i === axis ? -value : value
  }
}

/** The whole surface of one that is cut on mirror planes. */
export function unfolded(surface: Tagged, planes: readonly SymmetryPlane[]): Tagged {
  return planes.reduce<Tagged>(mirrored, surface)
}

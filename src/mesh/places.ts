import type { MeshGroup, MeshPlace } from '../model/mesh.ts'
import { real, whole } from './arrays.ts'
import type { Tagged } from './mirror.ts'

const mostPlaces = 20

/**
 * Where triangles lie, the first twenty.
 *
 * @param count - Triangles of the mesh itself: behind them `surface` has their mirror images.
 */
export function placesOf(
  surface: Tagged,
  groups: readonly MeshGroup[],
  triangles: readonly number[],
  count: number = surface.tags.length,
): MeshPlace[] {
  return triangles.slice(0, mostPlaces).map((t) => {
    const tag = whole(surface.tags, t)
    const group = groups.find((candidate) => candidate.tag === tag)?.name ?? `tag ${tag}`
    return { triangle: t % count, at: middleOf(surface, t), group }
  })
}

/** `(0.01, 0, 0.2) m in group "SD1G0"`. */
export function shownMeshPlace({ at, group }: MeshPlace): string {
  return `(${at.map((value) => Number(value.toPrecision(4))).join(', ')}) m in group "${group}"`
}

function middleOf({ vertices, triangles }: Tagged, t: number): [number, number, number] {
  const along = (axis: number): number =>
    [0, 1, 2].reduce((sum, c) => sum + real(vertices, 3 * whole(triangles, 3 * t + c) + axis), 0) / 3
  return [along(0), along(1), along(2)]
}

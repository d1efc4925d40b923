import { WaveguideError } from '../core/errors.ts'
import { finiteOption, oneOf, optionError, positiveOption, refuseUnknownKeys } from '../core/options.ts'
import type { MeshGroup, SourceRegion } from '../model/mesh.ts'
import { real, whole } from './arrays.ts'
import type { Tagged } from './mirror.ts'

/** m: what single precision makes of a plane at arm's length, with room to spare; far below any edge. */
const tolerance = 1e-5

/** True for points of a region. */
type Contains = (x: number, y: number, z: number) => boolean

const option = 'ReadMeshOptions.source'

/** @throws {@link WaveguideError} `OPTION`. */
export function checkedRegion(region: SourceRegion | undefined): Contains | undefined {
  if (region === undefined) return undefined
  if (typeof region !== 'object' || region === null || Object.keys(region).length !== 1)
    throw optionError(option, 'one of { plane }, { box }, { disc }', region)
  refuseUnknownKeys(option, region, ['plane', 'box', 'disc'])
  if ('plane' in region) return inPlane(region.plane)
  return 'box' in region ? inBox(region.box) : inDisc(region.disc)
}

function inPlane(plane: Extract<SourceRegion, { plane: unknown }>['plane']): Contains {
  requireMembers('plane', plane, ['axis', 'at'])
  const axis = ['x', 'y', 'z'].indexOf(oneOf(`${option}.plane.axis`, plane.axis, ['x', 'y', 'z']))
  const at = finiteOption(`${option}.plane.at`, plane.at)
  return (...point) => Math.abs((point[axis] as number) - at) <= tolerance
}

function inBox(box: Extract<SourceRegion, { box: unknown }>['box']): Contains {
  requireMembers('box', box, ['from', 'to'])
  const [from, to] = [place('box.from', box.from), place('box.to', box.to)]
  return (...point) =>
    point.every((value, axis) => {
      const [a, b] = [from[axis] as number, to[axis] as number]
      return value >= Math.min(a, b) - tolerance && value <= Math.max(a, b) + tolerance
    })
}

function inDisc(disc: Extract<SourceRegion, { disc: unknown }>['disc']): Contains {
  requireMembers('disc', disc, ['centre', 'normal', 'radius'])
  const centre = place('disc.centre', disc.centre)
  const normal = place('disc.normal', disc.normal)
  const length = Math.hypot(...normal)
  const radius = positiveOption(`${option}.disc.radius`, disc.radius)
  if (length === 0) throw optionError(`${option}.disc.normal`, 'a direction', disc.normal)
  return (...point) => {
    const offset = point.map((value, axis) => value - (centre[axis] as number))
    const along = offset.reduce((sum, value, axis) => sum + (value * (normal[axis] as number)) / length, 0)
    const across = Math.sqrt(Math.max(0, Math.hypot(...offset) ** 2 - along ** 2))
    return Math.abs(along) <= tolerance && across <= radius + tolerance
  }
}

function requireMembers(name: string, value: unknown, members: readonly string[]): asserts value is object {
  if (typeof value !== 'object' || value === null)
    throw optionError(`${option}.${name}`, `{ ${members.join(', ')} }`, value)
  refuseUnknownKeys(`${option}.${name}`, value, members)
}

function place(name: string, value: unknown): readonly number[] {
  if (!Array.isArray(value) || value.length !== 3)
    throw optionError(`${option}.${name}`, '[x, y, z] in m', value)
  return value.map((number, axis) => finiteOption(`${option}.${name}[${axis}]`, number))
}

const sourceTag = 2

/**
 * Gives the triangles of a region the tag of the source that the file has, else tag 2; whoever had that number moves.
 *
 * @throws {@link WaveguideError} `MESH_NO_SOURCE` when no triangle lies in the region.
 */
export function tagSource(
  surface: Tagged,
  groups: readonly MeshGroup[],
  contains: Contains,
): { tags: Uint32Array; groups: readonly MeshGroup[] } {
  const chosen = [...surface.tags.keys()].filter((t) => liesIn(surface, t, contains))
  if (chosen.length === 0) throw nothingThere(surface)
  const source = groups.find(({ role }) => role === 'source') ?? {
    tag: groups.some(({ tag }) => tag === sourceTag) ? freeTag(groups) : sourceTag,
    name: 'SD1D1001',
    role: 'source',
  }
  const tags = surface.tags.slice()
  for (const t of chosen) tags[t] = source.tag
  const left = new Set(tags)
  const others = groups.filter(({ tag }) => tag !== source.tag && left.has(tag))
  return { tags, groups: [...others, source].sort((a, b) => a.tag - b.tag) }
}

function liesIn({ vertices, triangles }: Tagged, t: number, contains: Contains): boolean {
  return [0, 1, 2].every((corner) => {
    const v = 3 * whole(triangles, 3 * t + corner)
    return contains(real(vertices, v), real(vertices, v + 1), real(vertices, v + 2))
  })
}

function freeTag(groups: readonly MeshGroup[]): number {
  return 1 + Math.max(...groups.map(({ tag }) => tag))
}

function nothingThere({ vertices }: Tagged): WaveguideError {
  const span = [0, 1, 2].map((axis) => {
    const along = vertices.filter((_, i) => i % 3 === axis)
    const low = along.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
    const high = along.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
    return `${'xyz'[axis]} from ${low.toPrecision(4)} to ${high.toPrecision(4)}`
  })
  return new WaveguideError(
    'MESH_NO_SOURCE',
    `no triangle lies in ${option}; the surface spans ${span.join(', ')} m. Move the region onto the moving surface.`,
  )
}

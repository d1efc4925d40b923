import { WaveguideError } from '../core/errors.ts'
import type { Sliced } from '../core/sliced.ts'
import type { Warning } from '../model/evidence.ts'
import type { Mesh } from '../model/mesh.ts'
import { cutOf, cutWarning, snapToPlanes } from './cut-planes.ts'
import type { FileSurface } from './file-surface.ts'
import { groupFromFile, numberedByName } from './groups.ts'
import { joinedSeams } from './join-seams.ts'
import { orientPieces } from './orientation.ts'
import { measureQuality } from './quality.ts'
import { type checkedRegion, tagSource } from './source-region.ts'

export interface FileReading {
  readonly unit: 'mm' | 'm'
  /** False when the unit is only the default. */
  readonly isUnitKnown: boolean
  readonly region: ReturnType<typeof checkedRegion>
  /** For formats whose winding nobody keeps. */
  readonly reorients: boolean
  /** Whether a surface that is open on mirror planes only is taken for a part of a body. */
  readonly findsCuts: boolean
}

/** m; beyond this the unit must be wrong. */
const mostExtent = 1e4

/** From a file's triangles to a mesh: unit, winding, groups, quality. */
export function* meshFromFile(raw: FileSurface, reading: FileReading): Sliced<Mesh> {
  const surface = yield* joinedSeams(raw)
  const scale = reading.unit === 'm' ? 1 : 1000
  const vertices = scale === 1 ? surface.vertices : surface.vertices.map((value) => value / scale)
  requireExtent(vertices, reading.unit)
  yield
  const { triangles } = surface
  const cut = reading.findsCuts ? yield* cutOf({ vertices, triangles }) : { planes: [], openEdges: 0 }
  const isCut = cut.planes.length > 0
  if (isCut) snapToPlanes(vertices, cut.planes)
  yield
  const turned = reading.reorients ? yield* orientPieces(vertices, triangles, isCut) : 0
  yield
  const { tags, groups } = groupsOf(surface, vertices, reading)
  yield
  const mesh = { vertices, triangles, tags, groups, symmetry: cut.planes, termination: 'free' } as const
  const warnings = [
    ...surface.notes,
    ...unitWarning(surface.vertices, reading),
    ...turnedWarning(turned, tags.length),
    ...cutWarning(cut),
  ]
  const quality = yield* measureQuality(mesh, undefined)
  return { ...mesh, quality, ...(warnings.length > 0 ? { warnings } : {}) }
}

function groupsOf(
  surface: FileSurface,
  vertices: Float64Array,
  { region }: FileReading,
): Pick<Mesh, 'tags' | 'groups'> {
  const { tags, names } = numberedByName(surface.tags, surface.names)
  const groups = [...new Set(tags)].sort((a, b) => a - b).map((tag) => groupFromFile(tag, names.get(tag)))
  return region
    ? tagSource({ vertices, triangles: surface.triangles, tags }, groups, region)
    : { tags, groups }
}

function requireExtent(vertices: Float64Array, unit: string): void {
  const largest = vertices.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (largest > mostExtent)
    throw new WaveguideError(
      'MESH_FORMAT',
      `a coordinate is ${largest} m away from the origin. Is the unit really ${unit}?`,
    )
}

/** File units: a horn of less than 10 mm is no horn, one of more than 10 m neither. */
const doubtfulExtent = 10

function unitWarning(vertices: Float64Array, { unit, isUnitKnown }: FileReading): Warning[] {
  const extent = [0, 1, 2]
    .map((axis) => {
      let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
      for (let i = axis; i < vertices.length; i += 3) {
        low = Math.min(low, vertices[i] as number)
        high = Math.max(high, vertices[i] as number)
      }
      return high - low
    })
    .reduce((most, value) => Math.max(most, value), 0)
  if (isUnitKnown || extent > doubtfulExtent) return []
  const message =
    `the file spans ${extent.toPrecision(3)} of its own unit, which was taken for ${unit}. ` +
    "If it is in metres, say unit 'm' (--unit m)"
  return [{ code: 'UNIT', message, details: { extent, unit } }]
}

function turnedWarning(turned: number, count: number): Warning[] {
  if (turned === 0) return []
  const message = `${turned} of ${count} triangles were turned so that neighbours agree and normals point out of each body`
  return [{ code: 'REORIENTED', message, details: { turned } }]
}

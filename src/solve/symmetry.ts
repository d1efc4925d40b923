import { solverModule } from '../binding/load-addon.ts'
import { WaveguideError } from '../core/errors.ts'
import { unfolded } from '../mesh/mirror.ts'
import type { Mesh, SymmetryPlane } from '../model/mesh.ts'
import type { SolveOptions, SourceDrive } from '../model/options.ts'
import { boundingBox } from './places.ts'

const axes: readonly SymmetryPlane[] = ['x', 'y', 'z']

/** How far a vertex may lie behind a plane and still be on it, over the diagonal of the body's box: native/bem/mirror.cpp. */
const planeTolerance = 1e-6

/** The mirror planes a body is solved with, and what of it carries unknowns. */
export interface SolveSymmetry {
  readonly planes: readonly SymmetryPlane[]
  /** Why these and no others, in words. */
  readonly reason: string
  readonly partVertices: number
  readonly partTriangles: number
}

/** The whole body of a mesh that is cut on mirror planes; its own vertices and triangles come first. */
export function wholeBody(mesh: Mesh): Mesh {
  return mesh.symmetry.length === 0 ? mesh : { ...mesh, ...unfolded(mesh, mesh.symmetry), symmetry: [] }
}

/** A drive given triangle by triangle moves the images of a mesh that is cut on planes alike. */
export function onWholeBody(
  drives: readonly SourceDrive[] | undefined,
  { symmetry, triangles }: Mesh,
): readonly SourceDrive[] | undefined {
  if (!Array.isArray(drives) || symmetry.length === 0) return drives
  return drives.map((drive: SourceDrive) => {
    const own = drive?.perTriangle
    if (!(own instanceof Float64Array) || own.length !== (2 * triangles.length) / 3) return drive
    const images = 2 ** symmetry.length
    const perTriangle = new Float64Array(images * own.length)
    for (let image = 0; image < images; image++) perTriangle.set(own, image * own.length)
    return { ...drive, perTriangle }
  })
}

/**
 * Chooses the mirror planes: those asked for, or all that the body has.
 *
 * The drive need not be symmetric: it is split into even and odd parts.
 *
 * @param body - See {@link wholeBody}.
 * @throws {@link WaveguideError} `OPTION` for planes that the body does not have.
 */
export function symmetryOf(
  body: Mesh,
  { symmetry = 'auto', ground = null }: Pick<SolveOptions, 'symmetry' | 'ground'>,
): SolveSymmetry {
  if (symmetry === 'none') return part(body, [], 'solved without, as asked')
  const { planes, reasons } = solverModule().mirrorPlanes(body)
  const why = (axis: SymmetryPlane): string =>
    axis === ground ? 'it is the ground' : (reasons[axes.indexOf(axis)] ?? '')
  const has = (axis: SymmetryPlane): boolean => axis !== ground && planes.includes(axis)
  if (symmetry === 'auto') {
    const others = axes.filter((axis) => !has(axis)).map((axis) => `not in ${axis} = 0: ${why(axis)}`)
    const found = axes.filter(has)
    const first = found.length > 0 ? `the mesh mirrors itself in ${found.join(', ')} = 0` : 'none'
    return part(body, found, [first, ...others].join('; '))
  }
  const missing = symmetry.find((axis) => !has(axis))
  if (missing === undefined)
    return part(
      body,
      axes.filter((axis) => symmetry.includes(axis)),
      'asked for',
    )
  throw new WaveguideError(
    'OPTION',
    `SolveOptions.symmetry: the mesh does not mirror itself in ${missing} = 0: ${why(missing)}. ` +
      'Leave the plane out, or use "auto".',
    { details: { option: 'SolveOptions.symmetry', plane: missing } },
  )
}

function part(
  { vertices, triangles }: Mesh,
  planes: readonly SymmetryPlane[],
  reason: string,
): SolveSymmetry {
  const indices = planes.map((axis) => axes.indexOf(axis))
  const size = Math.hypot(...boundingBox(vertices).map(({ min, max }) => max - min))
  let partVertices = 0
  for (let v = 0; v < vertices.length; v += 3)
    if (indices.every((axis) => (vertices[v + axis] ?? 0) >= -planeTolerance * size)) partVertices++
  return { planes, reason, partVertices, partTriangles: triangles.length / 3 / 2 ** planes.length }
}

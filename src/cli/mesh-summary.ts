import { millimetres } from '../core/units.ts'
import { designWarnings } from '../design/design-warnings.ts'
import type { Mesh } from '../model/mesh.ts'
import type { Terminal } from './terminal.ts'

/** A mesh in a few lines for people: its size, and how far it can be trusted and why no further. */
export function meshSummary({ vertices, triangles, quality, design }: Mesh): string {
  const { minEdge, maxEdge, minAngleDeg, deviationMm, validTo, limits } = quality
  const lines = [
    `${design ? `${design.name}: ` : ''}${triangles.length / 3} triangles, ${vertices.length / 3} vertices`,
    `edges ${mm(minEdge)} to ${mm(maxEdge)} mm, smallest angle ${minAngleDeg.toFixed(0)}°`,
    deviationMm === undefined ? '' : `off the formula by ${deviationMm.toFixed(3)} mm at most`,
    quality.closed ? '' : `OPEN: ${quality.openEdges} open edges`,
    quality.oriented ? '' : 'normals do not all point into the air',
    validTo > 0 ? `valid up to ${validTo.toFixed(0)} Hz` : 'NOT VALID at any frequency',
    limits[0] ? `because: ${limits[0].message}` : '',
  ]
  return lines
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('')
}

/** What there is to know about the design or the file that a mesh comes from, on stderr. */
export function printMeshNotes(
  { design, warnings = [] }: Pick<Mesh, 'design' | 'warnings'>,
  { err }: Terminal,
): void {
  for (const { message } of [...designWarnings(design), ...warnings]) err(`note: ${message}\n`)
}

function mm(metres: number): string {
  return millimetres(metres).toFixed(1)
}

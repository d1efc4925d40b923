import { millimetres } from '../core/units.ts'
import type { Horn } from '../model/horn.ts'
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

/** What the reader of the design had to decide or could not use: on stderr, so that nothing is left out in silence. */
export function printDesignNotes(design: Horn | undefined, { err }: Terminal): void {
  for (const note of design?.notes ?? []) err(`note: ${note}\n`)
  for (const { key, line, nearest, reason } of design?.ignored ?? []) {
    if (reason !== 'unknown') continue
    const place = line === undefined ? '' : ` in line ${line}`
    err(`note: unknown key "${key}"${place} has no effect${nearest ? `; did you mean "${nearest}"?` : ''}\n`)
  }
}

function mm(metres: number): string {
  return millimetres(metres).toFixed(1)
}

import { millimetres } from '../core/units.ts'
import type { Polar, Result } from '../model/result.ts'
import { frequencyText } from './scale.ts'

/** The small print of every picture: what the numbers are, so that a picture can travel alone. */

/** Where a curve was observed. */
export interface Observed {
  readonly distance: number
  readonly origin?: readonly [number, number, number] | undefined
}

/** The facts in reading order; `own` are those of one kind of picture. */
export function facts(result: Result, own: readonly string[]): string[] {
  const { provenance } = result
  return [
    `drive: ${provenance.drive}`,
    ...own,
    'smoothing: none',
    `${result.frequencies.length} ${result.frequencies.length === 1 ? 'frequency' : 'frequencies'}`,
    `mesh limit: ${frequencyText(provenance.mesh.validTo)}`,
    ...warningFact(result),
    `waveguide-bem ${provenance.version}`,
  ]
}

/** `distance: 2 m from (0, 0, 119) mm`. */
export function distanceFact({ distance, origin }: Observed): string {
  const from = origin ? ` from (${origin.map((value) => rounded(millimetres(value), 1)).join(', ')}) mm` : ''
  return `distance: ${rounded(distance, 3)} m${from}`
}

/** The origin that belongs to the on-axis curve: that of the polar observed at the same distance. */
export function onAxisObserved(result: Result): Observed {
  const { distance } = result.onAxis
  const origin = result.polars.find((polar: Polar) => polar.distance === distance)?.origin
  return { distance, origin }
}

/** Design and mesh, for the line below the title. */
export function subject(result: Result): string {
  const { design, mesh } = result.provenance
  return [design, `${mesh.triangles} triangles`].filter(Boolean).join(' · ')
}

function warningFact(result: Result): string[] {
  const codes = [...new Set(result.warnings.map((warning) => warning.code))]
  return codes.length > 0 ? [`warnings: ${codes.join(', ')}`] : []
}

function rounded(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)) + 0).replace('-', '−')
}

import { WaveguideError } from '../core/errors.ts'
import type { Polar, Result } from '../model/result.ts'
import type { PolarReference } from '../results/relative-level.ts'

/**
 * A polar of a result by name; the first one without a name.
 *
 * @throws {@link WaveguideError} `OPTION` for a name that the result does not have.
 */
export function polarNamed(result: Result, name: string | undefined): Polar {
  const polar = name === undefined ? result.polars[0] : result.polars.find((one) => one.name === name)
  if (polar) return polar
  const names = result.polars.map((one) => `"${one.name}"`).join(', ') || 'none'
  throw new WaveguideError('OPTION', `the result has no polar ${JSON.stringify(name)}; it has: ${names}`, {
    details: { polar: name },
  })
}

/** What a polar is normalised to, in words. */
export function referenceText(reference: PolarReference): string {
  return reference === 'maximum' ? 'the loudest angle' : `${reference}°`
}

/** An angle and where its samples stand in the polar's rows. */
export interface AngleColumn {
  readonly angleDeg: number
  readonly column: number
}

/** The angles of a polar in rising order, each once. `mirror` adds the negative ones as copies. */
export function angleColumns(polar: Polar, options: { readonly mirror?: boolean } = {}): AngleColumn[] {
  const own = Array.from(polar.anglesDeg, (angleDeg, column) => ({ angleDeg, column }))
  const copies = options.mirror
    ? own
        .filter(({ angleDeg }) => angleDeg > 0 && angleDeg <= 180)
        .map(({ angleDeg, column }) => ({ angleDeg: -angleDeg, column }))
    : []
  const sorted = [...copies, ...own].sort((a, b) => a.angleDeg - b.angleDeg)
  return sorted.filter(({ angleDeg }, index) => angleDeg !== sorted[index - 1]?.angleDeg)
}

import { shortestSection } from '../geometry/meridian.ts'
import { throatRadiusMm } from '../geometry/throat-area.ts'
import { movingRings } from '../geometry/throat-rings.ts'
import type { Horn } from '../model/horn.ts'
import { parameterError } from './parameters.ts'

/** How far a source may reach over the throat's edge by rounding, over the edge's radius. */
const rounding = 1e-9

/**
 * Refuses sources that leave the throat, are no ring in it, or overlap.
 *
 * @param keyOf - The key of a source by its number.
 * @throws {@link WaveguideError} `HORN_PARAMETER` with the key of the radius.
 */
export function refuseBadRings(horn: Horn, keyOf: (source: number) => string): void {
  const { sources } = horn
  if (!sources) return
  const edge = throatRadiusMm(horn)
  const most = edge * (1 + rounding)
  const end = `the throat's edge at ${edge.toFixed(3)} mm`
  let before: { readonly to: number; readonly source: number } | undefined
  for (const { from, to, source } of movingRings(sources, edge)) {
    const refuse = (member: 'inner' | 'outer', message: string, value: number, limit: number): never => {
      throw parameterError(`${keyOf(source)}.${member}`, message, { value, limit })
    }
    if (to > most) refuse('outer', `= ${to} mm lies beyond ${end}; leave it out to reach the edge`, to, edge)
    const begins = sources[source]?.inner === undefined ? 'from the axis' : `from ${from} mm`
    const member = sources[source]?.inner === undefined ? 'outer' : 'inner'
    if (to - from <= shortestSection)
      refuse(member, `leaves no ring ${begins} to ${to.toFixed(3)} mm`, to - from, shortestSection)
    if (before && from < before.to - rounding * edge)
      refuse(
        member,
        `lets it reach ${begins}, inside ${keyOf(before.source)}, which ends at ${before.to.toFixed(3)} mm; sources may not overlap`,
        from,
        before.to,
      )
    before = { to, source }
  }
}

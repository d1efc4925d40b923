import type { PolarWish } from '../model/horn.ts'
import type { ScriptItem } from './ath-script.ts'
import { parameterError } from './parameters.ts'
import { numberFor, numbersFor } from './script-value.ts'

const members = ['MapAngleRange', 'NormAngle', 'Distance', 'Inclination', 'Offset']

/** True for a member of an `ABEC.Polars:NAME` block that is understood. */
export function polarKey(path: string): boolean {
  return members.some((member) => path === `ABEC.Polars.${member}`)
}

/**
 * The polars that a script asks for, in order: blocks `ABEC.Polars:NAME` with ATH's defaults. Their middle is the origin of the script
 * plus `Offset` in mm, as in the observation files that ATH writes for ABEC.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` for a value that is no number.
 */
export function polarsOf(items: readonly ScriptItem[]): PolarWish[] {
  const polars = new Map<string, PolarWish>()
  for (const item of items) {
    const name = /(?:^|\.)Polars:([^.]+)/.exec(item.written)?.[1]
    if (name === undefined || !/^ABEC\.Polars\b/.test(item.path)) continue
    const before = polars.get(name) ?? usual(name)
    polars.set(name, item.kind === 'value' ? { ...before, ...memberOf(item) } : before)
  }
  return [...polars.values()]
}

function usual(name: string): PolarWish {
  const anglesDeg = { from: 0, to: 180, count: 37 }
  return { name, anglesDeg, normAngleDeg: 0, distance: 2, offsetMm: 0, inclinationDeg: 0 }
}

function memberOf({ path, written, value, place }: ScriptItem): Partial<PolarWish> {
  switch (path) {
    case 'ABEC.Polars.MapAngleRange':
      return { anglesDeg: anglesOf(written, value, place) }
    case 'ABEC.Polars.NormAngle':
      return { normAngleDeg: numberFor(written, value, place) }
    case 'ABEC.Polars.Distance':
      return { distance: numberFor(written, value, place) }
    case 'ABEC.Polars.Offset':
      return { offsetMm: numberFor(written, value, place) }
    case 'ABEC.Polars.Inclination':
      return { inclinationDeg: numberFor(written, value, place) }
    default:
      return {}
  }
}

function anglesOf(written: string, value: string, place: ScriptItem['place']): PolarWish['anglesDeg'] {
  const [from, to, count, ...others] = numbersFor(written, value, place)
  if (from === undefined || to === undefined || count === undefined || others.length > 0)
    throw parameterError(written, `must be three numbers: from, to, count; got "${value}"`, { value, place })
  return { from, to, count }
}

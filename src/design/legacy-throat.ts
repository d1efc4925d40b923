import { radians } from '../core/units.ts'
import type { Gathered, ScriptKind } from './gathered.ts'
import type { DraftValue } from './parameters.ts'

/** The line with which late configs say how they mean their throat. */
const nativeV1 = /^\s*;\s*Waveguide Generator geometry-interpretation:\s*native-v1\b/im

/**
 * Takes the throat of an MWG config as the program that wrote it did.
 *
 * There L excludes the slot, and r0 is the radius at the driver: L + slot and r0 + E·tan(angle) are the same horn here.
 * Late configs (`native-v1`) have r0 at the main throat already. The cylinder that the old program made of a slot is a
 * cone here. Nothing is done for `legacyThroat: 'ath'`; without slot and extension angle all readings agree.
 */
export function convertLegacyThroat(
  { type, values, notes }: Gathered,
  { legacyThroat, text }: ScriptKind,
): void {
  const [slot, length, angle] = ['slotLength', 'throatExtLength', 'throatExtAngle'].map((name) =>
    values.get(name),
  )
  if (!slot && !angle) return
  if (type === 'R-OSSE') {
    notes.push('MWG ignored slot and extension of R-OSSE horns; here they are part of the horn')
    return
  }
  if (legacyThroat === 'ath') {
    notes.push(
      'the slot and the extension of this MWG config are read as ATH means them (legacyThroat "ath")',
    )
    return
  }
  const said: string[] = []
  const L = values.get('L')
  if (slot && L) {
    values.set('L', sum(L, slot))
    said.push('the slot was added to the length; it is a cone here, where MWG had a cylinder')
  }
  const r0 = values.get('r0') ?? { value: 12.7 }
  if (angle && length && !nativeV1.test(text)) {
    values.set('r0', { ...r0, value: widened(r0.value, length.value, angle.value) })
    said.push('the throat radius was moved from the driver to the end of the extension')
  }
  if (said.length > 0)
    notes.push(`taken as MWG meant it: ${said.join('; ')}. legacyThroat "ath" reads the numbers as ATH does`)
}

function sum(to: DraftValue, added: DraftValue): DraftValue {
  const [x, y] = [to.value, added.value]
  const both = typeof x === 'number' && typeof y === 'number'
  return { ...to, value: both ? x + y : `(${x})+(${y})` }
}

function widened(r0: unknown, length: unknown, angle: unknown): number | string {
  if (typeof r0 === 'number' && typeof length === 'number' && typeof angle === 'number')
    return r0 + length * Math.tan(radians(angle))
  return `(${r0})+(${length})*tan(rad(${angle}))`
}

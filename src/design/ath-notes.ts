import { profileRules } from '../geometry/parameter-rules.ts'
import type { DraftValue } from './parameters.ts'

/** What had to be decided because a script is silent and ATH would do otherwise, in words. */
export function decisionNotes(
  { values, type }: { readonly values: ReadonlyMap<string, DraftValue>; readonly type: 'OSSE' | 'R-OSSE' },
  kind: 'ath' | 'mwg',
): string[] {
  const hasEnclosure = [...values.keys()].some((name) => name.startsWith('enclosure.'))
  const notes: string[] = []
  if (!values.has('body') && !hasEnclosure && !values.has('wallThicknessMm')) {
    notes.push(
      'the script has neither ABEC.SimType nor Mesh.WallThickness: taken as a free-standing shell with a 5 mm wall; ' +
        'ATH itself would put the horn into an infinite baffle',
    )
  } else if (!values.has('body') && !hasEnclosure) {
    notes.push(
      'the script has no ABEC.SimType: taken as a free-standing shell; ATH itself would assume an infinite baffle',
    )
  }
  if (kind === 'mwg' && !values.has('source.shape'))
    notes.push('the MWG config has no Source.Shape: the source is a flat disc; ATH would use a spherical cap')
  const silent = Object.entries(profileRules[type]).filter(
    ([name, rule]) => !rule.optional && !values.has(name),
  )
  const telling = silent.map(([name]) => name).filter((name) => name !== 'tmax')
  if (kind === 'mwg' && telling.length > 0)
    notes.push(
      `the MWG config does not give ${telling.join(', ')}: ATH's defaults are used, MWG's own differ`,
    )
  return notes
}

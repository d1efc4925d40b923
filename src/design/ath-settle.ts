import type { HornBody } from '../model/horn.ts'
import { decisionNotes } from './ath-notes.ts'
import type { Gathered, ScriptKind } from './gathered.ts'
import { convertLegacyThroat } from './legacy-throat.ts'
import { type DraftValue, parameterError } from './parameters.ts'

/**
 * Makes values that depend on each other into those of a draft: what is switched off is listed as harmless, and what a
 * script leaves open is decided with a note.
 *
 * @returns The body's kind.
 */
export function settled(gathered: Gathered, script: ScriptKind): HornBody['kind'] {
  settleGuide(gathered)
  settleMorph(gathered)
  settleProfile(gathered)
  gathered.notes.push(...decisionNotes(gathered, script.kind))
  settleSource(gathered, script.kind)
  if (script.kind === 'mwg' || script.legacyThroat === 'v1') convertLegacyThroat(gathered, script)
  return settleBody(gathered)
}

/** Takes values out and lists their keys as harmless. */
function setAside({ values, items, ignored }: Gathered, isMeant: (name: string) => boolean): void {
  for (const name of [...values.keys()].filter(isMeant)) {
    const item = items.get(name)
    if (item)
      ignored.push({ key: item.written, value: item.value, line: item.place.line, reason: 'harmless' })
    values.delete(name)
  }
}

function settleGuide(gathered: Gathered): void {
  const type = gathered.values.get('guide.type')?.value
  if (!type) {
    setAside(gathered, (name) => name.startsWith('guide.'))
  } else if (type === 'superformula') {
    setAside(gathered, (name) => name === 'guide.n')
    settleFormula(gathered)
  } else {
    setAside(gathered, (name) => name.startsWith('guide.sf'))
  }
}

const formulaNames = ['a', 'b', 'm1', 'm2', 'n1', 'n2', 'n3']

/** `GCurve.SF = a,b,m,n1,n2,n3`, or separate keys; a list of one value means "not given", as in ATH. */
function settleFormula(gathered: Gathered): void {
  const { values } = gathered
  const list = values.get('guide.sf')
  const isSeparate = !list || (Array.isArray(list.value) && list.value.length === 1)
  if (!isSeparate) {
    const [a, b, m, ...exponents] = list.value as number[]
    values.set('guide.sf', { ...list, value: [a, b, m, m, ...exponents] })
    setAside(gathered, (name) => name.startsWith('guide.sf.'))
    return
  }
  const of = (name: string, usual: number): unknown => values.get(`guide.sf.${name}`)?.value ?? usual
  const m1 = of('m1', 4)
  const m2 = values.get('guide.sf.m2')?.value ?? m1
  const sf = [of('a', 1), of('b', 1), m1, m2, of('n1', 2), of('n2', 2), of('n3', 2)]
  for (const name of formulaNames) values.delete(`guide.sf.${name}`)
  values.set('guide.sf', { value: sf })
}

function settleMorph(gathered: Gathered): void {
  if (!gathered.values.get('morph.target')?.value) setAside(gathered, (name) => name.startsWith('morph.'))
}

/** An angle without a length, and an arc that is not chosen, say nothing. */
function settleProfile(gathered: Gathered): void {
  const { values } = gathered
  if (!values.has('throatExtLength')) setAside(gathered, (name) => name === 'throatExtAngle')
  if (values.get('throatProfile')?.value !== 3) setAside(gathered, (name) => name.startsWith('circArc'))
}

/** Without `Source.Shape` the source is ATH's cap, and in an MWG config a flat disc; of that, what is said of a cap says nothing. */
function settleSource(gathered: Gathered, kind: ScriptKind['kind']): void {
  const { values } = gathered
  if (kind === 'ath' && !values.has('source.shape')) values.set('source.shape', { value: 'cap' })
  if (values.get('source.shape')?.value === 'cap') return
  setAside(gathered, (name) => name === 'source.radius' || name === 'source.curv' || name === 'source.shape')
}

function settleBody(gathered: Gathered): HornBody['kind'] {
  const { values } = gathered
  const simulated = values.get('body')
  values.delete('body')
  const hasEnclosure = [...values.keys()].some((name) => name.startsWith('enclosure.'))
  if (hasEnclosure && simulated?.value === 'infinite-baffle') {
    throw parameterError(
      'ABEC.SimType',
      'is 1 (infinite baffle) beside a Mesh.Enclosure; give 2, or remove one',
      {
        place: simulated.place,
      },
    )
  }
  const kind = hasEnclosure
    ? 'enclosure'
    : simulated?.value === 'infinite-baffle'
      ? 'infinite-baffle'
      : 'shell'
  // ATH writes 0 for bodies without a wall of their own.
  if (kind !== 'shell' && values.get('wallThicknessMm')?.value === 0)
    setAside(gathered, (name) => name === 'wallThicknessMm')
  for (const side of ['enclosure.frontResolution', 'enclosure.backResolution']) settleResolution(values, side)
  return kind
}

/** The last of fewer than four sizes stands for all further corners, as in ATH. */
function settleResolution(values: Map<string, DraftValue>, name: string): void {
  const given = values.get(name)
  if (!given || !Array.isArray(given.value) || given.value.length === 0) return
  const sizes: unknown[] = given.value
  const missing = Math.max(0, 4 - sizes.length)
  values.set(name, { ...given, value: [...sizes, ...Array(missing).fill(sizes.at(-1))] })
}

import type { Horn } from '../model/horn.ts'
import { parseAthScript, type ScriptItem } from './ath-script.ts'
import { scriptEntries } from './script-entries.ts'

const profileBlock = /^(?:R-OSSE|ROSSE|OSSE)(?=\.|$)/

/** A script while it is edited. */
interface Editing {
  readonly items: readonly ScriptItem[]
  /** The profile block, when there is one. */
  readonly block: ScriptItem | undefined
  /** Lines at even places, their ends between them. */
  readonly lines: string[]
  readonly added: string[]
}

/**
 * A script with the values that differ between two designs changed in place.
 *
 * Values that are new are appended, those that are gone become comments; every other character stays.
 *
 * @param before - The design that the script describes.
 * @param after - The design that it shall describe.
 */
export function editedScript(text: string, before: Horn, after: Horn): string {
  const items = parseAthScript(text).filter(({ parked }) => !parked)
  const block = items.find(({ kind, path }) => kind === 'block' && profileBlock.test(path))
  const isFlat = !items.some(({ path }) => profileBlock.test(path))
  const editing: Editing = { items, block, lines: text.split(/(\r\n|\r|\n)/), added: [] }
  const old = new Map(scriptEntries(before, isFlat))
  const wanted = new Map(scriptEntries(after, isFlat))
  for (const [path, value] of wanted) if (old.get(path) !== value) write(path, value, editing)
  for (const path of old.keys()) if (!wanted.has(path)) remove(path, editing)
  return finished(text, editing)
}

function write(path: string, value: string, { items, block, lines, added }: Editing): void {
  const item = itemOf(items, path)
  if (item) setValue(lines, item, value)
  else if (block && profileBlock.test(path)) insertMember(lines, block, path, value)
  else added.push(`${path} = ${value}`)
}

function remove(path: string, { items, lines }: Editing): void {
  const item = itemOf(items, path)
  if (item) commentOut(lines, item)
}

function finished(text: string, { lines, added }: Editing): string {
  const newline = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n'
  const edited = lines.join('')
  if (added.length === 0) return edited
  const gap = edited === '' || /[\r\n]$/.test(edited) ? '' : newline
  return `${edited}${gap}${added.join(newline)}${newline}`
}

/** The last assignment of a key, in any of its spellings. */
function itemOf(items: readonly ScriptItem[], path: string): ScriptItem | undefined {
  const names = [path, path.replace(/^R-OSSE(?=\.)/, 'ROSSE'), ...(otherPlaces.get(path) ?? [])]
  return items.findLast(({ kind, written }) => kind === 'value' && names.includes(written))
}

/** Keys that count in another place too. */
const otherPlaces: ReadonlyMap<string, readonly string[]> = new Map([
  ['OS.k', ['Term.k']],
  ['Rot', ['OSSE.Rot', 'R-OSSE.Rot', 'ROSSE.Rot']],
])

/** Lines stand at even places, their ends between them. */
function lineIndex({ place }: ScriptItem): number {
  return 2 * (place.line - 1)
}

function setValue(lines: string[], item: ScriptItem, value: string): void {
  const index = lineIndex(item)
  const line = lines[index] ?? ''
  const equals = line.indexOf('=', item.place.column - 1)
  const from = item.value === '' ? equals + 1 : line.indexOf(item.value, equals + 1)
  lines[index] =
    `${line.slice(0, from)}${item.value === '' ? ' ' : ''}${value}${line.slice(from + item.value.length)}`
}

function insertMember(lines: string[], block: ScriptItem, path: string, value: string): void {
  const index = lineIndex(block)
  const line = lines[index] ?? ''
  const brace = line.indexOf('{', block.place.column - 1) + 1
  const member = path.slice((profileBlock.exec(path)?.[0] ?? '').length + 1)
  lines[index] = `${line.slice(0, brace)}\n${member} = ${value}\n${line.slice(brace).trimStart()}`
}

function commentOut(lines: string[], item: ScriptItem): void {
  const index = lineIndex(item)
  const line = lines[index] ?? ''
  const from = item.place.column - 1
  const statement = line.slice(from)
  const closing = statement.lastIndexOf('}')
  // A brace that shares the line must go on closing its block.
  const rest = closing >= 0 && !statement.slice(0, closing).includes(';') ? '}' : ''
  lines[index] = `${line.slice(0, from)}${rest}; ${rest ? statement.slice(0, closing) : statement}`
}

import { WaveguideError } from '../core/errors.ts'
import type { Horn } from '../model/horn.ts'
import { editedScript } from './edit-script.ts'
import { parseHorn } from './parse-horn.ts'
import { type ScriptEntry, scriptEntries } from './script-entries.ts'
import { writeHorn } from './write-horn.ts'

/**
 * A design as an ATH script, expressions as written: `parseHorn(writeScript(horn))` is the same design.
 *
 * A design that was read from a script gets that very text back, comments, parked items and unknown keys included; only
 * the values that differ are changed in place. Any other is written anew, with every parameter.
 *
 * @throws {@link WaveguideError} `HORN_PARAMETER` for a family or a body that scripts have no words for.
 */
export function writeScript(horn: Horn): string {
  if (horn.script === undefined) return newScript(horn)
  const before = parseHorn(horn.script)
  if (isSame(before, horn)) return horn.script
  const edited = editedScript(horn.script, before, horn)
  // A text whose keys meant something else than ATH's (MWG's throat) cannot take the new values in place.
  return readsAs(edited, horn) ? edited : newScript(horn)
}

function readsAs(text: string, horn: Horn): boolean {
  try {
    return isSame(parseHorn(text), horn)
  } catch (thrown) {
    if (thrown instanceof WaveguideError) return false
    throw thrown
  }
}

function isSame(a: Horn, b: Horn): boolean {
  const text = (horn: Horn): string => JSON.stringify({ ...writeHorn(horn), name: '' })
  return text(a) === text(b)
}

function newScript(horn: Horn): string {
  const { profile } = horn
  // Only flat keys can say that the throat is an arc.
  const isFlat = profile.type === 'OSSE' && profile.throatProfile !== undefined
  const lines: string[] = [`; horn ${horn.name.replace(/\s+/g, ' ')}`]
  let open = ''
  for (const [path, value] of scriptEntries(horn, isFlat)) {
    const block = blockOf(path)
    if (block !== open) {
      if (open) lines.push('}')
      if (block) lines.push(`${block} = {`)
      open = block
    }
    lines.push(`${block ? path.slice(block.length + 1) : path} = ${value}`)
  }
  if (open) lines.push('}')
  return `${lines.join('\n')}\n`
}

/** The block that a key is written into; flat keys have none. */
function blockOf(path: ScriptEntry[0]): string {
  return /^(?:R-OSSE|OSSE|Mesh\.Enclosure|ABEC\.Polars:[\w-]+)(?=\.)/.exec(path)?.[0] ?? ''
}

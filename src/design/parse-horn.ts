import { WaveguideError } from '../core/errors.ts'
import { oneOf, optionError, refuseUnknownKeys, shown } from '../core/options.ts'
import type { Horn, HornInput } from '../model/horn.ts'
import { draftOfScript } from './ath-horn.ts'
import { draftOfInput } from './json-horn.ts'
import { parseJsonText } from './json-text.ts'
import { makeHorn } from './make-horn.ts'

export type HornFormat = 'auto' | 'ath' | 'mwg' | 'json'

export interface ParseHornOptions {
  /** Default `auto`: JSON when the text begins with `{`, MWG when its first line says so, else ATH. */
  readonly format?: HornFormat
  /**
   * How slot and throat extension of a script are meant: as ATH does, or as Waveguide Generator's first version wrote
   * them. Default `v1` for MWG configs, `ath` for all else; see docs/designs.md.
   */
  readonly legacyThroat?: 'v1' | 'ath'
}

/** Longest design text, characters. */
const maxLength = 1 << 20

const formats: readonly HornFormat[] = ['auto', 'ath', 'mwg', 'json']

/**
 * Reads a horn design and checks everything about it: ATH script, MWG config, JSON text, or a plain object.
 *
 * Parameters that are left out take ATH's defaults; docs/designs.md has the table. Nothing is left out in silence:
 * keys without effect are listed in `ignored`, keys that would change the geometry and are not supported are refused.
 *
 * @returns The design, plain data, lengths in mm and angles in degrees.
 * @throws {@link WaveguideError} `HORN_PARSE` for text that is none of the formats, with line and column;
 * `HORN_PARAMETER` for an unknown key or a value that is missing, not finite or out of range; `HORN_GEOMETRY` for
 * values that together make no horn; `OPTION` for a bad argument.
 */
export function parseHorn(source: string | HornInput, options: ParseHornOptions = {}): Horn {
  refuseUnknownKeys('ParseHornOptions', options, ['format', 'legacyThroat'])
  const format = oneOf('ParseHornOptions.format', options.format ?? 'auto', formats)
  const { legacyThroat } = options
  if (legacyThroat !== undefined) oneOf('ParseHornOptions.legacyThroat', legacyThroat, ['v1', 'ath'])
  if (typeof source === 'string') return parseText(source, format, legacyThroat)
  if (typeof source !== 'object' || source === null || Array.isArray(source))
    throw optionError('parseHorn(source)', 'a text or a design object', source)
  return makeHorn(draftOfInput(source as Readonly<Record<string, unknown>>))
}

function parseText(source: string, format: HornFormat, legacyThroat: 'v1' | 'ath' | undefined): Horn {
  if (source.length > maxLength) {
    throw new WaveguideError(
      'HORN_PARSE',
      `the text has ${source.length} characters, at most ${maxLength} are read`,
      {
        details: { length: source.length, limit: maxLength },
      },
    )
  }
  const text = source.replace(/^\uFEFF/, '')
  const kind = format === 'auto' ? detectedFormat(text) : format
  if (kind === 'json') return makeHorn(draftOfInput(jsonObject(text)))
  return makeHorn(draftOfScript(text, kind, legacyThroat ?? (kind === 'mwg' ? 'v1' : 'ath')))
}

function detectedFormat(text: string): 'ath' | 'mwg' | 'json' {
  if (/^\s*[{[]/.test(text)) return 'json'
  return /^\s*;\s*(?:MWG|Parameter) config\b/i.test(text) ? 'mwg' : 'ath'
}

function jsonObject(text: string): Readonly<Record<string, unknown>> {
  const value = parseJsonText(text)
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>
  throw new WaveguideError('HORN_PARSE', `a JSON design is an object { … }, got ${shown(value)}`, {
    details: { line: 1, column: 1 },
  })
}

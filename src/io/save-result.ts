import { join } from 'node:path'
import { oneOf, optionError, refuseUnknownKeys } from '../core/options.ts'
import { runSliced } from '../core/sliced.ts'
import type { Result } from '../model/result.ts'
import { frequencyCsv, impedanceCsv, polarCsv } from './csv.ts'
import { csvMetadata } from './csv-metadata.ts'
import { type FrdOptions, frdText, hasFrdRows } from './frd.ts'
import { type Picture, pictures } from './pictures.ts'
import { resultJson } from './result-json.ts'
import { ensureFolder, writeAtomic } from './write-atomic.ts'

/** What {@link saveResult} can write. */
export const resultFormats = ['json', 'frd', 'csv', 'svg'] as const
export type ResultFormat = (typeof resultFormats)[number]

export interface SaveResultOptions extends FrdOptions {
  /** Default: all of {@link resultFormats}. */
  readonly formats?: readonly string[]
}

/**
 * Writes a result into a folder, which is made when missing; files of the same names are replaced.
 *
 * `json`: `result.json`, everything. `frd`: `on-axis.frd`. `csv`: `polar.csv`, `frequency.csv`, `impedance.csv` and
 * `metadata.json`. `svg`: the pictures. Each file appears whole or not at all. Without one valid frequency there is no FRD.
 *
 * @param options - `delay` and `includeInvalid` concern the FRD.
 * @returns Paths of the files written, in order.
 * @throws {@link WaveguideError} `OPTION` for an unknown format or option, `IO` when a file cannot be written.
 */
export async function saveResult(
  result: Result,
  folder: string,
  options: SaveResultOptions = {},
): Promise<string[]> {
  const formats = checkedFormats(folder, options)
  await ensureFolder(folder)
  const written: string[] = []
  for (const file of filesOf(result, formats, options)) {
    const path = join(folder, file.name)
    await writeAtomic(path, await file.parts())
    written.push(path)
  }
  return written
}

interface OutputFile {
  readonly name: string
  readonly parts: () => Iterable<string> | Promise<Iterable<string>>
}

function filesOf(result: Result, formats: ReadonlySet<ResultFormat>, options: FrdOptions): OutputFile[] {
  const files: Record<ResultFormat, () => OutputFile[]> = {
    json: () => [{ name: 'result.json', parts: () => resultJson(result) }],
    frd: () =>
      hasFrdRows(result, options) ? [{ name: 'on-axis.frd', parts: () => [frdText(result, options)] }] : [],
    csv: () => [
      { name: 'polar.csv', parts: () => polarCsv(result) },
      { name: 'frequency.csv', parts: () => frequencyCsv(result) },
      { name: 'impedance.csv', parts: () => impedanceCsv(result) },
      { name: 'metadata.json', parts: () => [csvMetadata(result)] },
    ],
    svg: () => pictures(result).map(pictureFile),
  }
  return resultFormats.filter((format) => formats.has(format)).flatMap((format) => files[format]())
}

function pictureFile({ fileName, svg }: Picture): OutputFile {
  return { name: fileName, parts: async () => [await runSliced(svg())] }
}

function checkedFormats(folder: string, options: SaveResultOptions): ReadonlySet<ResultFormat> {
  if (typeof folder !== 'string' || folder === '') throw optionError('folder', 'the path of a folder', folder)
  refuseUnknownKeys('SaveResultOptions', options, ['formats', 'delay', 'includeInvalid'])
  if (options.delay !== undefined) oneOf('SaveResultOptions.delay', options.delay, ['removed', 'included'])
  const formats = options.formats ?? resultFormats
  if (!Array.isArray(formats)) throw optionError('SaveResultOptions.formats', 'an array of formats', formats)
  return new Set(formats.map((format) => oneOf('SaveResultOptions.formats', format, resultFormats)))
}

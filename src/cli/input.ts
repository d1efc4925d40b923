import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { WaveguideError } from '../core/errors.ts'
import { parseHorn } from '../design/parse-horn.ts'
import { presetNamed, presets } from '../design/presets.ts'
import { readMesh } from '../mesh/read-mesh.ts'
import type { Horn } from '../model/horn.ts'
import type { Mesh, ReadMeshOptions } from '../model/mesh.ts'

/** What INPUT stands for: a design still to be meshed, or a mesh. */
export type Input =
  | { readonly kind: 'horn'; readonly horn: Horn }
  | { readonly kind: 'mesh'; readonly mesh: Mesh }

const meshExtensions = ['.msh', '.stl', '.step', '.stp', '.geo']

/**
 * Reads INPUT: a preset's name, a mesh file by its extension, or else a design as text.
 *
 * @param options - How to read a mesh file.
 */
export async function readInput(input: string, options: ReadMeshOptions = {}): Promise<Input> {
  const preset = presetNamed(input)
  if (preset) return { kind: 'horn', horn: parseHorn(preset) }
  if (meshExtensions.includes(extname(input).toLowerCase())) {
    return { kind: 'mesh', mesh: await readMesh(input, options) }
  }
  return { kind: 'horn', horn: parsedDesign(await designText(input), input) }
}

async function designText(path: string): Promise<string> {
  try {
    return decoded(await readFile(path))
  } catch (thrown) {
    const isMissing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'
    const reason = isMissing
      ? `no file or preset "${path}"; presets: ${Object.keys(presets).join(', ')}`
      : `cannot read ${path}: ${thrown instanceof Error ? thrown.message : thrown}`
    throw new WaveguideError('IO', reason, { details: { path }, cause: thrown })
  }
}

/** UTF-8, or Latin-1 for a text that is none: older programs write `°` and umlauts that way. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}

/** Errors of the design get the file's name in front. */
function parsedDesign(text: string, path: string): Horn {
  try {
    return parseHorn(text)
  } catch (thrown) {
    if (!(thrown instanceof WaveguideError)) throw thrown
    const message = thrown.message.slice(thrown.code.length + 2)
    throw new WaveguideError(thrown.code, `${path}: ${message}`, { details: { ...thrown.details, path } })
  }
}

import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WaveguideError } from '../../src/core/errors.ts'
import { readMesh } from '../../src/mesh/read-mesh.ts'
import { writeMesh } from '../../src/mesh/write-mesh.ts'
import type { Mesh } from '../../src/model/mesh.ts'
import { contents } from '../support/mesh-contents.ts'
import { runs } from '../support/property.ts'
import { icosphere, meshOf } from '../support/spheres.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waveguide-mesh-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A sphere with each vertex shaken and random tags and names. */
const anyMesh: fc.Arbitrary<Mesh> = fc
  .record({
    shake: fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { minLength: 126, maxLength: 126 }),
    tags: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 80, maxLength: 80 }),
    name: fc.string({ unit: 'binary', maxLength: 20 }),
    scale: fc.constantFrom(1, 0.137, 1e-3),
  })
  .map(({ shake, tags, name, scale }) => {
    const mesh = meshOf(icosphere(1, 'raw'), Uint32Array.from(tags))
    const vertices = mesh.vertices.map((value, i) => scale * (value + (shake[i] ?? 0)))
    return { ...mesh, vertices, groups: [{ tag: 1, name, role: 'wall' }] }
  })

const formats = fc.record({
  format: fc.constantFrom('msh2' as const, 'msh4' as const),
  binary: fc.boolean(),
  unit: fc.constantFrom('mm' as const, 'm' as const),
})

/** Relative error of corner coordinates; two roundings make at most 2^-52. */
function largestError(back: Mesh, mesh: Mesh): number {
  let largest = 0
  for (const [i, v] of back.triangles.entries())
    for (let axis = 0; axis < 3; axis++) {
      const wanted = mesh.vertices[3 * (mesh.triangles[i] ?? 0) + axis] ?? 0
      const error = Math.abs((back.vertices[3 * v + axis] ?? 0) - wanted)
      if (error > 0) largest = Math.max(largest, error / Math.abs(wanted))
    }
  return largest
}

describe('writeMesh, then readMesh', () => {
  test('gives the same triangles and tags back: to the last bit in metres, to rounding in millimetres', async () => {
    await fc.assert(
      fc.asyncProperty(anyMesh, formats, async (mesh, options) => {
        const path = join(folder, 'mesh.msh')
        await writeMesh(mesh, path, options)
        const back = await readMesh(path, { unit: options.unit })
        if (options.unit === 'm') expect(contents(back)).toEqual(contents(mesh))
        else if (options.format === 'msh2') expect(largestError(back, mesh)).toBeLessThan(2.3e-16)
      }),
      runs(60),
    )
  })
})

describe('readMesh of damaged files', () => {
  test('answers with a mesh or MESH_FORMAT, never with anything else', async () => {
    const originals = await Promise.all(
      ['box-2.2-text', 'box-2.2-binary', 'box-4.1-text', 'box-4.1-binary', 'box-parametric-2.2-binary'].map(
        (name) => readFile(new URL(`../data/mesh/${name}.msh`, import.meta.url)),
      ),
    )
    let refused = 0
    const damage = fc.record({
      file: fc.nat(4),
      length: fc.double({ min: 0, max: 1, noNaN: true }),
      edits: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 6 }),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ file, length, edits }) => {
        const original = originals[file] ?? Buffer.alloc(0)
        const bytes = Uint8Array.from(
          original.subarray(0, Math.ceil((length > 0.7 ? 1 : length) * original.length)),
        )
        for (const [place, value] of edits) bytes[Math.floor(place * (bytes.length - 1))] = value
        try {
          const mesh = await readMesh(bytes)
          expect(mesh.tags.length).toBeGreaterThan(0)
          expect(Math.max(...mesh.triangles)).toBeLessThan(mesh.vertices.length / 3)
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(WaveguideError)
          expect(thrown).toMatchObject({ code: 'MESH_FORMAT' })
          refused++
        }
      }),
      runs(400),
    )
    expect(refused).toBeGreaterThan(100)
  })
})

import { readFile } from 'node:fs/promises'
import type { ErrorCode } from '../../../src/core/errors.ts'
import { runSliced } from '../../../src/core/sliced.ts'
import { requireGeo } from '../../../src/mesh/geo/geo-check.ts'
import { requireFewTriangles } from '../../../src/mesh/geo/geo-estimate.ts'
import { geoJob } from '../../../src/mesh/geo/geo-job.ts'
import { parseGeo } from '../../../src/mesh/geo/geo-parse.ts'
import { geoText } from '../../../src/mesh/geo/geo-text.ts'
import { readMesh } from '../../../src/mesh/read-mesh.ts'
import type { Mesh } from '../../../src/model/mesh.ts'
import { cylinderGeo, waveguideGeo } from '../geo-texts.ts'
import { bytesOf } from '../mesh-contents.ts'

/** A way for foreign bytes into the program. */
export interface Door {
  readonly name: string
  /** Sound files to damage. */
  readonly seeds: () => Promise<readonly Uint8Array[]>
  /** Words of the format, to be strewn in. */
  readonly words: readonly string[]
  /** Rejects with one of `codes`, or what it resolves with is sound: it checks that itself. */
  readonly open: (bytes: Uint8Array) => Promise<void>
  readonly codes: readonly ErrorCode[]
}

/** One line for each door; more are welcome. */
export const doors: readonly Door[] = [
  {
    name: '.msh',
    seeds: () =>
      dataFiles([
        'box-2.2-text',
        'box-2.2-binary',
        'box-4.1-text',
        'box-4.1-binary',
        'box-six-node-2.2',
        'box-quadrangles-4.1-binary',
        'box-parametric-2.2-binary',
        'box-parametric-4.1-text',
      ]),
    words: [
      '$Nodes\n',
      '$EndNodes\n',
      '$Elements\n',
      '$Periodic\n',
      '"',
      '\n',
      ' 9 ',
      '$MeshFormat\n4.1 1 8\n',
    ],
    open: async (bytes) => requireSound(await readMesh(bytes)),
    codes: ['MESH_FORMAT'],
  },
  {
    name: '.stl',
    seeds: async () => [
      bytesOf(textStl('a')),
      bytesOf(textStl('SD1D1001') + textStl('')),
      binaryStl(),
      binaryStl('solid x'),
    ],
    words: ['solid ', 'endsolid\n', 'facet normal 0 0 1\n', 'vertex 1 2 3\n', 'endloop\n', '\0', '\n'],
    open: async (bytes) => requireSound(await readMesh(bytes, { format: 'stl' })),
    codes: ['MESH_FORMAT'],
  },
  {
    name: '.geo',
    seeds: async () => [
      bytesOf(cylinderGeo),
      bytesOf(waveguideGeo(4)),
      bytesOf('Rectangle(1)={0,0,0,9,9};a=-2^2;'),
    ],
    words: [
      'SystemCall "x";',
      '{',
      '}',
      '(',
      '1:9',
      'Field[1]',
      'Point(9)={1,1,1};',
      '/*',
      '"',
      '-',
      '^',
      'Mesh.',
      'F1',
      ';',
    ],
    open: openGeo,
    codes: ['GEO_FORBIDDEN', 'MESH_FORMAT', 'MESH_LIMIT'],
  },
]

function requireSound({ vertices, triangles, tags, quality }: Mesh): void {
  const isSound =
    triangles.every((v) => 3 * v < vertices.length) && tags.length > 0 && vertices.every(Number.isFinite)
  if (!isSound || !(quality.validTo >= 0)) throw new Error('a mesh that is not sound came out')
}

/** As far as gmsh: what is passed on to it is numbers and words of ours. */
async function openGeo(bytes: Uint8Array): Promise<void> {
  const model = await runSliced(parseGeo(Buffer.from(bytes).toString('utf8')))
  await runSliced(requireGeo(model))
  await runSliced(requireFewTriangles(model))
  if (geoJob(model).surfaces.tags.length === 0) throw new Error('a model without surfaces came out')
  const words = geoText(model).match(/[A-Za-z]+ ?[A-Z]?[a-z]*/g) ?? []
  const strange = words.find((word) => /system|call|include|merge|save|print/i.test(word))
  if (strange) throw new Error(`"${strange}" came through`)
}

function dataFiles(names: readonly string[]): Promise<Uint8Array[]> {
  return Promise.all(names.map((name) => readFile(new URL(`../../data/mesh/${name}.msh`, import.meta.url))))
}

const tetrahedron = [
  [0, 0, 0, 0, 40, 0, 40, 0, 0],
  [0, 0, 0, 40, 0, 0, 0, 0, 40],
  [40, 0, 0, 0, 40, 0, 0, 0, 40],
  [0, 0, 0, 0, 0, 40, 0, 40, 0],
]

function textStl(name: string): string {
  const facets = tetrahedron.map((corners) => {
    const vertex = (c: number): string => `vertex ${corners.slice(3 * c, 3 * c + 3).join(' ')}\n`
    return `facet normal 0 0 1\nouter loop\n${vertex(0)}${vertex(1)}${vertex(2)}endloop\nendfacet\n`
  })
  return `solid ${name}\n${facets.join('')}endsolid ${name}\n`
}

function binaryStl(head: string = ''): Uint8Array {
  const bytes = Buffer.alloc(84 + 50 * tetrahedron.length)
  bytes.write(head, 'latin1')
  bytes.writeUInt32LE(tetrahedron.length, 80)
  for (const [t, corners] of tetrahedron.entries())
    for (const [i, value] of corners.entries()) bytes.writeFloatLE(value, 84 + 50 * t + 12 + 4 * i)
  return bytes
}

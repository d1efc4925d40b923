import type { Mesh } from '../model/mesh.ts'
import { real, whole } from './arrays.ts'
import { nameInFile } from './groups.ts'

export interface StlOutput {
  readonly isBinary: boolean
  /** File unit for each metre. */
  readonly scale: number
}

const piece = 2048
const headBytes = 80
const triangleBytes = 50

/** STL, piece by piece: binary in single precision, or a text of one solid for each group, shortest decimals. */
export function writtenStl(mesh: Mesh, output: StlOutput): Generator<Buffer> {
  return output.isBinary ? binary(mesh, output) : text(mesh, output)
}

function* binary(mesh: Mesh, { scale }: StlOutput): Generator<Buffer> {
  const head = Buffer.alloc(headBytes + 4)
  // Not "solid": readers take that for a text.
  head.write(`waveguide-bem, ${scale === 1 ? 'm' : 'mm'}`, 'latin1')
  head.writeUInt32LE(mesh.tags.length, headBytes)
  yield head
  for (let from = 0; from < mesh.tags.length; from += piece) {
    const count = Math.min(piece, mesh.tags.length - from)
    const rows = Buffer.alloc(triangleBytes * count)
    for (let i = 0; i < count; i++) {
      const numbers = [...normalOf(mesh, from + i), ...cornersOf(mesh, from + i, scale)]
      numbers.forEach((value, n) => {
        rows.writeFloatLE(value, triangleBytes * i + 4 * n)
      })
    }
    yield rows
  }
}

function* text(mesh: Mesh, { scale }: StlOutput): Generator<Buffer> {
  const names = new Map(
    mesh.groups.map((group) => [
      group.tag,
      nameInFile(group)
        .replace(/[\r\n]+/g, ' ')
        .trim(),
    ]),
  )
  for (const tag of [...new Set(mesh.tags)].sort((a, b) => a - b)) {
    const name = names.get(tag) ?? `tag ${tag}`
    const members = [...mesh.tags.keys()].filter((t) => whole(mesh.tags, t) === tag)
    yield Buffer.from(`solid ${name}\n`)
    for (let from = 0; from < members.length; from += piece)
      yield Buffer.from(
        members
          .slice(from, from + piece)
          .map((t) => facet(normalOf(mesh, t), cornersOf(mesh, t, scale)))
          .join(''),
      )
    yield Buffer.from(`endsolid ${name}\n`)
  }
}

function facet(normal: readonly number[], corners: readonly number[]): string {
  const vertex = (c: number): string => `vertex ${corners.slice(3 * c, 3 * c + 3).join(' ')}\n`
  return `facet normal ${normal.join(' ')}\nouter loop\n${vertex(0)}${vertex(1)}${vertex(2)}endloop\nendfacet\n`
}

function cornersOf({ vertices, triangles }: Mesh, t: number, scale: number): number[] {
  return [0, 1, 2].flatMap((c) => {
    const v = 3 * whole(triangles, 3 * t + c)
    return [0, 1, 2].map((axis) => scale * real(vertices, v + axis))
  })
}

/** Unit normal; at full length in metres, because single precision would lose the products of small edges. */
function normalOf(mesh: Mesh, t: number): number[] {
  const [ax = 0, ay = 0, az = 0, bx = 0, by = 0, bz = 0, cx = 0, cy = 0, cz = 0] = cornersOf(mesh, t, 1)
  const [ux, uy, uz, vx, vy, vz] = [bx - ax, by - ay, bz - az, cx - ax, cy - ay, cz - az]
  const normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx]
  const length = Math.hypot(...normal)
  return normal.map((value) => (length > 0 ? value / length : 0))
}

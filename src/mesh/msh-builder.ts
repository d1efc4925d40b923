import type { Warning } from '../model/evidence.ts'
import type { FileCursor } from './file-cursor.ts'
import type { FileSurface } from './file-surface.ts'

/** Corners that count of each element type; 0 for elements that carry no surface. */
const corners: ReadonlyMap<number, { readonly nodes: number; readonly corners: number }> = new Map([
  [1, { nodes: 2, corners: 0 }],
  [8, { nodes: 3, corners: 0 }],
  [15, { nodes: 1, corners: 0 }],
  [2, { nodes: 3, corners: 3 }],
  [9, { nodes: 6, corners: 3 }],
  [3, { nodes: 4, corners: 4 }],
])

const sixNodes = 9
const untagged = 1

/** Collects the nodes and elements of a file, whatever its version. */
export class MshBuilder {
  readonly names: Map<number, string> = new Map()
  readonly #cursor: FileCursor
  readonly #places = new Map<number, number>()
  readonly #coordinates: number[] = []
  readonly #nodes: number[] = []
  readonly #tags: number[] = []
  #curved = 0
  #quadrangles = 0
  #untagged = 0

  constructor(cursor: FileCursor) {
    this.#cursor = cursor
  }

  get nodeCount(): number {
    return this.#places.size
  }

  addNode(id: number, x: number, y: number, z: number): void {
    if (this.#places.has(id)) this.#cursor.fail(`node ${id} a second time`)
    this.#places.set(id, this.#places.size)
    this.#coordinates.push(x, y, z)
  }

  /** Number of nodes of an element type; refuses those that a surface cannot have. */
  nodesOf(type: number): number {
    const known = corners.get(type)
    if (known) return known.nodes
    return this.#cursor.fail(
      `elements of type ${type}; a surface has triangles (2, 9), quadrangles (3), lines and points. Export the surface only`,
    )
  }

  /** Adds an element: triangles as they are, six-node triangles by their corners, quadrangles as two triangles. */
  addElement(type: number, tag: number, nodes: readonly number[]): void {
    const count = corners.get(type)?.corners ?? 0
    if (count === 0) return
    if (tag < 0) this.#cursor.fail(`the negative physical tag ${tag}`)
    if (type === sixNodes) this.#curved++
    if (count === 4) this.#quadrangles++
    if (tag === 0) this.#untagged++
    const [a = 0, b = 0, c = 0, d = 0] = nodes.map((node) => this.#placeOf(node))
    this.#nodes.push(a, b, c)
    this.#tags.push(tag === 0 ? untagged : tag)
    if (count < 4) return
    this.#nodes.push(a, c, d)
    this.#tags.push(tag === 0 ? untagged : tag)
  }

  #placeOf(node: number): number {
    return this.#places.get(node) ?? this.#cursor.fail(`an element uses node ${node}, which is not in $Nodes`)
  }

  surface(): FileSurface {
    if (this.#tags.length === 0) this.#cursor.fail('the file has no triangles')
    const kept = new Int32Array(this.nodeCount).fill(-1)
    const vertices: number[] = []
    const triangles = new Uint32Array(this.#nodes.length)
    for (const [i, node] of this.#nodes.entries()) {
      if (kept[node] === -1) {
        kept[node] = vertices.length / 3
        for (let axis = 0; axis < 3; axis++) vertices.push(this.#coordinates[3 * node + axis] as number)
      }
      triangles[i] = kept[node] as number
    }
    return {
      vertices: Float64Array.from(vertices),
      triangles,
      tags: Uint32Array.from(this.#tags),
      names: this.names,
      notes: this.#notes(),
    }
  }

  #notes(): Warning[] {
    const note = (count: number, what: string): Warning[] =>
      count === 0 ? [] : [{ code: 'MESH_FILE', message: `${count} ${what}`, details: { count } }]
    return [
      ...note(this.#curved, 'triangles of six nodes count by their corners'),
      ...note(this.#quadrangles, 'quadrangles were split into two triangles each'),
      ...note(this.#untagged, 'elements belong to no physical group and were given tag 1, wall'),
    ]
  }
}

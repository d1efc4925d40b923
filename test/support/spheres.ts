import { meshQuality } from '../../src/mesh/quality.ts'
import type { Mesh } from '../../src/model/mesh.ts'
import { surfaceGeometry } from '../../src/solve/surface-geometry.ts'

/** Vertices (3·V, m) and triangles (3·T) whose normals point outward. */
export interface Shape {
  readonly vertices: Float64Array
  readonly triangles: Uint32Array
}

const golden = (1 + Math.sqrt(5)) / 2

const corners: readonly (readonly [number, number, number])[] = [
  [-1, golden, 0],
  [1, golden, 0],
  [-1, -golden, 0],
  [1, -golden, 0],
  [0, -1, golden],
  [0, 1, golden],
  [0, -1, -golden],
  [0, 1, -golden],
  [golden, 0, -1],
  [golden, 0, 1],
  [-golden, 0, -1],
  [-golden, 0, 1],
]

const faces: readonly (readonly [number, number, number])[] = [
  [0, 11, 5],
  [0, 5, 1],
  [0, 1, 7],
  [0, 7, 10],
  [0, 10, 11],
  [1, 5, 9],
  [5, 11, 4],
  [11, 10, 2],
  [10, 7, 6],
  [7, 1, 8],
  [3, 9, 4],
  [3, 4, 2],
  [3, 2, 6],
  [3, 6, 8],
  [3, 8, 9],
  [4, 9, 5],
  [2, 4, 11],
  [6, 2, 10],
  [8, 6, 7],
  [9, 8, 1],
]

type Triple = [number, number, number]

/**
 * Regular icosahedron subdivided `level` times at the edge midpoints, new vertices pushed to r = 1:
 * 20·4^level triangles (level 2: 320, level 3: 1,280).
 *
 * @param scaling - `raw`: vertices on r = 1; `equalVolume`: scaled to the volume of the unit ball, which takes the
 *   missing volume of the facets out of the error.
 */
export function icosphere(level: number, scaling: 'raw' | 'equalVolume' = 'equalVolume'): Shape {
  const points = corners.map(unit)
  let triangles = faces.map((face): Triple => [...face])
  for (let i = 0; i < level; i++) triangles = subdivided(points, triangles)
  const raw = { vertices: Float64Array.from(points.flat()), triangles: Uint32Array.from(triangles.flat()) }
  if (scaling === 'raw') return raw
  return atEqualVolume(raw)
}

const octahedron: readonly Triple[] = [
  [0, 2, 4],
  [2, 1, 4],
  [1, 3, 4],
  [3, 0, 4],
  [2, 0, 5],
  [1, 2, 5],
  [3, 1, 5],
  [0, 3, 5],
]

/** The same from the octahedron, 8·4^level triangles on r = 1: no triangle crosses a coordinate plane. */
export function octasphere(level: number): Shape {
  const points: Triple[] = [
    [1, 0, 0],
    [-1, 0, 0],
    [0, 1, 0],
    [0, -1, 0],
    [0, 0, 1],
    [0, 0, -1],
  ]
  let triangles = octahedron.map((face): Triple => [...face])
  for (let i = 0; i < level; i++) triangles = subdivided(points, triangles)
  return { vertices: Float64Array.from(points.flat()), triangles: Uint32Array.from(triangles.flat()) }
}

/** Sphere of `rings` bands of latitude with `around` vertices each, every other one turned by half a step; equal volume. */
export function ringSphere(rings: number, around: number): Shape {
  const vertices = Array.from({ length: rings + 1 }, (_, i) => circle(i, rings, around)).flat(2)
  const last = vertices.length / 3 - 1
  const vertex = (i: number, j: number): number =>
    i === 0 ? 0 : i === rings ? last : 1 + (i - 1) * around + (j % around)
  const triangles = Array.from({ length: rings * around }, (_, quad) => {
    const [i, j] = [Math.floor(quad / around), quad % around]
    // Corners a b above, c d below; split along the shorter diagonal.
    const [a, b] = [vertex(i, j), vertex(i, j + 1)]
    const [c, d] = [vertex(i + 1, j), vertex(i + 1, j + 1)]
    if (i === 0) return [a, c, d]
    if (i === rings - 1) return [a, c, b]
    return i % 2 === 1 ? [a, c, d, a, d, b] : [b, c, d, a, c, b]
  })
  return atEqualVolume({
    vertices: Float64Array.from(vertices),
    triangles: Uint32Array.from(triangles.flat()),
  })
}

function circle(i: number, rings: number, around: number): Triple[] {
  const polar = (Math.PI * i) / rings
  if (i === 0 || i === rings) return [[0, 0, Math.cos(polar)]]
  return Array.from({ length: around }, (_, j): Triple => {
    const azimuth = (2 * Math.PI * (j + (i % 2) / 2)) / around
    return [Math.sin(polar) * Math.cos(azimuth), Math.sin(polar) * Math.sin(azimuth), Math.cos(polar)]
  })
}

function atEqualVolume(shape: Shape): Shape {
  const scale = Math.cbrt((4 * Math.PI) / 3 / volume(shape))
  return { vertices: shape.vertices.map((value) => value * scale), triangles: shape.triangles }
}

function unit([x, y, z]: readonly [number, number, number]): Triple {
  const length = Math.hypot(x, y, z)
  return [x / length, y / length, z / length]
}

function pointAt(points: readonly Triple[], index: number): Triple {
  const point = points[index]
  if (!point) throw new RangeError(`no point ${index}`)
  return point
}

function subdivided(points: Triple[], triangles: readonly Triple[]): Triple[] {
  const middles = new Map<string, number>()
  const middle = (a: number, b: number): number => {
    const key = a < b ? `${a} ${b}` : `${b} ${a}`
    const known = middles.get(key)
    if (known !== undefined) return known
    const [p, q] = [pointAt(points, a), pointAt(points, b)]
    points.push(unit([p[0] + q[0], p[1] + q[1], p[2] + q[2]]))
    middles.set(key, points.length - 1)
    return points.length - 1
  }
  return triangles.flatMap(([a, b, c]): Triple[] => {
    const [ab, bc, ca] = [middle(a, b), middle(b, c), middle(c, a)]
    return [
      [a, ab, ca],
      [b, bc, ab],
      [c, ca, bc],
      [ab, bc, ca],
    ]
  })
}

/** Signed volume, m³. */
function volume({ vertices, triangles }: Shape): number {
  let sum = 0
  const coordinate = (corner: number, axis: number): number =>
    vertices[3 * (triangles[corner] ?? 0) + axis] ?? 0
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [i, i + 1, i + 2].map(
      (corner): Triple => [coordinate(corner, 0), coordinate(corner, 1), coordinate(corner, 2)],
    )
    if (!a || !b || !c) continue
    sum += a[0] * (b[1] * c[2] - b[2] * c[1])
    sum += a[1] * (b[2] * c[0] - b[0] * c[2])
    sum += a[2] * (b[0] * c[1] - b[1] * c[0])
  }
  return sum / 6
}

/** Tags: 2 on triangles whose centroid lies less than `halfAngleDeg` from +z as seen from the origin, 1 elsewhere. */
export function capTags(shape: Shape, halfAngleDeg: number): Uint32Array {
  const limit = Math.cos((halfAngleDeg * Math.PI) / 180)
  return Uint32Array.from(directions(shape), ([, , z]) => (z > limit ? 2 : 1))
}

/** Unit vectors from the origin to the centroid of each triangle. */
export function directions(shape: Shape): Triple[] {
  const { centroids } = surfaceGeometry(shape)
  return Array.from({ length: centroids.length / 3 }, (_, triangle) => {
    const [x = 0, y = 0, z = 0] = centroids.subarray(3 * triangle, 3 * triangle + 3)
    return unit([x, y, z])
  })
}

/** A solvable mesh of a closed shape. Every triangle is tag 2 "source" when no tags are given; tag 1 is "wall". */
export function meshOf(shape: Shape, tags?: Uint32Array): Mesh {
  const bare = {
    ...shape,
    tags: tags ?? new Uint32Array(shape.triangles.length / 3).fill(2),
    groups: [
      { tag: 1, name: 'wall', role: 'wall' },
      { tag: 2, name: 'source', role: 'source' },
    ],
    symmetry: [],
    termination: 'free',
  } as const
  return { ...bare, quality: meshQuality(bare) }
}

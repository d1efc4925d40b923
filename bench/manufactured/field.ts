/**
 * The field of hidden sources, and the velocity of a mesh's triangles that belongs to it.
 *
 * p = Σ s e^{−jkR}/(4πR); ∂p/∂n = −jωρ·vₙ. Time factor e^{+jωt}.
 */
import type { Mesh } from '../../src/model/mesh.ts'
import { surfaceGeometry } from '../../src/solve/surface-geometry.ts'
import { medium } from '../../test/support/solved.ts'
import type { HiddenSources } from './sources.ts'

type Vector = readonly [number, number, number]

/** Re p, Im p and, along `normal`, Re ∂p/∂n, Im ∂p/∂n. */
export function fieldAt(
  k: number,
  { positions, strengths }: HiddenSources,
  [x, y, z]: Vector,
  [nx, ny, nz]: Vector = [0, 0, 0],
): [number, number, number, number] {
  let [re, im, dRe, dIm] = [0, 0, 0, 0]
  for (let i = 0; i < strengths.length; i++) {
    const dx = x - (positions[3 * i] ?? 0)
    const dy = y - (positions[3 * i + 1] ?? 0)
    const dz = z - (positions[3 * i + 2] ?? 0)
    const distance = Math.sqrt(dx * dx + dy * dy + dz * dz)
    const amplitude = (strengths[i] ?? 0) / (4 * Math.PI * distance)
    const pr = amplitude * Math.cos(k * distance)
    const pi = -amplitude * Math.sin(k * distance)
    // ∂p/∂n = −(1/R + jk)·p·cosine.
    const cosine = (dx * nx + dy * ny + dz * nz) / distance
    re += pr
    im += pi
    dRe -= (pr / distance - k * pi) * cosine
    dIm -= (pi / distance + k * pr) * cosine
  }
  return [re, im, dRe, dIm]
}

/** 2·T: mean velocity of each triangle, so that the volume that each moves is exact. */
export function drive(k: number, sources: HiddenSources, mesh: Mesh): Float64Array {
  const { normals } = surfaceGeometry(mesh)
  const scale = 1 / (k * medium.soundSpeed * medium.density)
  const velocity = new Float64Array((2 * mesh.triangles.length) / 3)
  for (let t = 0; t < mesh.triangles.length / 3; t++) {
    const [a, b, c] = [0, 1, 2].map((corner): Vector => {
      const vertex = 3 * (mesh.triangles[3 * t + corner] ?? 0)
      return [mesh.vertices[vertex] ?? 0, mesh.vertices[vertex + 1] ?? 0, mesh.vertices[vertex + 2] ?? 0]
    }) as [Vector, Vector, Vector]
    const normal: Vector = [normals[3 * t] ?? 0, normals[3 * t + 1] ?? 0, normals[3 * t + 2] ?? 0]
    const [re, im] = meanDerivative(k, sources, [a, b, c], normal, 0)
    // v = j/(ωρ)·∂p/∂n.
    velocity[2 * t] = -scale * im
    velocity[2 * t + 1] = scale * re
  }
  return velocity
}

/** Triangles are divided until their edges are below a part of the distance from a single source, at most so often. */
const partOfDistance = 0.25
const deepest = 7
/** Or below this, m: a layer is smooth on this scale. */
const layerEdge = 0.014

function meanDerivative(
  k: number,
  sources: HiddenSources,
  corners: readonly [Vector, Vector, Vector],
  normal: Vector,
  depth: number,
): [number, number] {
  const [a, b, c] = corners
  const centre: Vector = [(a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3, (a[2] + b[2] + c[2]) / 3]
  const edge = Math.max(distance(a, b), distance(b, c), distance(c, a))
  const limit =
    sources.strengths.length === 1 ? partOfDistance * distance(centre, originOf(sources)) : layerEdge
  if (edge < limit || depth === deepest) {
    const [, , re, im] = fieldAt(k, sources, centre, normal)
    return [re, im]
  }
  const [ab, bc, ca] = [middle(a, b), middle(b, c), middle(c, a)]
  const parts = [
    [a, ab, ca],
    [b, bc, ab],
    [c, ca, bc],
    [ab, bc, ca],
  ] as const
  const means = parts.map((part) => meanDerivative(k, sources, part, normal, depth + 1))
  return [means.reduce((sum, [re]) => sum + re / 4, 0), means.reduce((sum, [, im]) => sum + im / 4, 0)]
}

const originOf = ({ positions: [x = 0, y = 0, z = 0] }: HiddenSources): Vector => [x, y, z]
const distance = (a: Vector, b: Vector): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
const middle = (a: Vector, b: Vector): Vector => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2]

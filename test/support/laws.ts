/** Laws that a solver obeys whatever the body: reciprocity, a rigid ground as a mirror; and the thin disc. */
import { type Complex, complexAt } from '../../src/core/complex.ts'
import type { Mesh } from '../../src/model/mesh.ts'
import type { SolveOptions } from '../../src/model/options.ts'
import type { Result } from '../../src/model/result.ts'
import { surfaceGeometry } from '../../src/solve/surface-geometry.ts'
import { lathe } from './lathes.ts'
import { characteristicImpedance, solveAt } from './solved.ts'
import { directions, meshOf, octasphere, type Shape } from './spheres.ts'

/**
 * |∫p₁v₂ − ∫p₂v₁| / |∫p₁v₂| for two caps of the unit sphere, about +z and about +x, at ka = 4. Burton–Miller is not
 * symmetric, so it is of the order of the discretisation.
 */
export async function reciprocityDefect(shape: Shape, solver: Partial<SolveOptions>): Promise<number> {
  const mesh = meshOf(shape)
  const caps = [
    directions(shape).map(([, , z]) => (z > 0.9 ? 1 : 0)),
    directions(shape).map(([x]) => (x > 0.8 ? 1 : 0)),
  ]
  const [first, second] = await Promise.all(
    caps.map((cap) =>
      solveAt([4], mesh, {
        ...solver,
        sources: [{ perTriangle: Float64Array.from(cap.flatMap((v) => [v, 0])) }],
      }),
    ),
  )
  const [there, back] = [weightedIntegral(mesh, first, caps[1]), weightedIntegral(mesh, second, caps[0])]
  return Math.hypot(there[0] - back[0], there[1] - back[1]) / Math.hypot(...there)
}

/** ∫p·w dS of the first frequency, w given per triangle. */
function weightedIntegral(mesh: Mesh, result: Result | undefined, weights: readonly number[] = []): Complex {
  const pressure = result?.surface?.pressure ?? new Float64Array()
  let [re, im] = [0, 0]
  surfaceGeometry(mesh).areas.forEach((area, t) => {
    for (const vertex of mesh.triangles.subarray(3 * t, 3 * t + 3)) {
      const [pr, pi] = complexAt(pressure, vertex)
      re += (pr * area * (weights[t] ?? 0)) / 3
      im += (pi * area * (weights[t] ?? 0)) / 3
    }
  })
  return [re, im]
}

/**
 * A sphere above a rigid ground against itself and its mirror image in free air, driven lopsidedly at ka = 2: largest
 * difference of the pressure on the surface and at two points, over the largest pressure of each.
 */
export async function groundDifference(solver: Partial<SolveOptions>): Promise<number> {
  const above = moved(octasphere(2), 1.4)
  const pair = joined(above, mirrored(above))
  const options = { ...solver, observations: { points: Float64Array.of(0.3, 0.4, 3.5, -1.5, 0.2, 0.7) } }
  const grounded = await solveAt([2], meshOf(above), {
    ...options,
    ground: 'z',
    sources: [{ perTriangle: lopsided(above) }],
  })
  const free = await solveAt([2], meshOf(pair), {
    ...options,
    symmetry: 'none',
    sources: [{ perTriangle: lopsided(pair) }],
  })
  return Math.max(
    largestDifference(grounded.surface?.pressure, free.surface?.pressure),
    largestDifference(grounded.points?.pressure, free.points?.pressure),
  )
}

const moved = (shape: Shape, up: number): Shape => ({
  ...shape,
  vertices: shape.vertices.map((value, i) => (i % 3 === 2 ? value + up : value)),
})

/** In z = 0, with the corners exchanged so that the normals still point out. */
const mirrored = ({ vertices, triangles }: Shape): Shape => ({
  vertices: vertices.map((value, i) => (i % 3 === 2 ? -value : value)),
  triangles: triangles.map((_, i) => triangles[3 * Math.floor(i / 3) + ((2 * (i % 3)) % 3)] ?? 0),
})

const joined = (a: Shape, b: Shape): Shape => ({
  vertices: Float64Array.of(...a.vertices, ...b.vertices),
  triangles: Uint32Array.of(...a.triangles, ...b.triangles.map((v) => v + a.vertices.length / 3)),
})

/** 2·T: no symmetry of its own, the same in both halves of a mirrored pair. */
function lopsided(shape: Shape): Float64Array {
  const { centroids } = surfaceGeometry(shape)
  return Float64Array.from({ length: (2 * centroids.length) / 3 }, (_, i) => {
    const [x = 0, y = 0, z = 0] = centroids.subarray(3 * Math.floor(i / 2))
    return i % 2 === 0 ? Math.abs(z) + 0.7 * x * Math.abs(z) : 0.3 * y
  })
}

const none = new Float64Array()

/** Over the largest value of b; a may be shorter. */
function largestDifference(a: Float64Array = none, b: Float64Array = none): number {
  const largest = Math.max(...b.map(Math.abs))
  return Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? Number.NaN)))) / largest
}

/**
 * Added mass of a rigid disc of radius 150 mm and thickness 3 mm that oscillates along its axis at kR = 0.05, over
 * 8/3·ρR³, the limit of vanishing thickness; 528 triangles for 6 rings.
 */
export async function discAddedMass(rings: number, solver: Partial<SolveOptions>): Promise<number> {
  const radius = 0.15
  const mesh = meshOf(disc(radius, 0.003, rings))
  const ka = 0.05 / radius
  const result = await solveAt([ka], mesh, { ...solver, sources: [{ velocity: 1, motion: 'axial' }] })
  const { normals } = surfaceGeometry(mesh)
  const [, force] = weightedIntegral(
    mesh,
    result,
    Array.from(mesh.tags, (_, t) => normals[3 * t + 2] ?? 0),
  )
  return force / (characteristicImpedance * ka * (8 / 3) * radius ** 3)
}

/** Rings at R·sin(πi/2n) on both faces, the rim bevelled, at the area of the circle. */
function disc(radius: number, thickness: number, rings: number): Shape {
  const around = 4 * rings
  const scale = radius / Math.sqrt((around / (2 * Math.PI)) * Math.sin((2 * Math.PI) / around))
  const ring = (i: number): number => scale * Math.sin((Math.PI / 2) * (i / rings))
  const upper = Array.from({ length: rings }, (_, i) => [thickness / 2, ring(i)] as const)
  const lower = Array.from({ length: rings + 1 }, (_, i) => [-thickness / 2, ring(rings - i)] as const)
  return lathe([...upper, ...lower], around)
}

import type { Shape } from './spheres.ts'

/** Closed box about the origin; each face a grid of squares of about `edgeLength` m, each split in two. */
export function box(size: readonly [number, number, number], edgeLength: number): Shape {
  const counts = size.map((length) => Math.round(length / edgeLength))
  const index = new Map<string, number>()
  const vertices: number[] = []
  const vertex = (steps: readonly number[]): number => {
    const key = steps.join(' ')
    const known = index.get(key)
    if (known !== undefined) return known
    index.set(key, index.size)
    steps.forEach((step, axis) => {
      vertices.push((size[axis] ?? 0) * (step / (counts[axis] ?? 1) - 0.5))
    })
    return index.size - 1
  }
  const triangles = [0, 1, 2].flatMap((axis) => {
    const [u, v] = [(axis + 1) % 3, (axis + 2) % 3]
    const at = (side: number, i: number, j: number): number => {
      const steps = [0, 0, 0]
      steps[axis] = side
      steps[u] = i
      steps[v] = j
      return vertex(steps)
    }
    return grid(counts[u] ?? 0, counts[v] ?? 0).flatMap(([i, j]) => {
      const corners = (side: number) =>
        [at(side, i, j), at(side, i + 1, j), at(side, i + 1, j + 1), at(side, i, j + 1)] as const
      const [a, b, c, d] = corners(counts[axis] ?? 0)
      const [e, f, g, h] = corners(0)
      return [a, b, c, a, c, d, e, g, f, e, h, g]
    })
  })
  return { vertices: Float64Array.from(vertices), triangles: Uint32Array.from(triangles) }
}

function grid(rows: number, columns: number): [number, number][] {
  return Array.from({ length: rows * columns }, (_, i) => [Math.floor(i / columns), i % columns])
}

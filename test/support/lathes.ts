import type { OutlineRole } from '../../src/geometry/body-part.ts'
import { lineCurve } from '../../src/geometry/meridian.ts'
import type { OutlineSection } from '../../src/geometry/outline.ts'
import type { Shape } from './spheres.ts'

/** Straight outline sections through these (z, r) corners, mm. */
export function straightOutline(
  corners: readonly (readonly [number, number])[],
  roles: readonly OutlineRole[],
): OutlineSection[] {
  return roles.map((role, i) => {
    const [from, to] = [corners[i] ?? [0, 0], corners[i + 1] ?? [0, 0]]
    return {
      role,
      kind: 'line',
      points: Float64Array.of(...from, ...to),
      parameters: Float64Array.of(0, 1),
      curve: lineCurve({ z: from[0], r: from[1] }, { z: to[0], r: to[1] }),
    }
  })
}

/** A closed body of revolution made of rings of equally many vertices, with the ring's index for each triangle's tag. */
export interface Lathe extends Shape {
  /** T: index of the stretch between two rings. */
  readonly tags: Uint32Array
}

/**
 * Rings of `sides` vertices at these (z, r), walked with the air on the right of (z, r); the first and the last are
 * points of the axis. A sector begins at azimuth 0 and covers `quarters` quarter turns.
 */
export function lathe(rings: readonly (readonly [number, number])[], sides: number, quarters = 4): Lathe {
  const isClosed = quarters === 4
  const perRing = isClosed ? sides : sides + 1
  const first: number[] = []
  const vertices: number[] = []
  for (const [z, r] of rings) {
    first.push(vertices.length / 3)
    for (let i = 0; i < (r === 0 ? 1 : perRing); i++) vertices.push(...onRing(r, i, sides, quarters), z)
  }
  const triangles: number[] = []
  const tags: number[] = []
  const add = (stretch: number, a: number, b: number, c: number): void => {
    if (a === b || b === c || c === a) return
    triangles.push(a, b, c)
    tags.push(stretch)
  }
  for (let stretch = 0; stretch + 1 < rings.length; stretch++)
    for (let i = 0; i < sides; i++) {
      const at = (ring: number, side: number): number =>
        (first[ring] ?? 0) + (rings[ring]?.[1] === 0 ? 0 : side % perRing)
      const [a, b] = [at(stretch, i), at(stretch, i + 1)]
      const [c, d] = [at(stretch + 1, i), at(stretch + 1, i + 1)]
      add(stretch, a, c, d)
      add(stretch, a, d, b)
    }
  return {
    vertices: Float64Array.from(vertices),
    triangles: Uint32Array.from(triangles),
    tags: Uint32Array.from(tags),
  }
}

/** Exact zeros on the planes x = 0 and y = 0. */
function onRing(r: number, i: number, sides: number, quarters: number): [number, number] {
  const quarterTurns = (quarters * i) / sides
  if (Number.isInteger(quarterTurns)) {
    const [x, y] = [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ][quarterTurns % 4] as [number, number]
    return [r * x, r * y]
  }
  const angle = (quarterTurns * Math.PI) / 2
  return [r * Math.cos(angle), r * Math.sin(angle)]
}

/** Points of a ring in the order of their azimuth: numbers of vertices. An apex is a ring of one. */
export type Ring = readonly number[]

/**
 * Fills the strip between two neighbouring rings with triangles, advancing on the side whose new diagonal is shorter.
 *
 * Both rings run from one side of the sector to the other; they may share vertices on the way. Seen from the air the walk goes from `near` to `far` and the
 * azimuth to the left, so that all triangles are wound into the air.
 *
 * @param vertices - 3·V.
 * @param triangles - Corners are appended.
 */
export function zip(vertices: ArrayLike<number>, near: Ring, far: Ring, triangles: number[]): void {
  let [i, j] = [0, 0]
  while (i + 1 < near.length || j + 1 < far.length) {
    const [a, b] = [near[i] as number, far[j] as number]
    const [nextA, nextB] = [near[i + 1], far[j + 1]]
    const alongNear = nextA === undefined ? Number.POSITIVE_INFINITY : squaredDistance(vertices, nextA, b)
    const alongFar = nextB === undefined ? Number.POSITIVE_INFINITY : squaredDistance(vertices, a, nextB)
    const next = (alongNear <= alongFar ? nextA : nextB) as number
    // Where the rings share vertices there is nothing to fill.
    if (a !== b && next !== a && next !== b) triangles.push(a, b, next)
    if (alongNear <= alongFar) i++
    else j++
  }
}

function squaredDistance(vertices: ArrayLike<number>, a: number, b: number): number {
  let sum = 0
  for (let axis = 0; axis < 3; axis++)
    sum += ((vertices[3 * a + axis] as number) - (vertices[3 * b + axis] as number)) ** 2
  return sum
}

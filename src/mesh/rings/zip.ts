/** Points of a ring in the order of their azimuth: numbers of vertices. An apex is a ring of one. */
export type Ring = readonly number[]

/**
 * Fills the strip between two neighbouring rings with triangles, advancing on the side whose new diagonal is shorter, and
 * does not fold the strip over: where its next four corners are not convex, one diagonal lies outside of them.
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
    const isNear =
      nextA !== undefined && (nextB === undefined || advancesNear(vertices, { a, b, nextA, nextB }))
    const next = (isNear ? nextA : nextB) as number
    // Where the rings share vertices there is nothing to fill.
    if (a !== b && next !== a && next !== b) triangles.push(a, b, next)
    if (isNear) i++
    else j++
  }
}

function advancesNear(vertices: ArrayLike<number>, strip: Strip): boolean {
  const { a, b, nextA, nextB } = strip
  const isShorter = squaredDistance(vertices, nextA, b) <= squaredDistance(vertices, a, nextB)
  return isShorter !== folds(vertices, strip, isShorter)
}

interface Strip {
  readonly a: number
  readonly b: number
  readonly nextA: number
  readonly nextB: number
}

/** True when the triangles on both sides of a diagonal look to opposite sides, and those of the other one do not. */
function folds(vertices: ArrayLike<number>, strip: Strip, isNear: boolean): boolean {
  return agreement(vertices, strip, isNear) < 0 && agreement(vertices, strip, !isNear) > 0
}

/** Sign of the product of both triangles' normals; 0 where rings share vertices. */
function agreement(vertices: ArrayLike<number>, { a, b, nextA, nextB }: Strip, isNear: boolean): number {
  const first = normal(vertices, a, b, isNear ? nextA : nextB)
  const second = isNear ? normal(vertices, nextA, b, nextB) : normal(vertices, a, nextB, nextA)
  return Math.sign(first[0] * second[0] + first[1] * second[1] + first[2] * second[2])
}

function normal(
  vertices: ArrayLike<number>,
  a: number,
  b: number,
  c: number,
): readonly [number, number, number] {
  const side = (to: number, axis: number): number =>
    (vertices[3 * to + axis] as number) - (vertices[3 * a + axis] as number)
  const [ux, uy, uz, vx, vy, vz] = [side(b, 0), side(b, 1), side(b, 2), side(c, 0), side(c, 1), side(c, 2)]
  return [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx]
}

function squaredDistance(vertices: ArrayLike<number>, a: number, b: number): number {
  let sum = 0
  for (let axis = 0; axis < 3; axis++)
    sum += ((vertices[3 * a + axis] as number) - (vertices[3 * b + axis] as number)) ** 2
  return sum
}

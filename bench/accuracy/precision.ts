/** What single precision changes. */
import { solveAt } from '../../test/support/solved.ts'
import { legendre } from '../../test/support/sphere-solution.ts'
import { directions, icosphere, meshOf } from '../../test/support/spheres.ts'

/** Relative change of the surface pressure, root mean square: mode 2 at ka = 5, both solved as far as they go. */
export async function precisionDifference(): Promise<number> {
  const shape = icosphere(3)
  const drive = Float64Array.from(directions(shape).flatMap(([, , z]) => [legendre(z, 3)[2] ?? 0, 0]))
  const [single = [], double = []] = await Promise.all(
    (['single', 'double'] as const).map(async (precision) => {
      const options = { precision, tolerance: 2e-7, sources: [{ perTriangle: drive }] }
      return [...((await solveAt([5], meshOf(shape), options)).surface?.pressure ?? [])]
    }),
  )
  const [change = 0, size = 0] = [0, 1].map((kept) =>
    Math.hypot(...double.map((value, i) => (kept === 1 ? value : value - (single[i] ?? Number.NaN)))),
  )
  return change / size
}

/** How far a solver is from the field of hidden sources. */
import type { Mesh } from '../../src/model/mesh.ts'
import { solve } from '../../src/solve/solve.ts'
import { medium } from '../../test/support/solved.ts'
import { drive, fieldAt } from './field.ts'
import type { HiddenSources } from './sources.ts'

export interface FieldError {
  readonly elementsPerWavelength: number
  /** Largest over the points. */
  readonly db: number
  readonly deg: number
  /** Root mean square. */
  readonly relative: number
}

/** Points further below the loudest one count as nulls, where a level or a phase says little. */
const deepestDb = 20

/** 26 points on the horizontal and the vertical half circle, 2 m about the origin. */
const points = Float64Array.from(
  Array.from({ length: 13 }, (_, i) => (Math.PI * i) / 12).flatMap((angle) => {
    const [aside, along] = [2 * Math.sin(angle), 2 * Math.cos(angle)]
    return [aside, 0, along, 0, aside, along]
  }),
)

export async function fieldError(
  mesh: Mesh,
  sources: HiddenSources,
  hz: number,
  precision: 'single' | 'double',
): Promise<FieldError> {
  const k = (2 * Math.PI * hz) / medium.soundSpeed
  const result = await solve(mesh, {
    frequencies: [hz],
    medium,
    precision,
    sources: [{ perTriangle: drive(k, sources, mesh) }],
    observations: { polars: [], points },
  })
  const exact = Array.from({ length: points.length / 3 }, (_, i) => {
    const [x = 0, y = 0, z = 0] = points.subarray(3 * i)
    return fieldAt(k, sources, [x, y, z])
  })
  return {
    elementsPerWavelength: result.evidence[0]?.elementsPerWavelength ?? Number.NaN,
    ...compare(result.points?.pressure ?? new Float64Array(), exact),
  }
}

function compare(
  pressure: Float64Array,
  exact: readonly (readonly number[])[],
): { db: number; deg: number; relative: number } {
  const loudest = Math.max(...exact.map(([re = 0, im = 0]) => Math.hypot(re, im)))
  let [db, deg, error, size] = [0, 0, 0, 0]
  exact.forEach(([re = 0, im = 0], i) => {
    const [pr, pi] = [pressure[2 * i] ?? Number.NaN, pressure[2 * i + 1] ?? Number.NaN]
    error += (pr - re) ** 2 + (pi - im) ** 2
    size += re ** 2 + im ** 2
    if (Math.hypot(re, im) < loudest * 10 ** (-deepestDb / 20)) return
    db = Math.max(db, Math.abs(20 * Math.log10(Math.hypot(pr, pi) / Math.hypot(re, im))))
    const turn = Math.atan2(pi * re - pr * im, pr * re + pi * im)
    deg = Math.max(deg, Math.abs((180 * turn) / Math.PI))
  })
  return { db, deg, relative: Math.sqrt(error / size) }
}

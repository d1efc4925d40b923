import type { Sliced } from '../core/sliced.ts'
import { AzimuthRows } from './azimuth-rows.ts'
import { commonEnvelope, type Envelope } from './parallel/common.ts'
import { type Edge, edgeBreaks, edgesOf } from './parallel/edges.ts'
import { azimuthOf, envelopeAt, parallelOf, refuseFolds } from './parallel/envelope.ts'
import { jointsOf } from './parallel/joints.ts'
import { keptSheets } from './parallel/kept-sheets.ts'
import { sideOf } from './parallel/side.ts'
import type { RingBreak } from './rounded-rectangle.ts'
import { isOriginal, type Sheet } from './sheet.ts'
import type { Around } from './sheet-table.ts'

/** Rows of the table from one azimuth at which the outer side is looked at to the next. */
const surveyStride = 4

/** What the outer side depends on beside the inner wall. */
export interface Shell {
  /** mm. */
  readonly thickness: number
  readonly around: Around
  readonly breaks: readonly RingBreak[]
  /** Keys of the design: what makes the joint at the beginning of each sheet. */
  readonly keys: readonly (string | undefined)[]
}

/**
 * The outer side of walls that are not round, walked from the mouth to the throat: the places at the wall's thickness
 * from the inner wall, P − w·N with the true normal N.
 *
 * Where the wall turns away from its outer side at a joint of two sheets, the gap is closed by the tube around the joint;
 * where it turns towards it, both parallels are cut where they cross, azimuth by azimuth. Where the wall folds at the
 * throat, the outer side begins behind the fold, at one u for all azimuths. Edges along the wall, which expressions and sharp
 * rectangles make, are rounded outside and cut inside.
 *
 * @param inner - Sheets from throat to mouth.
 * @throws {@link WaveguideError} `HORN_GEOMETRY`, reason `WALL_FOLDS`, where the wall folds elsewhere, or a joint turns
 * one way at some azimuths and the other way at others.
 */
export function* outerSheets(inner: readonly Sheet[], shell: Shell): Sliced<Sheet[]> {
  const { thickness, around, keys } = shell
  const corners = shell.breaks.filter(({ kind }) => kind === 'corner').map(({ azimuth }) => azimuth)
  const edges = edgesOf(inner, corners, thickness)
  const surveyed = around.rows.azimuths.filter(
    (_, row) => isOriginal(row, around) && row % surveyStride === 0,
  )
  yield
  const joints = jointsOf(inner, [...surveyed], keys)
  const sides = inner.map((sheet, index) => sideOf(sheet, index, thickness, edges))
  const parallel = parallelOf(sides, joints)
  const all: Envelope[] = []
  for (const azimuth of surveyed) {
    yield
    const at = azimuthOf(inner, azimuth, thickness)
    all.push({ at, kept: envelopeAt(parallel, at) })
  }
  const common = commonEnvelope(all, (azimuth) => (inner[0] as Sheet).at(0, azimuth), keys)
  for (const { at, kept } of common.envelopes) {
    yield
    refuseFolds(kept, common.start, at)
  }
  return yield* keptSheets(common, aroundEdges(shell, edges), keys)
}

/** The rows of the outer side: its edges have more breaks than those of the inner one. */
function aroundEdges({ around, breaks }: Shell, edges: readonly Edge[]): Around {
  if (edges.length === 0) return around
  const others = breaks
    .map(({ azimuth }) => azimuth)
    .filter((p) => edges.every(({ azimuth }) => azimuth !== p))
  return { ...around, rows: new AzimuthRows([...others, ...edgeBreaks(edges)].sort((a, b) => a - b)) }
}

import type { TurnedPoint } from '../sheet-table.ts'
import type { Azimuth, Kept } from './envelope.ts'
import { foldError } from './fold-error.ts'
import { startAt } from './start.ts'

/** What is kept of the parallel at an azimuth. */
export interface Envelope {
  readonly at: Azimuth
  readonly kept: readonly Kept[]
}

/** The same pieces at all azimuths, the first of them from the same u on. */
export interface CommonEnvelope {
  readonly envelopes: readonly Envelope[]
  readonly start: number
}

/**
 * Leaves away what is swallowed at the throat at any azimuth, at all of them.
 *
 * @param edge - Of the throat at any azimuth, in the frame turned by it.
 * @param keys - Of the design: what makes the joint at the beginning of each sheet.
 * @throws {@link WaveguideError} `HORN_GEOMETRY`, reason `WALL_FOLDS`, where other pieces are kept at some azimuths than at others,
 * or none.
 */
export function commonEnvelope(
  all: readonly Envelope[],
  edge: (azimuth: number) => TurnedPoint,
  keys: readonly (string | undefined)[],
): CommonEnvelope {
  for (let first = Math.max(...all.map(({ kept }) => kept[0]?.index ?? 0)); ; first++) {
    const envelopes = all.map(({ at, kept }) => ({ at, kept: kept.filter(({ index }) => index >= first) }))
    refuseDifferent(envelopes, keys)
    const starts = envelopes.map((envelope) => startOf(envelope, edge))
    const start = Math.max(...starts)
    if (start < 1) return { envelopes, start }
    const { at, kept } = envelopes[starts.indexOf(start)] as Envelope
    if (kept.length === 1) throw foldError('folds everywhere', edge(at.azimuth), at.azimuth)
  }
}

function startOf({ at, kept: [first, next] }: Envelope, edge: (azimuth: number) => TurnedPoint): number {
  if (!first) return 1
  return first.crossing?.after ?? startAt(first.piece, next?.crossing?.before ?? 1, at, edge)
}

function refuseDifferent(envelopes: readonly Envelope[], keys: readonly (string | undefined)[]): void {
  const pattern = (kept: readonly Kept[]): string =>
    kept.map(({ index, crossing }, i) => `${index}${i > 0 && crossing ? ' crossed' : ''}`).join()
  const [first] = envelopes
  for (const { at, kept } of envelopes) {
    if (!first || pattern(kept) === pattern(first.kept)) continue
    const i = kept.findIndex(({ index }, place) => index !== first.kept[place]?.index)
    const { piece } = (kept[i] ?? kept.at(-1)) as Kept
    throw foldError(
      'folds at some azimuths only',
      piece.foot(0, at.azimuth),
      at.azimuth,
      keys[piece.sheet] ?? keys[piece.sheet + 1],
    )
  }
}

import { fullTurn, turnTo, wrapped } from './angle.ts'
import { lagrange, type Stencil } from './stencil.ts'

/** Azimuths of a table without breaks, evenly around from p = 0; with breaks there are a few more. */
export const tableAzimuths = 256

/** Fewest steps between two breaks: the corner of a rectangle is a tenth of a turn, and bends as much as its sides do in all. */
const fewestSteps = 12

/** How far a row may be from the mirror image of another to be it, rad: breaks are known that well. */
const imageTolerance = 1e-7

/** An even stretch of rows; cubics do not reach across its ends. */
interface Arc {
  /** From the first break, rad. */
  readonly from: number
  readonly step: number
  readonly firstRow: number
  readonly steps: number
}

/**
 * Azimuths at which a table has rows, and how its values follow between them: by cubics through four rows that never
 * reach across a break. Every break is a row; at a break itself derivatives are those of its far side.
 */
export class AzimuthRows {
  /** In [0, 2π), rad. */
  readonly azimuths: Float64Array
  readonly #start: number
  /** None for rows without a break, which are periodic. */
  readonly #arcs: readonly Arc[]

  /** @param breaks - Ascending in [0, 2π), rad. */
  constructor(breaks: readonly number[]) {
    this.#start = breaks[0] ?? 0
    this.#arcs = arcsBetween(breaks)
    this.azimuths =
      this.#arcs.length === 0
        ? Float64Array.from({ length: tableAzimuths }, (_, row) => (fullTurn * row) / tableAzimuths)
        : Float64Array.from(this.#arcs.flatMap((arc) => azimuthsOf(arc, this.#start)))
  }

  /** Sets the rows around an azimuth and their weights, for a value and its derivative by the azimuth. */
  find(azimuth: number, stencil: Stencil): void {
    const arc = this.#arcAt(azimuth)
    const count = this.azimuths.length
    if (!arc) {
      const steps = (azimuth * count) / fullTurn
      const first = Math.floor(steps)
      lagrange(stencil, steps - first)
      stencil.perStep = count / fullTurn
      for (let i = 0; i < 4; i++) stencil.at[i] = modulo(first - 1 + i, count)
      return
    }
    const steps = (this.#way(azimuth) - arc.from) / arc.step
    const first = Math.min(Math.max(Math.floor(steps) - 1, 0), arc.steps - 3)
    lagrange(stencil, steps - first - 1)
    stencil.perStep = 1 / arc.step
    for (let i = 0; i < 4; i++) stencil.at[i] = (arc.firstRow + first + i) % count
  }

  /** The stretch without breaks that an azimuth lies on, around that azimuth, rad. */
  stretchAround(azimuth: number): readonly [from: number, to: number] {
    const arc = this.#arcAt(azimuth)
    if (!arc) return [azimuth - Math.PI, azimuth + Math.PI]
    const from = azimuth - (this.#way(azimuth) - arc.from)
    return [from, from + arc.steps * arc.step]
  }

  /** From the row before an azimuth to the one behind it, rad. */
  stepAt(azimuth: number): number {
    return this.#arcAt(azimuth)?.step ?? fullTurn / this.azimuths.length
  }

  /** The row at an azimuth, if there is one. */
  rowAt(azimuth: number): number | undefined {
    const arc = this.#arcAt(azimuth)
    const count = this.azimuths.length
    const row = arc
      ? (arc.firstRow + Math.round((this.#way(azimuth) - arc.from) / arc.step)) % count
      : modulo(Math.round((azimuth * count) / fullTurn), count)
    return Math.abs(turnTo(this.azimuths[row] as number, azimuth)) < imageTolerance ? row : undefined
  }

  #way(azimuth: number): number {
    return wrapped(azimuth - this.#start)
  }

  #arcAt(azimuth: number): Arc | undefined {
    const way = this.#way(azimuth)
    return this.#arcs.findLast(({ from }) => from <= way)
  }
}

function arcsBetween(breaks: readonly number[]): Arc[] {
  const start = breaks[0] ?? 0
  let firstRow = 0
  return breaks.map((place, i) => {
    const from = place - start
    const width = (breaks[i + 1] ?? start + fullTurn) - place
    const steps = Math.max(fewestSteps, Math.ceil((width * tableAzimuths) / fullTurn))
    const arc = { from, step: width / steps, firstRow, steps }
    firstRow += steps
    return arc
  })
}

function azimuthsOf({ from, step, steps }: Arc, start: number): number[] {
  return Array.from({ length: steps }, (_, i) => wrapped(start + from + i * step))
}

/** A row's number in a table that is closed around the axis. */
function modulo(value: number, by: number): number {
  const rest = value % by
  return rest < 0 ? rest + by : rest
}

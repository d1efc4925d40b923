import { fullTurn, turnTo, wrapped } from './angle.ts'
import { lagrange, newStencil } from './stencil.ts'

/** A place where a function of the azimuth is not smooth. */
export interface Kink {
  /** In [0, 2π): on an axis exactly, else to 1e-9 rad between smooth sides, 1e-6 rad between powers like |x|^1.2, 1e-4 rad at a cusp. */
  readonly azimuth: number
  /** The values on both sides differ: a step, not a corner. */
  readonly isJump: boolean
}

/** Steps around that are looked at first, and into how many each suspicious one is divided, twice. */
const firstSteps = 720
const divisions = 16
const levels = 3

/** Least change of slope that counts, for each radian of azimuth and unit of the function: a tenth of a degree of a ring. */
const leastTurn = 2e-3

/** Least step of the values that counts, over the largest of them. */
const leastJump = 1e-6

/** Half width and step of the last look at a kink, rad: small against any wave, large against rounding. */
const lastLook = 1e-6
const lastStep = 1e-5

/**
 * Nearer than this, rad, kinks are one, and one beside an axis lies on it, so that a mirror plane has its kink: powers and cusps are found
 * beside their place, rounding of `acos(cos(p))` flattens 1e-8 around 0. On a mouth of 150 mm it is 0.015 mm.
 */
const sameKink = 1e-4

/** Most kinks around the axis: those of a 64-cornered superformula. */
export const mostKinks = 64

/** Steps of the last look but one that a kink makes suspicious, at most: the reach of the cubics. */
const stepsOfKink = 8

/**
 * The places around the axis where a function of the azimuth has a corner or a jump, ascending.
 *
 * A function is smooth over a step where the cubics through four places on either side foretell its values at the other
 * end. The error of that falls with the third power of the step for smooth functions and not at all for a corner.
 *
 * @returns `undefined` for more than {@link mostKinks}, or waves too steep and short to be told from them; the search ends early.
 */
export function kinksOf(valueAt: (azimuth: number) => number): Kink[] | undefined {
  const at = (p: number): number => valueAt(wrapped(p))
  const largest = largestOf(at)
  let suspects = Array.from({ length: firstSteps }, (_, i) => i)
  let step = fullTurn / firstSteps
  for (let level = 0; level < levels; level++) {
    if (level > 0) {
      step /= divisions
      suspects = suspects.flatMap((i) => Array.from({ length: divisions }, (_, j) => divisions * i + j))
    }
    const width = step
    const values = new Map<number, number>()
    const value = (i: number): number => {
      const found = values.get(i) ?? at(i * width)
      values.set(i, found)
      return found
    }
    suspects = suspects.filter((i) => turnOver(value, i) / width > leastTurn * largest)
    if (level > 0 && suspects.length > stepsOfKink * mostKinks) return undefined
  }
  const found = runsOf(suspects).map(([from, to]) => kinkIn(at, [from * step, to * step], step, largest))
  return distinct(found)
}

/** By how much both ends of step i miss what the other side foretells. */
function turnOver(value: (i: number) => number, i: number): number {
  const behind = 4 * value(i) - 6 * value(i - 1) + 4 * value(i - 2) - value(i - 3)
  const ahead = 4 * value(i + 1) - 6 * value(i + 2) + 4 * value(i + 3) - value(i + 4)
  return Math.abs(behind - value(i + 1)) + Math.abs(ahead - value(i))
}

/** Steps nearer to each other than the cubics reach are of one kink. */
const reach = 4

/** Steps that follow each other, as borders. */
function runsOf(steps: readonly number[]): [from: number, to: number][] {
  const runs: [number, number][] = []
  for (const i of steps) {
    const last = runs.at(-1)
    if (last && i - last[1] < reach) last[1] = i + 1
    else runs.push([i, i + 1])
  }
  return runs
}

function kinkIn(
  at: (p: number) => number,
  between: readonly [number, number],
  step: number,
  largest: number,
): Kink {
  const [first] = borderOf(at, between, step)
  const [from, to] = borderOf(at, [first - lastLook, first + lastLook], lastStep)
  return { azimuth: settled((from + to) / 2), isJump: Math.abs(at(to) - at(from)) > leastJump * largest }
}

/** Halvings: down to the last bit of an azimuth. */
const halvings = 50

/** Where the values leave the cubic from the left and join the one from the right. */
function borderOf(
  at: (p: number) => number,
  [from, to]: readonly [number, number],
  step: number,
): [from: number, to: number] {
  const left = cubicThrough([3, 2, 1, 0].map((i) => at(from - i * step)))
  const right = cubicThrough([0, 1, 2, 3].map((i) => at(to + i * step)))
  let [low, high] = [from, to]
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    const value = at(middle)
    const [byLeft, byRight] = [left(2 + (middle - from) / step), right((middle - to) / step - 1)]
    if (Math.abs(byLeft - value) <= Math.abs(byRight - value)) low = middle
    else high = middle
  }
  return [low, high]
}

/** Through values at −1, 0, 1, 2. */
function cubicThrough(values: readonly number[]): (t: number) => number {
  const stencil = newStencil()
  return (t) => {
    lagrange(stencil, t)
    return values.reduce((sum, value, i) => sum + value * (stencil.value[i] as number), 0)
  }
}

function largestOf(at: (p: number) => number): number {
  let largest = 0
  for (let i = 0; i < firstSteps; i++) largest = Math.max(largest, Math.abs(at((i * fullTurn) / firstSteps)))
  return largest
}

/** In [0, 2π), on the axis that it is next to. */
function settled(azimuth: number): number {
  const quarter = Math.PI / 2
  const axis = quarter * Math.round(azimuth / quarter)
  return wrapped(Math.abs(azimuth - axis) < sameKink ? axis : azimuth)
}

/** One for each place: a kink on the border of two steps is found from both, one at 0 at both ends of the turn. */
function distinct(kinks: readonly Kink[]): Kink[] {
  const kept: Kink[] = []
  for (const kink of [...kinks].sort((a, b) => a.azimuth - b.azimuth)) {
    const known = kept.findIndex(({ azimuth }) => Math.abs(turnTo(azimuth, kink.azimuth)) < sameKink)
    if (known < 0) kept.push(kink)
    else if (kink.isJump) kept[known] = kink
  }
  return kept
}

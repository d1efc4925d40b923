import type { Sliced } from '../core/sliced.ts'
import { real, signed, whole } from './arrays.ts'
import { nextHalf } from './edge-table.ts'
import { type FormulaSurface, newSurfacePlace } from './formula-surface.ts'
import type { Tagged } from './mirror.ts'

/** How far the facets leave the formula. */
export interface FormulaDeviation {
  /** Largest distance, mm. */
  readonly worstMm: number
  /** T: how far a triangle reaches into the solid, m. */
  readonly inward: Float64Array
  /** Where a chord of the inner wall is worst for the curve it draws. */
  readonly worstRatio: { readonly ratio: number; readonly radiusMm: number }
}

const pause = 256

/**
 * Distance of corners, edge middles and centroids from the sections that a triangle's tag stands for.
 *
 * @param surfaces - Of the design's body.
 * @param partners - Of the surface's half-edges.
 * @param part - The first so many triangles are looked at; the others are their mirror images, in their order.
 */
export function* formulaDeviation(
  surface: Tagged,
  surfaces: readonly FormulaSurface[],
  partners: Int32Array,
  part: number,
): Sliced<FormulaDeviation> {
  const meter = new Meter(surface, surfaces)
  const vertexDistance = new Float64Array(surface.vertices.length / 3).fill(Number.NaN)
  const edgeDistance = new Float64Array(surface.triangles.length).fill(Number.NaN)
  const inward = new Float64Array(surface.tags.length)
  for (let t = 0; t < part; t++) {
    if (t % pause === 0) yield
    let least = meter.centroid(t)
    for (let half = 3 * t; half < 3 * t + 3; half++) {
      const vertex = whole(surface.triangles, half)
      if (Number.isNaN(real(vertexDistance, vertex))) vertexDistance[vertex] = meter.corner(half)
      if (Number.isNaN(real(edgeDistance, half)))
        measureEdge(surface, half, signed(partners, half), edgeDistance, meter)
      least = Math.min(least, real(vertexDistance, vertex), real(edgeDistance, half))
    }
    inward[t] = Math.max(0, -least / 1000)
  }
  for (let t = part; t < inward.length; t++) inward[t] = real(inward, t % part)
  return { worstMm: meter.worst, inward, worstRatio: meter.worstRatio }
}

/** An edge between triangles of one tag is measured once for both. */
function measureEdge(
  { tags }: Tagged,
  half: number,
  partner: number,
  edgeDistance: Float64Array,
  meter: Meter,
): void {
  const distance = meter.middle(half)
  edgeDistance[half] = distance
  const isShared = partner >= 0 && whole(tags, Math.floor(half / 3)) === whole(tags, Math.floor(partner / 3))
  if (isShared) edgeDistance[partner] = distance
}

/** Measures signed distances in mm and keeps the worst. */
class Meter {
  worst = 0
  worstRatio = { ratio: 0, radiusMm: Number.POSITIVE_INFINITY }
  readonly #surface: Tagged
  readonly #formulas: readonly FormulaSurface[]
  readonly #byTag = new Map<number, FormulaSurface[]>()
  readonly #place = newSurfacePlace()

  constructor(surface: Tagged, formulas: readonly FormulaSurface[]) {
    this.#surface = surface
    this.#formulas = formulas
    for (const formula of formulas) {
      this.#byTag.set(formula.tag, [...(this.#byTag.get(formula.tag) ?? []), formula])
    }
  }

  corner(half: number): number {
    const v = whole(this.#surface.triangles, half)
    return this.#distance(half, v, v, v)
  }

  middle(half: number): number {
    const v = whole(this.#surface.triangles, half)
    const w = whole(this.#surface.triangles, nextHalf(half))
    return this.#distance(half, v, w, Number.NaN)
  }

  centroid(t: number): number {
    const { triangles } = this.#surface
    return this.#distance(
      3 * t,
      whole(triangles, 3 * t),
      whole(triangles, 3 * t + 1),
      whole(triangles, 3 * t + 2),
    )
  }

  /** At the mean of two or three vertices, to the nearest section of the half-edge's tag. */
  #distance(half: number, a: number, b: number, c: number): number {
    const [x, y, z] = [this.#mean(a, b, c, 0), this.#mean(a, b, c, 1), this.#mean(a, b, c, 2)]
    const place = this.#place
    let [distance, ratio, radiusMm] = [Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY]
    const tag = whole(this.#surface.tags, Math.floor(half / 3))
    for (const formula of this.#byTag.get(tag) ?? this.#formulas) {
      formula.locate(x, y, z, place)
      if (Math.abs(place.distance) >= Math.abs(distance)) continue
      distance = place.distance
      radiusMm = place.radius
      ratio = formula.role === 'inner' ? Math.abs(distance) / radiusMm : 0
    }
    this.worst = Math.max(this.worst, Math.abs(distance))
    if (ratio > this.worstRatio.ratio) this.worstRatio = { ratio, radiusMm }
    return distance
  }

  #mean(a: number, b: number, c: number, axis: number): number {
    const { vertices } = this.#surface
    const pair = real(vertices, 3 * a + axis) + real(vertices, 3 * b + axis)
    return Number.isNaN(c) ? 500 * pair : (1000 / 3) * (pair + real(vertices, 3 * c + axis))
  }
}

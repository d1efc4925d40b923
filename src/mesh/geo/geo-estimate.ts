import { WaveguideError } from '../../core/errors.ts'
import type { Sliced } from '../../core/sliced.ts'
import type { GeoCurve, GeoField, GeoModel, GeoPoint } from './geo-model.ts'

/** How many triangles a .geo text may ask for. */
export const mostGeoTriangles = 200_000

/** Area of an equilateral triangle over the square of its side. */
const equilateral = Math.sqrt(3) / 4
/** gmsh's own size for a text that names none, over the diagonal. */
const sizeOverDiagonal = 0.1
/** Beyond this distances are taken for 0, which makes sizes small: an estimate may be too large, not slow. */
const mostDistances = 1e7

/**
 * Refuses sizes that would give more than 200,000 triangles or pieces of curves, before gmsh begins what nobody could
 * stop but by ending it. An estimate: sizes are looked at in the points only.
 *
 * @throws {@link WaveguideError} `MESH_LIMIT` with the figure; `MESH_FORMAT` for a field that gives no size.
 */
export function* requireFewTriangles(model: GeoModel): Sliced<void> {
  const sizes = new Sizes(model)
  let [triangles, pieces] = [0, 0]
  for (const [tag, { members }] of model.surfaces) {
    const outline = outlineOf(model, members[0] as number)
    const density = mean(outline, (point) => sizes.at(point, tag) ** -2)
    yield
    triangles += Math.max(2, (areaOf(outline) * density) / equilateral)
    pieces += lengthOf(outline) * mean(outline, (point) => 1 / sizes.at(point, tag))
  }
  const most = Math.max(triangles, pieces)
  if (most <= mostGeoTriangles) return
  throw new WaveguideError(
    'MESH_LIMIT',
    `the sizes of the text ask for about ${most.toPrecision(3)} triangles; ${mostGeoTriangles} are possible. Ask for larger ones.`,
    { details: { reason: 'too many triangles', estimate: most, limit: mostGeoTriangles } },
  )
}

/** The wanted sizes at a model's points. */
class Sizes {
  readonly #model: GeoModel
  readonly #largest: number
  readonly #anchors = new Map<GeoField, readonly GeoPoint[]>()

  constructor(model: GeoModel) {
    this.#model = model
    const places = [...model.points.values()].map(({ place }) => place)
    const span = [0, 1, 2].map((axis) => {
      let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
      for (const place of places) {
        low = Math.min(low, place[axis] as number)
        high = Math.max(high, place[axis] as number)
      }
      return high - low
    })
    this.#largest = sizeOverDiagonal * Math.hypot(...span)
  }

  at(point: GeoPoint, surface: number): number {
    const { options, backgroundField } = this.#model
    const counts = options.get('MeshSizeFromPoints') !== 0 && point.size > 0
    const own = counts ? point.size : this.#largest
    const wanted = backgroundField === 0 ? own : Math.min(own, this.#field(backgroundField, point, surface))
    const clamped = Math.max(
      options.get('MeshSizeMin') ?? 0,
      Math.min(
        options.get('MeshSizeMax') ?? Number.POSITIVE_INFINITY,
        wanted * (options.get('MeshSizeFactor') ?? 1),
      ),
    )
    if (clamped > 0) return clamped
    throw new WaveguideError(
      'MESH_FORMAT',
      `the wanted size at (${point.place.join(', ')}) is ${wanted}; it must be positive.`,
    )
  }

  #field(tag: number, point: GeoPoint, surface: number): number {
    const field = this.#model.fields.get(tag) as GeoField
    const input = (): number => this.#field(field.numbers.get('InField') as number, point, surface)
    switch (field.kind) {
      case 'MathEval':
        return field.formula?.at(point.place, (other) => this.#field(other, point, surface)) ?? 0
      case 'Distance':
        return this.#distance(field, point)
      case 'Threshold':
        return threshold(field, input())
      case 'Restrict':
        return field.lists.get('SurfacesList')?.includes(surface) ? input() : Number.POSITIVE_INFINITY
      case 'Min':
        return (field.lists.get('FieldsList') ?? []).reduce(
          (least, other) => Math.min(least, this.#field(other, point, surface)),
          Number.POSITIVE_INFINITY,
        )
    }
  }

  #distance(field: GeoField, { place }: GeoPoint): number {
    const anchors = this.#anchorsOf(field)
    if (anchors.length * this.#model.points.size > mostDistances) return 0
    return anchors.reduce(
      (least, anchor) =>
        Math.min(least, Math.hypot(...anchor.place.map((value, i) => value - (place[i] as number)))),
      Number.POSITIVE_INFINITY,
    )
  }

  #anchorsOf(field: GeoField): readonly GeoPoint[] {
    const known = this.#anchors.get(field)
    if (known) return known
    const { points, curves, surfaces } = this.#model
    const ofSurfaces = (field.lists.get('SurfacesList') ?? []).flatMap((tag) =>
      outlineOf(this.#model, surfaces.get(tag)?.members[0] ?? 0),
    )
    const ofCurves = (field.lists.get('CurvesList') ?? []).flatMap(
      (tag) => curves.get(Math.abs(tag))?.members ?? [],
    )
    const tags = [...(field.lists.get('PointsList') ?? []), ...ofCurves]
    const anchors = [...tags.flatMap((tag) => points.get(tag) ?? []), ...ofSurfaces]
    this.#anchors.set(field, anchors)
    return anchors
  }
}

function threshold({ numbers }: GeoField, distance: number): number {
  const [sizeMin = 0, sizeMax = 0, distMin = 0, distMax = 0] = [
    'SizeMin',
    'SizeMax',
    'DistMin',
    'DistMax',
  ].map((name) => numbers.get(name))
  if (distance <= distMin) return sizeMin
  if (distance >= distMax) return numbers.get('StopAtDistMax') ? Number.POSITIVE_INFINITY : sizeMax
  return sizeMin + ((sizeMax - sizeMin) * (distance - distMin)) / (distMax - distMin)
}

/** Points of a loop along its way; the centres of circles are not on it. */
function outlineOf({ loops, curves, points }: GeoModel, loop: number): GeoPoint[] {
  const tags = (loops.get(Math.abs(loop))?.members ?? []).flatMap((member) => {
    const along = wayOf(curves.get(Math.abs(member)) as GeoCurve)
    return member < 0 ? [...along].reverse() : along
  })
  return tags.map((tag) => points.get(Math.abs(tag)) as GeoPoint)
}

function wayOf({ kind, members }: GeoCurve): readonly number[] {
  return kind === 'circle' ? [members[0] as number, members[2] as number] : members
}

function mean(outline: readonly GeoPoint[], value: (point: GeoPoint) => number): number {
  return outline.reduce((sum, point) => sum + value(point), 0) / outline.length
}

function lengthOf(outline: readonly GeoPoint[]): number {
  return outline.reduce((sum, { place }, i) => {
    const next = (outline[(i + 1) % outline.length] as GeoPoint).place
    return sum + Math.hypot(...place.map((value, axis) => (next[axis] as number) - value))
  }, 0)
}

/** Length of the vector area, ½ |Σ a × b|. */
function areaOf(outline: readonly GeoPoint[]): number {
  const [ox, oy, oz] = outline[0]?.place ?? [0, 0, 0]
  const area = [0, 0, 0]
  for (const [i, { place }] of outline.entries()) {
    const next = (outline[(i + 1) % outline.length] as GeoPoint).place
    const [ax, ay, az] = [place[0] - ox, place[1] - oy, place[2] - oz]
    const [bx, by, bz] = [next[0] - ox, next[1] - oy, next[2] - oz]
    area[0] = (area[0] as number) + ay * bz - az * by
    area[1] = (area[1] as number) + az * bx - ax * bz
    area[2] = (area[2] as number) + ax * by - ay * bx
  }
  return Math.hypot(...area) / 2
}

import type { GeoJob, GeoTable } from '../../binding/native.ts'
import { mostGeoTriangles } from './geo-estimate.ts'
import type { GeoCurve, GeoEntity, GeoModel, GeoSurface } from './geo-model.ts'

const curveKinds: readonly GeoCurve['kind'][] = ['line', 'circle', 'spline', 'bspline']
const surfaceKinds: readonly GeoSurface['kind'][] = ['plane', 'filled', 'spherical']

const numbersOfPoint = 5

/** A checked model as the native module takes it: numbers and names from our own lists, no text of the file's. */
export function geoJob(model: GeoModel): GeoJob {
  const points = new Float64Array(numbersOfPoint * model.points.size)
  let at = 0
  for (const [tag, { place, size }] of model.points) {
    points.set([tag, ...place, size], at)
    at += numbersOfPoint
  }
  return {
    kind: 'geo',
    points,
    curves: table(model.curves, ({ kind }) => curveKinds.indexOf(kind)),
    loops: table(model.loops, () => 0),
    surfaces: table(withCentres(model.surfaces), ({ kind }) => surfaceKinds.indexOf(kind)),
    options: [...model.options].map(([name, value]) => ({ name, value })),
    fields: [...model.fields].map(([tag, { kind, formula, numbers, lists }]) => ({
      tag,
      kind,
      formula: formula?.text ?? '',
      numbers: [...numbers].map(([name, value]) => ({ name, value })),
      lists: [...lists].map(([name, values]) => ({ name, values: Float64Array.from(values) })),
    })),
    backgroundField: model.backgroundField,
    mostPieces: mostGeoTriangles,
  }
}

/** A sphere's centre is the last member. */
function withCentres(surfaces: GeoModel['surfaces']): GeoModel['surfaces'] {
  return new Map(
    [...surfaces].map(([tag, surface]) => [
      tag,
      surface.centre === undefined ? surface : { ...surface, members: [...surface.members, surface.centre] },
    ]),
  )
}

function table<T extends GeoEntity>(
  entities: ReadonlyMap<number, T>,
  kindOf: (entity: T) => number,
): GeoTable {
  const all = [...entities.values()]
  const first = new Uint32Array(all.length + 1)
  for (const [i, { members }] of all.entries()) first[i + 1] = (first[i] as number) + members.length
  const members = new Float64Array(first[all.length] as number)
  for (const [i, entity] of all.entries()) members.set(entity.members, first[i] as number)
  return {
    kinds: Uint32Array.from(all, kindOf),
    tags: Uint32Array.from(entities.keys()),
    first,
    members,
  }
}

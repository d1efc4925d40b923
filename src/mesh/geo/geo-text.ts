import type { GeoCurve, GeoField, GeoModel, GeoSurface } from './geo-model.ts'

const curveWords: Record<GeoCurve['kind'], string> = {
  line: 'Line',
  circle: 'Circle',
  spline: 'Spline',
  bspline: 'BSpline',
}
const surfaceWords: Record<GeoSurface['kind'], string> = {
  plane: 'Plane Surface',
  filled: 'Surface',
  spherical: 'Surface',
}

/** A checked model as a .geo text of our own, for a gmsh that is only there as a program; surface i is group i + 1. */
export function geoText(model: GeoModel): string {
  const { points, curves, loops, surfaces, options, fields, backgroundField } = model
  const lines = [
    ...[...points].map(
      ([tag, { place, size }]) => `Point(${tag})=${list(size > 0 ? [...place, size] : place)};`,
    ),
    ...[...curves].map(([tag, { kind, members }]) => `${curveWords[kind]}(${tag})=${list(members)};`),
    ...[...loops].map(([tag, { members }]) => `Curve Loop(${tag})=${list(members)};`),
    ...[...surfaces].map(
      ([tag, { kind, members, centre }]) =>
        `${surfaceWords[kind]}(${tag})=${list(members)}${centre === undefined ? '' : ` In Sphere {${centre}}`};`,
    ),
    ...[...surfaces.keys()].map((tag, i) => `Physical Surface(${i + 1})=${list([tag])};`),
    ...[...options].map(([name, value]) => `Mesh.${name}=${value};`),
    ...[...fields].flatMap(([tag, field]) => fieldLines(`Field[${tag}]`, field)),
    ...(backgroundField === 0 ? [] : [`Background Field=${backgroundField};`]),
  ]
  return `${lines.join('\n')}\n`
}

function fieldLines(name: string, { kind, formula, numbers, lists }: GeoField): string[] {
  return [
    `${name}=${kind};`,
    ...(formula ? [`${name}.F="${formula.text}";`] : []),
    ...[...numbers].map(([member, value]) => `${name}.${member}=${value};`),
    ...[...lists].map(([member, values]) => `${name}.${member}=${list(values)};`),
  ]
}

function list(values: readonly number[]): string {
  return `{${values.join(',')}}`
}

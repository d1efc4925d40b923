import type { GeoCurve, GeoEntity, GeoPoint, GeoSurface } from './geo-model.ts'
import { malformedGeo } from './geo-tokens.ts'

/** Beyond the numbers that people give: what a rectangle is made of is nobody else's to use. */
const firstOwn = 2 ** 30
const corners = 4

/** `{x, y, z, width, height}` in the plane z: the only solid that needs no kernel of solids. */
export function rectangle(
  tag: number,
  values: readonly number[],
  line: number,
): {
  points: [number, GeoPoint][]
  curves: [number, GeoCurve][]
  loop: [number, GeoEntity]
  surface: GeoSurface
} {
  const [x = 0, y = 0, z = 0, width = 0, height = 0] = values
  if (values.length !== 5 || width === 0 || height === 0 || tag >= firstOwn / corners)
    throw malformedGeo({ line }, 'a rectangle needs x, y, z, width and height')
  const first = firstOwn + corners * tag
  const own = [0, 1, 2, 3].map((i) => first + i)
  const places: [number, number, number][] = [
    [x, y, z],
    [x + width, y, z],
    [x + width, y + height, z],
    [x, y + height, z],
  ]
  return {
    points: own.map((point, i) => [point, { place: places[i] as [number, number, number], size: 0 }]),
    curves: own.map((curve, i) => [
      curve,
      { kind: 'line', members: [curve, first + ((i + 1) % corners)], line },
    ]),
    loop: [first, { members: own, line }],
    surface: { kind: 'plane', members: [first], line },
  }
}

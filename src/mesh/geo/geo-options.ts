import { forbidden, type GeoToken, malformedGeo } from './geo-tokens.ts'

/** What a `Mesh.` option may be: a range, or the values that leave the mesh a plain one of triangles. */
interface Allowed {
  /** gmsh's present name. */
  readonly name: string
  readonly min: number
  readonly max: number
  readonly isWhole?: boolean
}

const size = (name: string): Allowed => ({ name, min: 0, max: 1e22 })
const flag = (name: string): Allowed => ({ name, min: 0, max: 1, isWhole: true })
const count = (name: string, max: number): Allowed => ({ name, min: 0, max, isWhole: true })

const allowed: ReadonlyMap<string, Allowed> = new Map([
  ['Algorithm', { name: 'Algorithm', min: 1, max: 9, isWhole: true }],
  ['MeshSizeMin', size('MeshSizeMin')],
  ['MeshSizeMax', size('MeshSizeMax')],
  ['MeshSizeFactor', { name: 'MeshSizeFactor', min: 1e-6, max: 1e6 }],
  ['MeshSizeFromPoints', flag('MeshSizeFromPoints')],
  ['MeshSizeFromCurvature', count('MeshSizeFromCurvature', 1000)],
  ['MeshSizeExtendFromBoundary', flag('MeshSizeExtendFromBoundary')],
  ['Smoothing', count('Smoothing', 100)],
  ['RandomSeed', count('RandomSeed', 1e9)],
  ['MinimumCirclePoints', count('MinimumCirclePoints', 1000)],
  ['MinimumCurvePoints', count('MinimumCurvePoints', 1000)],
  ['Optimize', flag('Optimize')],
  ['ElementOrder', { name: 'ElementOrder', min: 1, max: 1 }],
  ['RecombineAll', { name: 'RecombineAll', min: 0, max: 0 }],
])

/** About the file that gmsh would have written; ours is chosen by the caller. */
const withoutEffect = new Set(['SaveAll', 'MshFileVersion', 'Binary', 'Format'])

/**
 * gmsh's present name of a `Mesh.` option, or undefined for one that has no effect here.
 *
 * @throws {@link WaveguideError} `GEO_FORBIDDEN` for an option that is not on the list; `MESH_FORMAT` for its value.
 */
export function checkedOption(token: GeoToken, value: number): string | undefined {
  if (withoutEffect.has(token.text)) return undefined
  const option = allowed.get(token.text.replace(/^CharacteristicLength/, 'MeshSize'))
  if (!option) throw forbidden(token)
  const { name, min, max, isWhole } = option
  if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return name
  throw malformedGeo(token, `Mesh.${token.text} must be in [${min}, ${max}], got ${value}`)
}

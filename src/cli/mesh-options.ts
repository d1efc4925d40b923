import type { MeshOptions } from '../model/mesh.ts'
import type { Values } from './args.ts'

/** Options of every command that may mesh a design. */
export const meshOptionTable = {
  'size-throat': { kind: 'number', value: 'MM', help: 'element size at the throat' },
  'size-mouth': { kind: 'number', value: 'MM', help: 'element size at the mouth' },
  'size-rear': { kind: 'number', value: 'MM', help: 'element size on the rear' },
  'size-enclosure': { kind: 'number', value: 'MM', help: 'element size on an enclosure' },
  'max-frequency': {
    kind: 'number',
    value: 'HZ',
    help: 'highest frequency that automatic sizes serve (20000)',
  },
  'elements-per-wavelength': { kind: 'number', value: 'N', help: 'resolution of automatic sizes (6)' },
  'max-triangles': { kind: 'count', value: 'N', help: 'limit for the number of triangles' },
  quadrants: {
    kind: 'choice',
    choices: ['auto', '1', '12', '14', '1234'],
    help: 'mesh only these quadrants of a symmetric horn (auto)',
  },
  mesher: {
    kind: 'choice',
    choices: ['gmsh', 'rings'],
    help: 'rings: our own, without gmsh (gmsh, else rings)',
  },
} as const

/** The same as the library takes them. */
export function meshOptionsOf(values: Values<typeof meshOptionTable>): MeshOptions {
  const sizeMm = defined({
    throat: values['size-throat'],
    mouth: values['size-mouth'],
    rear: values['size-rear'],
    enclosure: values['size-enclosure'],
  })
  return defined({
    sizeMm: Object.keys(sizeMm).length > 0 ? sizeMm : undefined,
    maxFrequency: values['max-frequency'],
    elementsPerWavelength: values['elements-per-wavelength'],
    maxTriangles: values['max-triangles'],
    quadrants: values.quadrants,
    mesher: values.mesher,
  })
}

/** An object without the members that are undefined: the library takes those for values. */
export function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

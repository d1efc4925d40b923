import { metres } from '../core/units.ts'
import type { ReadMeshOptions, SourceRegion } from '../model/mesh.ts'
import { plainNumber, type Values } from './args.ts'
import { defined } from './mesh-options.ts'
import { UsageError } from './usage-error.ts'

/** Options of every command that may read a mesh file. */
export const readOptionTable = {
  unit: { kind: 'choice', choices: ['mm', 'm'], help: 'unit of a mesh file given as INPUT (mm)' },
  size: { kind: 'number', value: 'MM', help: 'element size of a STEP file given as INPUT' },
  source: {
    kind: 'text',
    value: 'REGION',
    help: 'source of a mesh file, mm: z=0, box:X,Y,Z,X,Y,Z, disc:X,Y,Z,R',
  },
} as const

/** The same as the library takes them. */
export function readOptionsOf(values: Values<typeof readOptionTable>, command: string): ReadMeshOptions {
  const { unit, source, size } = values
  return defined({ unit, sizeMm: size, source: source === undefined ? undefined : regionOf(source, command) })
}

function regionOf(text: string, command: string): SourceRegion {
  const [, axis, at] = /^([xyz])=(.+)$/.exec(text) ?? []
  const [, shape, list = ''] = /^(box|disc):(.+)$/.exec(text) ?? []
  const numbers = (at ?? list).split(',').map((word) => metres(plainNumber(word) ?? Number.NaN))
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers
  if (numbers.every(Number.isFinite)) {
    if (axis && numbers.length === 1) return { plane: { axis: axis as 'x' | 'y' | 'z', at: a } }
    if (shape === 'box' && numbers.length === 6) return { box: { from: [a, b, c], to: [d, e, f] } }
    // A horn's axis is z.
    if (shape === 'disc' && numbers.length === 4 && d > 0)
      return { disc: { centre: [a, b, c], normal: [0, 0, 1], radius: d } }
  }
  throw new UsageError(
    `--source must be z=0 (or x, y), box:X,Y,Z,X,Y,Z or disc:X,Y,Z,RADIUS in mm, got "${text}"`,
    command,
  )
}

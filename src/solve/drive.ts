import { multiply } from '../core/complex.ts'
import { WaveguideError } from '../core/errors.ts'
import { finiteOption, oneOf, optionError } from '../core/options.ts'
import { radians } from '../core/units.ts'
import { arrayFingerprint } from '../mesh/fingerprint.ts'
import type { SourceDrive } from '../model/options.ts'
import type { SourceGroup } from './source-groups.ts'
import type { SurfaceGeometry } from './surface-geometry.ts'

/** A moving group as the solver takes it. */
export interface PlannedSource {
  readonly name: string
  /** m², of its meshed triangles. */
  readonly area: number
  /** 2·T, normal velocity at scale 1, m/s. */
  readonly velocity: Float64Array
  /** 2·F. */
  readonly scale: Float64Array
  /** Its triangles' indices. */
  readonly triangles: Uint32Array
  /** The drive in words, for the provenance. */
  readonly drive: string
}

const amplitudeKeys = ['velocity', 'acceleration', 'volumeVelocity', 'perTriangle'] as const

/**
 * A group in the motion that a drive asks for: v, v = a/(jω), or v = U/S with the meshed area S (for axial motion its
 * projection along z).
 *
 * @param option - The drive's place in the options, for messages.
 * @throws {@link WaveguideError} `OPTION`.
 */
export function driveGroup(
  option: string,
  drive: SourceDrive,
  group: SourceGroup,
  geometry: SurfaceGeometry,
  frequencies: Float64Array,
): PlannedSource {
  const { kind, amplitude } = amplitudeOf(option, drive)
  const motion = oneOf(`${option}.motion`, drive.motion ?? group.motion, ['normal', 'axial'])
  const phase = finiteOption(`${option}.phaseDeg`, drive.phaseDeg ?? 0)
  const velocity =
    kind === 'perTriangle'
      ? checkedPattern(option, drive, 2 * geometry.areas.length)
      : pattern(motion, group, geometry)
  const flow = kind === 'volumeVelocity' ? movedArea(option, velocity, group, geometry) : 1
  return {
    name: group.name,
    area: group.area,
    velocity,
    scale: scaleOf(kind, amplitude / flow, phase, frequencies),
    triangles: group.triangles,
    drive:
      kind === 'perTriangle'
        ? `velocity ${arrayFingerprint(velocity)} given per triangle on "${group.name}"${phaseInWords(phase)}`
        : `${motion} ${inWords(kind, amplitude)} on "${group.name}"${phaseInWords(phase)}`,
  }
}

type DriveKind = (typeof amplitudeKeys)[number]

function amplitudeOf(option: string, drive: SourceDrive): { kind: DriveKind; amplitude: number } {
  if (drive.pressure !== undefined)
    throw new WaveguideError(
      'OPTION',
      `${option}.pressure is not available yet: sources are driven by velocity. Use velocity, acceleration or volumeVelocity.`,
      { details: { option: `${option}.pressure` } },
    )
  const given = amplitudeKeys.filter((key) => drive[key] !== undefined)
  const kind = given[0]
  if (!kind || given.length > 1) {
    const found = given.length === 0 ? 'none' : given.join(' and ')
    throw new WaveguideError('OPTION', `${option} needs one of ${amplitudeKeys.join(', ')}, got ${found}`, {
      details: { option },
    })
  }
  if (kind === 'perTriangle') return { kind, amplitude: 1 }
  return { kind, amplitude: finiteOption(`${option}.${kind}`, drive[kind]) }
}

/** 2·T: 1 on the group for normal motion, n_z for axial motion. */
function pattern(
  motion: 'normal' | 'axial',
  group: SourceGroup,
  { areas, normals }: SurfaceGeometry,
): Float64Array {
  const velocity = new Float64Array(2 * areas.length)
  for (const triangle of group.triangles)
    velocity[2 * triangle] = motion === 'normal' ? 1 : (normals[3 * triangle + 2] ?? 0)
  return velocity
}

function checkedPattern(option: string, drive: SourceDrive, length: number): Float64Array {
  const name = `${option}.perTriangle`
  const values = drive.perTriangle
  if (drive.motion !== undefined)
    throw optionError(`${option}.motion`, 'left out with perTriangle', drive.motion)
  if (!(values instanceof Float64Array) || values.length !== length)
    throw optionError(name, `a Float64Array of ${length} values, 2 per triangle of the mesh`, values)
  for (const value of values) finiteOption(name, value)
  return values.slice()
}

function movedArea(
  option: string,
  velocity: Float64Array,
  group: SourceGroup,
  { areas }: SurfaceGeometry,
): number {
  const moved = group.triangles.reduce(
    (sum, triangle) => sum + (velocity[2 * triangle] ?? 0) * (areas[triangle] ?? 0),
    0,
  )
  if (Math.abs(moved) > 1e-9 * group.area) return moved
  throw optionError(`${option}.motion`, '"normal": the group moves no volume along z', 'axial')
}

function scaleOf(
  kind: DriveKind,
  amplitude: number,
  phaseDeg: number,
  frequencies: Float64Array,
): Float64Array {
  const phase = radians(phaseDeg)
  const scale = new Float64Array(2 * frequencies.length)
  frequencies.forEach((frequency, index) => {
    const angularFrequency = 2 * Math.PI * frequency
    const value: [number, number] =
      kind === 'acceleration' ? [0, -amplitude / angularFrequency] : [amplitude, 0]
    scale.set(multiply(value, [Math.cos(phase), Math.sin(phase)]), 2 * index)
  })
  return scale
}

const unitOf = { velocity: 'm/s', acceleration: 'm/s²', volumeVelocity: 'm³/s' } as const

function inWords(kind: keyof typeof unitOf, amplitude: number): string {
  const words = kind === 'volumeVelocity' ? 'volume velocity' : kind
  return `${words} ${amplitude} ${unitOf[kind]} peak`
}

function phaseInWords(phaseDeg: number): string {
  return phaseDeg === 0 ? '' : `, phase ${phaseDeg}°`
}

import { WaveguideError } from '../core/errors.ts'
import { shown } from '../core/options.ts'
import { arrayFingerprint } from '../mesh/fingerprint.ts'
import type { FrequencyResult, Provenance, Result } from '../model/result.ts'
import { fieldSlice } from './observed-field.ts'
import type { PlacedObservations } from './place-observations.ts'
import type { SolveSettings } from './settings.ts'

/**
 * The frequencies of a solve that an earlier result has already, in ascending order.
 *
 * @throws {@link WaveguideError} `OPTION` when that result does not answer this solve's question, naming what differs.
 */
export function takenOver(
  settings: SolveSettings,
  provenance: Provenance,
  observed: PlacedObservations,
): FrequencyResult[] {
  const { resumeFrom, frequencies, keepSurface } = settings
  if (!resumeFrom) return []
  requireSameQuestion(resumeFrom, settings, provenance, observed)
  requireNoLess(resumeFrom, settings)
  return Array.from(resumeFrom.frequencies.keys()).flatMap((earlier) => {
    const index = frequencies.indexOf(resumeFrom.frequencies[earlier] ?? Number.NaN)
    return index < 0 ? [] : [{ ...resultSlice(resumeFrom, earlier, keepSurface), index }]
  })
}

function requireSameQuestion(
  earlier: Result,
  { medium }: SolveSettings,
  provenance: Provenance,
  observed: PlacedObservations,
): void {
  const { version, mesh, drive, symmetry, ground } = earlier.provenance
  requireSame('version', version, provenance.version)
  requireSame('mesh', mesh.fingerprint, provenance.mesh.fingerprint)
  requireSame('symmetry', symmetry.planes.join(), provenance.symmetry.planes.join())
  requireSame('ground', ground, provenance.ground)
  requireSame('drive', drive, provenance.drive)
  requireSame('sound speed', earlier.medium.soundSpeed, medium.soundSpeed)
  requireSame('density', earlier.medium.density, medium.density)
  requireSame("mesh's limit", mesh.validTo, provenance.mesh.validTo)
  const [asked, had] = [observed, earlier].map(layoutOf)
  for (const part of ['polars', 'points', 'sphere', 'planes'] as const)
    requireSame(`observations.${part}`, had?.[part], asked?.[part])
  requireSame('on-axis distance', earlier.onAxis.distance, observed.axisDistance)
}

/** Where the field was observed, as texts that are equal when the places are. */
function layoutOf({ polars, points, sphere, planes }: PlacedObservations | Result) {
  const ownPoints = points instanceof Float64Array ? points : points?.points
  return {
    polars: JSON.stringify(
      polars.map(({ name, anglesDeg, inclinationDeg, distance, origin }) => [
        name,
        [...anglesDeg],
        inclinationDeg,
        distance,
        origin,
      ]),
    ),
    points: ownPoints && arrayFingerprint(ownPoints),
    sphere: JSON.stringify(sphere && [sphere.distance, sphere.origin, sphere.weights.length]),
    planes: JSON.stringify(planes?.map(({ name, origin, u, v, counts }) => [name, origin, u, v, counts])),
  }
}

/** Numbers of lower quality than asked for are not taken over. */
function requireNoLess(
  { device, provenance, surface }: Result,
  { device: { metadata }, tolerance, keepSurface }: SolveSettings,
): void {
  if (device.precision === 'single' && metadata.precision === 'double')
    throw misfit('precision', device.precision, metadata.precision)
  if (!(provenance.tolerance <= tolerance)) throw misfit('tolerance', provenance.tolerance, tolerance)
  if (keepSurface && !surface) throw misfit('surface', 'not kept', 'to be kept')
}

function requireSame(what: string, earlier: unknown, now: unknown): void {
  if (earlier !== now) throw misfit(what, earlier, now)
}

function misfit(what: string, earlier: unknown, now: unknown): WaveguideError {
  return new WaveguideError(
    'OPTION',
    `SolveOptions.resumeFrom does not fit: its ${what} is ${shown(earlier)}, here it is ${shown(now)}. Ask for the same, or solve from the start.`,
    {
      details: { option: 'SolveOptions.resumeFrom', differs: what, earlier: shown(earlier), now: shown(now) },
    },
  )
}

function resultSlice(result: Result, index: number, keepSurface: boolean): Omit<FrequencyResult, 'index'> {
  const count = result.frequencies.length
  const one = (values: Float64Array): Float64Array => {
    const length = values.length / count
    return values.slice(index * length, (index + 1) * length)
  }
  const { surface, power } = result
  return {
    schema: result.schema,
    frequency: result.frequencies[index] ?? Number.NaN,
    frequencies: one(result.frequencies),
    ...fieldSlice(result, index, count),
    impedance: result.impedance.map((source) => ({ ...source, normalised: one(source.normalised) })),
    power: { surface: one(power.surface), farField: one(power.farField) },
    directivityIndexDb: one(result.directivityIndexDb),
    ...(keepSurface && surface
      ? { surface: { ...surface, pressure: one(surface.pressure), velocity: one(surface.velocity) } }
      : {}),
    evidence: result.evidence.slice(index, index + 1),
    medium: result.medium,
    device: result.device,
  }
}

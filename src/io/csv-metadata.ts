import type { Result } from '../model/result.ts'

/** What the tables of {@link polarCsv} and its kin cannot say in their columns, as JSON text. */
export function csvMetadata(result: Result): string {
  const { provenance, medium, onAxis } = result
  const metadata = {
    generator: `waveguide-bem ${provenance.version}`,
    design: provenance.design ?? null,
    drive: provenance.drive,
    forced: provenance.forced,
    soundSpeed: medium.soundSpeed,
    density: medium.density,
    pressure: 'complex RMS phasors, Pa; result.json holds peak phasors, √2 larger',
    phase: 'exp(+jwt), delay of the observation distance included',
    levels: 'spl_db: dB re 20 µPa, RMS; level_norm_db: relative to 0° of the same plane',
    impedance: 'mean pressure over mean normal velocity of the source, over ρc',
    smoothing: 'none',
    valid: '0: the row must not be read as a prediction; result.json says why',
    meshLimit: Number.isFinite(provenance.mesh.validTo) ? provenance.mesh.validTo : null,
    onAxis: { distance: onAxis.distance },
    planes: result.polars.map(({ name, inclinationDeg, distance, origin }) => ({
      name,
      inclinationDeg,
      distance,
      origin,
    })),
  }
  return `${JSON.stringify(metadata, null, 2)}\n`
}

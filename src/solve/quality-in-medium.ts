import { soundSpeedAt20C } from '../mesh/constants.ts'
import type { MeshQuality } from '../model/mesh.ts'
import type { Medium } from '../model/result.ts'

/** Every limit of a mesh is a length over a wavelength: in another medium it moves with the sound speed. */
export function qualityIn({ soundSpeed }: Medium, quality: MeshQuality): MeshQuality {
  const factor = soundSpeed / soundSpeedAt20C
  if (factor === 1) return quality
  return {
    ...quality,
    validTo: factor * quality.validTo,
    limits: quality.limits.map(({ check, frequency, message }) => ({
      check,
      frequency: factor * frequency,
      message: `${message} (in air of ${soundSpeedAt20C} m/s)`,
    })),
  }
}

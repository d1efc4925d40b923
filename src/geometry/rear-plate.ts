/** Distance of the rear plate behind the rear-most place of the outer wall, at least, mm. */
const clearance = 0.5

/**
 * z of the plate that closes a shell: a wall's thickness behind throat and source, and behind all of the outer wall.
 *
 * @param pole - z of the source's middle, mm: one may bend backwards.
 * @param rearmost - z of the outer wall's rear-most place, mm.
 */
export function rearPlate(pole: number, wallThicknessMm: number, rearmost: number): number {
  return Math.min(Math.min(0, pole) - wallThicknessMm, rearmost - clearance)
}

import type { Horn } from '../model/horn.ts'

/** Largest n whose corner a wall can still be made from without a remark. */
const sharpTermination = 20

/** Largest rotation that is common, degrees. */
const usualRotation = 30

/** Largest T of a horn that is not a cone in all but name. */
const usualFlare = 50

/** What is allowed and may still be a slip, in words. */
export function doubtfulNotes({ profile, guide, morph }: Horn): string[] {
  return [...profileNotes(profile), ...guideNotes(profile, guide), ...morphNotes(morph)]
}

function isAbove(value: unknown, limit: number): value is number {
  return typeof value === 'number' && Math.abs(value) > limit
}

function profileNotes(profile: Horn['profile']): string[] {
  const notes: string[] = []
  if (profile.type === 'OSSE' && isAbove(profile.n, sharpTermination))
    notes.push(`n = ${profile.n} is above ${sharpTermination}: the termination is nearly a corner`)
  if ('rot' in profile && isAbove(profile.rot, usualRotation))
    notes.push(`rot = ${profile.rot}° is above ${usualRotation}°: the wall is turned far from its formula`)
  if ('T' in profile && isAbove(profile.T, usualFlare))
    notes.push(`T = ${profile.T} is above ${usualFlare}: the horn is nearly a cone`)
  return notes
}

function guideNotes(profile: Horn['profile'], guide: Horn['guide']): string[] {
  if (profile.type !== 'OSSE' || !guide?.dist || guide.dist <= 1) return []
  const { L, slotLength = 0 } = profile
  if (typeof L !== 'number' || typeof slotLength !== 'number' || guide.dist <= L - slotLength) return []
  return [
    `guide.dist = ${guide.dist} mm lies behind the mouth of the main section, ${L - slotLength} mm: taken as the mouth`,
  ]
}

function morphNotes(morph: Horn['morph']): string[] {
  if (!morph || morph.rate >= 1) return []
  return [`morph.rate = ${morph.rate} is below 1: the wall has an infinite slope where the morph begins`]
}

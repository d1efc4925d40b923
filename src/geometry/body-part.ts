/** What a surface of a body is. */
export type OutlineRole =
  | 'source'
  | 'throat'
  | 'inner'
  | 'rim'
  | 'outer'
  | 'step'
  | 'plate'
  | 'aperture'
  | 'front'
  | 'edge'
  | 'side'
  | 'back'

/** What a section or a sheet of a walk is part of. `throat` is what no source covers of it. */
export interface BodyPart {
  readonly role: OutlineRole
  /** Of a `source`: its number in the design; omitted: 0. */
  readonly source?: number
}

/** The part that a role alone says. */
export function partOf(part: OutlineRole | BodyPart): BodyPart {
  return typeof part === 'string' ? { role: part } : part
}

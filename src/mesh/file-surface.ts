import type { Warning } from '../model/evidence.ts'

/** Triangles as a file has them: its own unit, tags and names. */
export interface FileSurface {
  /** 3·V, in the file's unit; only vertices that a triangle uses. */
  readonly vertices: Float64Array
  readonly triangles: Uint32Array
  readonly tags: Uint32Array
  readonly names: ReadonlyMap<number, string>
  /** What was read other than it stands there. */
  readonly notes: readonly Warning[]
}

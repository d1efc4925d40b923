import type { IgnoredKey } from '../model/horn.ts'
import type { ScriptItem } from './ath-script.ts'
import type { DraftValue } from './parameters.ts'

/** What the keys of a script have said. */
export interface Gathered {
  readonly type: 'OSSE' | 'R-OSSE'
  readonly values: Map<string, DraftValue>
  /** The item behind each value. */
  readonly items: Map<string, ScriptItem>
  readonly ignored: IgnoredKey[]
  readonly notes: string[]
}

/** What is known of a script beside its keys. */
export interface ScriptKind {
  readonly kind: 'ath' | 'mwg'
  readonly legacyThroat: 'v1' | 'ath'
  readonly text: string
}

import type { Warning } from '../model/evidence.ts'
import type { Horn } from '../model/horn.ts'

/** What the reader of the design had to decide or could not use, so that nothing is left out in silence. */
export function designWarnings(design: Horn | undefined): Warning[] {
  if (!design) return []
  const unknown = design.ignored.filter(({ reason }) => reason === 'unknown')
  return [
    ...(design.notes ?? []),
    ...unknown.map(({ key, line, nearest }): Warning => {
      const place = line === undefined ? '' : ` in line ${line}`
      const hint = nearest ? `; did you mean "${nearest}"?` : ''
      return { code: 'IGNORED', message: `unknown key "${key}"${place} has no effect${hint}` }
    }),
  ]
}

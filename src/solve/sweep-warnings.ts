import type { Warning } from '../model/evidence.ts'
import type { MeshQuality } from '../model/mesh.ts'
import type { Judged } from './evidence.ts'
import { shownHz } from './shown-hz.ts'

/** Imbalance of surface and far-field power that is worth a warning. */
const notableImbalance = 0.02

/** The warnings of a sweep: one of each kind, with the frequencies it concerns in `details.frequencies`. */
export function sweepWarnings(quality: MeshQuality, tolerance: number, judged: readonly Judged[]): Warning[] {
  const share = (part: readonly Judged[]): string => `${part.length} of ${judged.length} frequencies`
  const above = judged.filter(({ evidence }) => evidence.frequency > quality.validTo)
  const unbalanced = judged.filter(({ imbalance }) => !(imbalance <= notableImbalance))
  const stalled = judged.filter(({ evidence }) => !(evidence.residual <= tolerance))
  const reason = quality.limits[0] ? `: ${quality.limits[0].message}` : ''
  const worstBalance = Math.max(...unbalanced.map(({ imbalance }) => imbalance))
  const worstResidual = Math.max(...stalled.map(({ evidence }) => evidence.residual))
  return [
    warning(
      'UNDER_RESOLVED',
      above,
      `${share(above)}, from ${shownHz(above[0]?.evidence.frequency)} up, lie above the mesh's limit of ${shownHz(quality.validTo)} and are no prediction${reason}`,
    ),
    warning(
      'POWER_BALANCE',
      unbalanced,
      `far-field and surface power differ by up to ${(100 * worstBalance).toFixed(1)} % at ${share(unbalanced)}; a finer mesh brings them together`,
    ),
    warning(
      'RESIDUAL',
      stalled,
      `${share(stalled)} stopped at residuals up to ${worstResidual.toExponential(1)}, above the tolerance ${tolerance}`,
    ),
  ].flat()
}

function warning(code: Warning['code'], concerned: readonly Judged[], message: string): Warning[] {
  if (concerned.length === 0) return []
  const frequencies = concerned.map(({ evidence }) => evidence.frequency)
  return [{ code, message, details: { frequencies } }]
}

import type { FrequencyEvidence, Warning } from '../model/evidence.ts'
import type { MeshQuality } from '../model/mesh.ts'
import { shownHz } from './shown-hz.ts'

/** Imbalance of surface and far-field power that is worth a warning. */
const notableImbalance = 0.02

/**
 * The warnings of a sweep: one of each kind, with the frequencies it concerns in `details.frequencies`.
 *
 * @param evidence - By ascending frequency.
 */
export function sweepWarnings(
  quality: MeshQuality,
  tolerance: number,
  evidence: readonly FrequencyEvidence[],
): Warning[] {
  const share = (part: readonly FrequencyEvidence[]): string =>
    `${part.length} of ${evidence.length} frequencies`
  const above = evidence.filter(({ frequency }) => frequency > quality.validTo)
  const unbalanced = evidence.filter(({ powerImbalance }) => !(powerImbalance <= notableImbalance))
  const stalled = evidence.filter(({ residual }) => !(residual <= tolerance))
  const reason = quality.limits[0] ? `: ${quality.limits[0].message}` : ''
  const worstBalance = Math.max(...unbalanced.map(({ powerImbalance }) => powerImbalance))
  const worstResidual = Math.max(...stalled.map(({ residual }) => residual))
  return [
    warning(
      'UNDER_RESOLVED',
      above,
      `${share(above)}, from ${shownHz(above[0]?.frequency)} up, lie above the mesh's limit of ${shownHz(quality.validTo)} and are no prediction${reason}`,
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

function warning(code: Warning['code'], concerned: readonly FrequencyEvidence[], message: string): Warning[] {
  if (concerned.length === 0) return []
  const frequencies = concerned.map(({ frequency }) => frequency)
  return [{ code, message, details: { frequencies } }]
}

import { impedanceChart, polarChart, splChart } from '../charts/index.ts'
import { polarMapSteps } from '../charts/polar-map.ts'
import type { Sliced } from '../core/sliced.ts'
import type { Polar, Result } from '../model/result.ts'

/** A picture and the file it belongs in; drawn by the steps of `svg`. */
export interface Picture {
  readonly fileName: string
  readonly svg: () => Sliced<string>
}

/**
 * Every picture that a result allows: on-axis response, impedance of each source, map and polar diagram of each polar.
 *
 * A map needs two frequencies and two angles, a diagram two angles.
 */
export function pictures(result: Result): Picture[] {
  const taken = new Set<string>()
  const named = (name: string): string => uniqueName(name, taken)
  const impedances = result.impedance.map(({ source }, index) => ({
    fileName: named(index === 0 ? 'impedance' : `impedance-${source}`),
    svg: () => oneStep(() => impedanceChart(result, { source })),
  }))
  return [
    { fileName: named('on-axis'), svg: () => oneStep(() => splChart(result)) },
    ...impedances,
    ...result.polars.flatMap((polar) => polarPictures(result, polar, named)),
  ]
}

function polarPictures(result: Result, polar: Polar, named: (name: string) => string): Picture[] {
  if (polar.anglesDeg.length < 2) return []
  const diagram = {
    fileName: named(`polar-${polar.name}`),
    svg: () => oneStep(() => polarChart(result, { polar: polar.name })),
  }
  if (result.frequencies.length < 2) return [diagram]
  return [
    { fileName: named(`map-${polar.name}`), svg: () => polarMapSteps(result, { polar: polar.name }) },
    diagram,
  ]
}

/** A file name from a name that the user chose: letters, digits and hyphens only, never twice the same. */
function uniqueName(name: string, taken: Set<string>): string {
  const base = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
  let candidate = base
  for (let count = 2; taken.has(candidate); count++) candidate = `${base}-${count}`
  taken.add(candidate)
  return `${candidate}.svg`
}

// biome-ignore lint/correctness/useYield: a picture that is quick enough to draw without a pause
function* oneStep(draw: () => string): Sliced<string> {
  return draw()
}

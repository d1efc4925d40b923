import type { MeridianCurve } from './meridian.ts'
import type { OutlineSection } from './outline.ts'

/** Five-point Gauss rule on [0, 1]: places and weights. Source: Abramowitz and Stegun, table 25.4. */
const gauss: readonly (readonly [place: number, weight: number])[] = [
  [0.04691007703066802, 0.11846344252809454],
  [0.23076534494715845, 0.23931433524968324],
  [0.5, 0.28444444444444444],
  [0.7692346550528415, 0.23931433524968324],
  [0.9530899229693319, 0.11846344252809454],
]

/**
 * Area of the surface of revolution of a section, ∫ 2π r ds. Definition, by quadrature of the exact curve.
 *
 * @returns mm².
 */
export function sectionAreaMm2({ curve, parameters }: OutlineSection): number {
  return integral(parameters, (parameter) => 2 * Math.PI * curve.point(parameter).r * curve.speed(parameter))
}

/**
 * Length of a section, ∫ ds.
 *
 * @returns mm.
 */
export function sectionLengthMm({ curve, parameters }: OutlineSection): number {
  return integral(parameters, (parameter) => curve.speed(parameter))
}

/**
 * Volume of the solid that a closed outline turns into, by Gauss's theorem: −∮ π r² dz along the walk.
 *
 * @returns mm³; positive for an outline walked with the air on its right.
 */
export function bodyVolumeMm3(sections: readonly OutlineSection[]): number {
  return sections.reduce((sum, { curve, parameters }) => sum - integral(parameters, discRate(curve)), 0)
}

function discRate(curve: MeridianCurve): (parameter: number) => number {
  return (parameter) =>
    Math.PI * curve.point(parameter).r ** 2 * curve.tangent(parameter).z * curve.speed(parameter)
}

function integral(parameters: Float64Array, integrand: (parameter: number) => number): number {
  let sum = 0
  for (let i = 1; i < parameters.length; i++) {
    const from = parameters[i - 1] ?? 0
    const span = (parameters[i] ?? 0) - from
    for (const [place, weight] of gauss) sum += weight * span * integrand(from + place * span)
  }
  return sum
}

import type { MeridianCurve } from './meridian.ts'
import type { OutlineSection } from './outline.ts'
import { gaussIntegral } from './quadrature.ts'

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
  for (let i = 1; i < parameters.length; i++)
    sum += gaussIntegral(parameters[i - 1] ?? 0, parameters[i] ?? 0, integrand)
  return sum
}

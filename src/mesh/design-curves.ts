import { hornOutline } from '../geometry/outline.ts'
import type { Horn } from '../model/horn.ts'
import { type SectionCurve, sectionCurve } from './section-curve.ts'

/** A design is not changed once it has been parsed, so its curves need be worked out only once. */
const known = new WeakMap<Horn, readonly SectionCurve[]>()

/** @throws {@link WaveguideError} `HORN_GEOMETRY` when the design makes no outline. */
export function curvesOf(design: Horn): readonly SectionCurve[] {
  return known.get(design) ?? keptCurves(design, hornOutline(design).map(sectionCurve))
}

/** Remembers a design's curves and returns them. */
export function keptCurves(design: Horn, curves: readonly SectionCurve[]): readonly SectionCurve[] {
  known.set(design, curves)
  return curves
}

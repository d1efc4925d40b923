import type { Jet } from './jet.ts'
import { constantJet } from './jet.ts'
import { curvatureOf, distanceOf, type MeridianCurve, type PlanePoint, unit } from './meridian.ts'

/** A place on a section: z and r in mm, and how far along the horn it counts for a morph, 0…1. */
export interface SectionPoint extends PlanePoint {
  readonly progress: number
}

/** The same with derivatives by the section's parameter. */
export interface SectionJet {
  readonly z: Jet
  readonly r: Jet
  readonly progress: Jet
}

/**
 * A smooth stretch of a meridian on the parameter u = 0…1, as exact as its formula.
 *
 * The speed along it is finite and nowhere zero in between. With parameters that depend on the azimuth, equal u of
 * all azimuths is a ring of the wall.
 */
export interface Section {
  /** Key of the design that makes the wall begin anew here, for messages; none for the throat. */
  readonly joint?: string
  point(u: number): SectionPoint
  jet(u: number): SectionJet
}

/** A section as a curve of the meridian plane. */
export function curveOf(section: Section): MeridianCurve {
  const jet = latest(section)
  return {
    start: 0,
    end: 1,
    point: (u) => section.point(u),
    tangent: (u) => {
      const { z, r } = jet(u)
      return unit({ z: z[1], r: r[1] })
    },
    speed: (u) => {
      const { z, r } = jet(u)
      return distanceOf(z[1], r[1])
    },
    curvature: (u) => {
      const { z, r } = jet(u)
      return curvatureOf({ first: { z: z[1], r: r[1] }, second: { z: z[2], r: r[2] } })
    },
  }
}

/** Tangent, speed and curvature of one place are asked for in a row: its jet is worked out once. */
function latest(section: Section): (u: number) => SectionJet {
  let place = Number.NaN
  let jet: SectionJet | undefined
  return (u) => {
    if (jet && u === place) return jet
    place = u
    jet = section.jet(u)
    return jet
  }
}

/** A change of the meridian plane, place by place. */
export type SectionChange = (at: SectionJet) => SectionJet

/** The section after a change. */
export function changed(section: Section, change: SectionChange): Section {
  return {
    ...jointOf(section),
    point: (u) => {
      const { z, r, progress } = section.point(u)
      const at = change({ z: constantJet(z), r: constantJet(r), progress: constantJet(progress) })
      return { z: at.z[0], r: at.r[0], progress: at.progress[0] }
    },
    jet: (u) => change(section.jet(u)),
  }
}

/** The section as one that a key of the design makes begin anew. */
export function joinedBy(joint: string, section: Section): Section {
  return { ...section, joint }
}

function jointOf({ joint }: Section): { joint?: string } {
  return joint === undefined ? {} : { joint }
}

/** The stretch of a section from `from` to `to`, again on 0…1. */
export function portion(section: Section, from: number, to: number): Section {
  const span = to - from
  const inner = (u: number): number => (u === 1 ? to : from + span * u)
  const slower = ([value, first, second]: Jet): Jet => [value, first * span, second * span ** 2]
  return {
    ...(from === 0 && jointOf(section)),
    point: (u) => section.point(inner(u)),
    jet: (u) => {
      const { z, r, progress } = section.jet(inner(u))
      return { z: slower(z), r: slower(r), progress: slower(progress) }
    },
  }
}

/** A straight section; `progress` from and to. */
export function straightSection(from: SectionPoint, to: SectionPoint): Section {
  const jet = (a: number, b: number, u: number): Jet => [a + u * (b - a), b - a, 0]
  return {
    point: (u) => {
      if (u === 1) return to
      return {
        z: from.z + u * (to.z - from.z),
        r: from.r + u * (to.r - from.r),
        progress: from.progress + u * (to.progress - from.progress),
      }
    },
    jet: (u) => ({
      z: jet(from.z, to.z, u),
      r: jet(from.r, to.r, u),
      progress: jet(from.progress, to.progress, u),
    }),
  }
}

import { selfCrossing } from '../geometry/crossing.ts'
import { atAzimuth, geometryError } from '../geometry/geometry-error.ts'
import { distanceOf } from '../geometry/meridian.ts'
import type { Section } from '../geometry/section.ts'
import { hornWall } from '../geometry/wall.ts'
import type { Horn } from '../model/horn.ts'
import { checkedAzimuths } from './parameters.ts'

/** Places of a round wall's sections that are looked at, and of every so many azimuths of another; at all others, throat and mouth. */
const roundProbes = 512
const azimuthProbes = 12
const probedEvery = 3

/** Every so many azimuths the meridian is tested for crossing itself, in this many steps. */
const crossingEvery = 30
const crossingSteps = 64

/**
 * Refuses parameters that are each in range and make no horn together, at each of 720 azimuths.
 *
 * A round wall is tested for crossing itself where its outline is made.
 *
 * @throws {@link WaveguideError} `HORN_GEOMETRY` naming the parameters and the place.
 */
export function refuseImpossible(horn: Horn): void {
  const { isRound, sections } = hornWall(horn)
  if (isRound) {
    refuseBadWall(horn, sections(0), roundProbes)
    return
  }
  for (const [index, azimuth] of checkedAzimuths.entries()) {
    const wall = sections(azimuth)
    atAzimuth(azimuth, () => {
      refuseBadWall(horn, wall, index % probedEvery === 0 ? azimuthProbes : 1)
      if (index % crossingEvery === 0) refuseCrossing(wall)
    })
  }
}

function refuseBadWall({ profile }: Horn, sections: readonly Section[], probeCount: number): void {
  const [, slope] = sections[0]?.jet(0).z ?? [0, 1]
  if (slope < 0) {
    throw geometryError('PROFILE_DOMAIN', 'the wall leaves the throat backwards. Give m above 0', {
      ...(profile.type === 'R-OSSE' && { parameter: 'm', value: profile.m }),
    })
  }
  for (const section of sections) {
    for (let i = 0; i <= probeCount; i++) refuseBadPlace(section, i / probeCount)
  }
}

function refuseBadPlace(section: Section, u: number): void {
  const { z, r } = section.point(u)
  if (Number.isFinite(z) && r > 0 && Number.isFinite(r)) return
  throw geometryError(
    'PROFILE_DOMAIN',
    `the wall's radius is ${r.toPrecision(4)} mm at z = ${z.toPrecision(4)} mm and must be positive`,
    { z, r },
  )
}

function refuseCrossing(sections: readonly Section[]): void {
  const points: number[] = []
  for (const section of sections) {
    for (let i = 0; i <= crossingSteps; i++) {
      const { z, r } = section.point(i / crossingSteps)
      const away = distanceOf(z - (points.at(-2) ?? Number.NaN), r - (points.at(-1) ?? Number.NaN))
      if (away !== 0) points.push(z, r)
    }
  }
  const crossing = selfCrossing(Float64Array.from(points))
  if (!crossing) return
  const { z, r } = crossing
  throw geometryError(
    'PROFILE_SELF_INTERSECTION',
    `the inner wall intersects itself near z = ${z.toFixed(2)} mm, r = ${r.toFixed(2)} mm; ` +
      'such parameters make no horn. Change the profile there',
    { z, r },
  )
}

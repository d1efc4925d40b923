import { degrees, radians } from '../core/units.ts'
import { turnTo } from './angle.ts'
import { geometryError } from './geometry-error.ts'
import { distanceOf, type PlanePoint } from './meridian.ts'
import type { Section } from './section.ts'

/**
 * The circular arc that ATH draws instead of the OSSE formula (`Throat.Profile = 3`): from the throat (0, r0) to
 * (L, r0 + L tan a), either with a given radius or with a given angle at the mouth.
 */

/** mm, degrees; `radius` 0: by `mouthAngle`. */
export interface ArcBody {
  readonly L: number
  readonly a: number
  readonly r0: number
  readonly radius: number
  readonly mouthAngle: number
}

interface Circle {
  readonly centre: PlanePoint
  readonly radius: number
}

/**
 * @throws {@link WaveguideError} `HORN_GEOMETRY` when no such arc exists, or it is no wall with one radius per z.
 */
export function arcSection(body: ArcBody): Section {
  const throat = { z: 0, r: body.r0 }
  const mouth = { z: body.L, r: body.r0 + body.L * Math.tan(radians(body.a)) }
  const { centre, radius } =
    body.radius > 0 ? byRadius(throat, mouth, body.radius) : byAngle(throat, mouth, body)
  const direction = (place: PlanePoint): number => Math.atan2(place.r - centre.r, place.z - centre.z)
  const from = direction(throat)
  const turn = turnTo(from, direction(mouth))
  refuseTurningBack(from, turn)
  const angle = (u: number): number => from + u * turn
  return {
    point: (u) => {
      const z = u === 0 ? 0 : u === 1 ? body.L : centre.z + radius * Math.cos(angle(u))
      return { z, r: centre.r + radius * Math.sin(angle(u)), progress: z / body.L }
    },
    jet: (u) => {
      const [x, y] = [radius * Math.cos(angle(u)), radius * Math.sin(angle(u))]
      const z = [centre.z + x, -turn * y, -(turn ** 2) * x] as const
      return {
        z,
        r: [centre.r + y, turn * x, -(turn ** 2) * y],
        progress: [z[0] / body.L, z[1] / body.L, z[2] / body.L],
      }
    },
  }
}

/** Centre outside the horn: the wall turns away from the axis. */
function byRadius(throat: PlanePoint, mouth: PlanePoint, radius: number): Circle {
  const chord = distanceOf(mouth.z - throat.z, mouth.r - throat.r)
  if (radius < chord / 2) {
    throw geometryError(
      'PROFILE_UNREACHABLE',
      `circArcRadius must be at least half the chord from throat to mouth, ${(chord / 2).toFixed(3)} mm, got ${radius} mm`,
      { parameter: 'circArcRadius', value: radius, limit: chord / 2 },
    )
  }
  const away = Math.sqrt(radius ** 2 - (chord / 2) ** 2) / chord
  return {
    radius,
    centre: {
      z: (throat.z + mouth.z) / 2 - away * (mouth.r - throat.r),
      r: (throat.r + mouth.r) / 2 + away * (mouth.z - throat.z),
    },
  }
}

function byAngle(throat: PlanePoint, mouth: PlanePoint, { mouthAngle }: ArcBody): Circle {
  const across = { z: -Math.sin(radians(mouthAngle)), r: Math.cos(radians(mouthAngle)) }
  const chord = { z: mouth.z - throat.z, r: mouth.r - throat.r }
  const lean = chord.z * across.z + chord.r * across.r
  const length = distanceOf(chord.z, chord.r)
  if (Math.abs(lean) < 1e-6 * length) {
    throw geometryError(
      'PROFILE_UNREACHABLE',
      `circArcTermAngle = ${mouthAngle}° is the direction from throat to mouth: no arc ends at it. Give another angle`,
      { parameter: 'circArcTermAngle', value: mouthAngle, limit: degrees(Math.atan2(chord.r, chord.z)) },
    )
  }
  const radius = -(length ** 2) / (2 * lean)
  return {
    radius: Math.abs(radius),
    centre: { z: mouth.z + radius * across.z, r: mouth.r + radius * across.r },
  }
}

/** z must rise all along the arc: neither of the circle's ends on its axis may lie within. */
function refuseTurningBack(from: number, turn: number): void {
  const [start, end] = [from, from + turn]
  const rises = (angle: number): boolean => -turn * Math.sin(angle) >= -1e-12
  if (rises(start) && rises(end)) return
  throw geometryError(
    'PROFILE_DOMAIN',
    'the circular arc from throat to mouth turns back in z. Give a larger circArcRadius, or a circArcTermAngle ' +
      'nearer to the direction from throat to mouth',
    { parameter: 'circArcTermAngle' },
  )
}
